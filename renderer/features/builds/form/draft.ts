/** What has been typed into the build form: kept while the window lives, so that nothing is lost by leaving the page. */
import { reactive } from 'vue'
import {
  buildFieldNames,
  buildFields,
  type BuildFieldKind,
  type BuildFieldName
} from '../../../../contract/builds/fields'
import type { BuildFailure, ContextReport } from '../../../../contract/builds/model'
import type { BuildOptions } from '../../../../contract/builds/options'
import type { CommandProblem } from '../../../../contract/command/problem'

export interface TextRow {
  readonly key: number
  text: string
}
export interface ArgumentRow {
  readonly key: number
  name: string
  value: string
  secret: boolean
}
/** What a plain field holds while it is typed. */
type FieldDraft<Kind extends BuildFieldKind> = Kind extends 'switch'
  ? boolean
  : Kind extends 'texts' | 'pairs'
    ? TextRow[]
    : string
export type FieldDrafts = { [Name in BuildFieldName]: FieldDraft<(typeof buildFields)[Name]['kind']> }

export interface BuildDraft {
  place: BuildOptions['context']['kind']
  folder: string
  address: string
  /** Of a folder or an address: its Dockerfile's path; empty: `Dockerfile`. */
  file: string
  /** The editor's text. */
  text: string
  /** It as it was read from the file; undefined: it stands in no file. */
  saved: string | undefined
  tags: TextRow[]
  buildArguments: ArgumentRow[]
  builder: BuildOptions['builder']
  fields: FieldDrafts
}

let lastKey = 0
const newKey = (): number => ++lastKey
export const textRow = (text = ''): TextRow => ({ key: newKey(), text })
export const argumentRow = (name = '', value = '', secret = false): ArgumentRow => ({
  key: newKey(),
  name,
  value,
  secret
})

const emptyField = (kind: BuildFieldKind): unknown =>
  kind === 'switch' ? false : kind === 'texts' || kind === 'pairs' ? [] : ''

export const emptyFields = (): FieldDrafts =>
  Object.fromEntries(
    buildFieldNames.map((name) => [name, emptyField(buildFields[name].kind)])
  ) as unknown as FieldDrafts

export const emptyDraft = (): BuildDraft => ({
  place: 'folder',
  folder: '',
  address: '',
  file: '',
  text: '',
  saved: undefined,
  tags: [textRow()],
  buildArguments: [],
  builder: 'auto',
  fields: emptyFields()
})

/** A build that failed, beside the text that it was made of: it is shown until that is another. */
export interface FailedBuild {
  readonly id: string
  readonly text: string
  readonly reason: BuildFailure
  /** The last lines that the failing step said. */
  readonly said: string
}

/** The form's state, apart from the page that shows it. */
export const buildForm = reactive({
  draft: emptyDraft(),
  /** Dockerfiles that are in the folder. */
  dockerfiles: [] as readonly string[],
  report: undefined as ContextReport | undefined,
  /** Of a command that was pasted: what the form cannot hold. */
  remarks: undefined as readonly CommandProblem[] | undefined,
  /** The folder of a pasted command, which is still to be chosen. */
  wanted: undefined as string | undefined,
  failed: undefined as FailedBuild | undefined
})

export function resetForm(draft: BuildDraft = emptyDraft()): void {
  Object.assign(buildForm, {
    draft,
    dockerfiles: [],
    report: undefined,
    remarks: undefined,
    wanted: undefined,
    failed: undefined
  })
}
