/** What has been typed into the run form: kept while the window lives, so that nothing is lost by leaving the page. */
import { reactive } from 'vue'
import type { Mount, PublishedPort, RestartPolicy, Healthcheck } from '../../../contract/containers/run'
import {
  runFieldNames,
  runFields,
  type RunFieldKind,
  type RunFieldName,
  type RunSection
} from '../../../contract/containers/run-fields'
import type { ContainerRef } from '../../../contract/scope'
import type { Pasted } from './pasted'

export interface PortRow {
  readonly key: number
  /** `8080`, `127.0.0.1:8080`, `8000-8010`, or empty: the engine picks one. */
  host: string
  /** `80`, or a range as long as the host's. */
  container: string
  protocol: PublishedPort['protocol']
}
export interface EnvironmentRow {
  readonly key: number
  name: string
  value: string
  secret: boolean
  /** The pasted line left the value to a variable of this name in one's own shell: it is to be typed in. */
  asks?: string
}
export interface MountRow {
  readonly key: number
  kind: Mount['kind']
  source: string
  target: string
  readOnly: boolean
  flag: Mount['flag']
  /** Parted by commas, as the flag writes them. */
  options: string
}
/** Lists are parted by commas. */
export interface NetworkRow {
  readonly key: number
  name: string
  aliases: string
  ip: string
  ip6: string
  linkLocalIps: string
  macAddress: string
  driverOptions: string
}
/** One value of a flag that may be given often. */
export interface TextRow {
  readonly key: number
  text: string
}
export interface HealthcheckDraft {
  kind: Healthcheck['kind']
  command: string
  interval: string
  timeout: string
  startPeriod: string
  startInterval: string
  retries: string
}

/** What a plain field of this kind holds while it is typed. */
export type FieldDraft<Kind extends RunFieldKind> = Kind extends 'switch'
  ? boolean
  : Kind extends 'choice'
    ? '' | 'yes' | 'no'
    : Kind extends 'texts' | 'pairs'
      ? TextRow[]
      : string
type FieldDrafts = { [Name in RunFieldName]: FieldDraft<(typeof runFields)[Name]['kind']> }

export interface Draft extends FieldDrafts {
  image: string
  name: string
  /** The program in place of the image's; empty: the image's own, or none where `noEntrypoint`. */
  entrypoint: string
  noEntrypoint: boolean
  /** One line, as a shell would read it. */
  command: string
  ports: PortRow[]
  environment: EnvironmentRow[]
  mounts: MountRow[]
  networks: NetworkRow[]
  restart: RestartPolicy['name']
  /** Of `on-failure`. */
  maximumRetries: string
  healthcheck: HealthcheckDraft
}

let lastKey = 0
export const newKey = (): number => ++lastKey

export const textRow = (text = ''): TextRow => ({ key: newKey(), text })
export const emptyPort = (): PortRow => ({ key: newKey(), host: '', container: '', protocol: 'tcp' })
export const emptyVariable = (): EnvironmentRow => ({ key: newKey(), name: '', value: '', secret: false })
export const emptyMount = (): MountRow => ({
  key: newKey(),
  kind: 'volume',
  source: '',
  target: '',
  readOnly: false,
  flag: 'volume',
  options: ''
})
export const emptyNetwork = (): NetworkRow => ({
  key: newKey(),
  name: '',
  aliases: '',
  ip: '',
  ip6: '',
  linkLocalIps: '',
  macAddress: '',
  driverOptions: ''
})
export const emptyHealthcheck = (): HealthcheckDraft => ({
  kind: 'image',
  command: '',
  interval: '',
  timeout: '',
  startPeriod: '',
  startInterval: '',
  retries: ''
})

const emptyField = (kind: RunFieldKind): unknown =>
  kind === 'switch' ? false : kind === 'texts' || kind === 'pairs' ? [] : ''

export const emptyDraft = (): Draft => ({
  ...(Object.fromEntries(runFieldNames.map((name) => [name, emptyField(runFields[name].kind)])) as FieldDrafts),
  image: '',
  name: '',
  entrypoint: '',
  noEntrypoint: false,
  command: '',
  detach: true,
  ports: [],
  environment: [],
  mounts: [],
  networks: [],
  restart: 'no',
  maximumRetries: '',
  healthcheck: emptyHealthcheck()
})

/** What the form is for. */
export type RunTarget =
  | { readonly kind: 'run' }
  | { readonly kind: 'create' }
  /** In the place of a container that is there: it comes back if the new one fails. */
  | { readonly kind: 'recreate'; readonly connection: string; readonly container: ContainerRef }

/** The form's state, apart from the page that shows it. */
export const runForm = reactive({
  draft: emptyDraft(),
  target: { kind: 'run' } as RunTarget,
  /** Sections that stand open. */
  open: new Set<RunSection>(['general']),
  /** The task that was started from it and has not been dealt with yet. */
  task: undefined as string | undefined,
  /** The pasted command that filled the form, until its remarks are put away. */
  pasted: undefined as Pasted | undefined
})

/** A fresh form; what it is for stays, unless it was for one container alone. */
export function resetForm(draft: Draft = emptyDraft()): void {
  runForm.draft = draft
  runForm.pasted = undefined
  if (runForm.target.kind === 'recreate') runForm.target = { kind: 'run' }
}
