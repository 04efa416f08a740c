/** What has been typed into the run form: kept while the window lives, so that nothing is lost by leaving the page. */
import { reactive } from 'vue'
import type { RunOptions } from '../../../contract/containers/run'
import type { Pasted } from './pasted'
import { portText } from '../../../contract/command/port'

export interface PortRow {
  readonly key: number
  /** `8080`, `127.0.0.1:8080`, or empty: the engine picks one. */
  host: string
  container: string
  protocol: 'tcp' | 'udp' | 'sctp'
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
  source: string
  target: string
  readOnly: boolean
}

export interface Draft {
  image: string
  name: string
  /** One line, as a shell would read it. */
  command: string
  detach: boolean
  ports: PortRow[]
  publishAll: boolean
  environment: EnvironmentRow[]
  mounts: MountRow[]
  interactive: boolean
  tty: boolean
  autoRemove: boolean
}

let lastKey = 0
const newKey = (): number => ++lastKey

export const emptyPort = (): PortRow => ({ key: newKey(), host: '', container: '', protocol: 'tcp' })
export const emptyVariable = (): EnvironmentRow => ({ key: newKey(), name: '', value: '', secret: false })
export const emptyMount = (): MountRow => ({ key: newKey(), source: '', target: '', readOnly: false })

export const emptyDraft = (): Draft => ({
  image: '',
  name: '',
  command: '',
  detach: true,
  ports: [],
  publishAll: false,
  environment: [],
  mounts: [],
  interactive: false,
  tty: false,
  autoRemove: false
})

/** The port as the rows have it: `host` keeps the address before it, as `-p` does. */
export function portRow(port: RunOptions['ports'][number]): PortRow {
  const { container, protocol } = port
  const text = portText({ ...port, protocol: 'tcp' })
  return {
    key: newKey(),
    host: text.slice(0, Math.max(0, text.lastIndexOf(':'))),
    container: String(container),
    protocol
  }
}

/** Options as the form shows them. `words` writes a list of arguments as one line. */
export const draftOf = (options: RunOptions, words: (argv: readonly string[]) => string): Draft => ({
  image: options.image,
  name: options.name,
  command: words(options.command),
  detach: options.detach,
  ports: options.ports.map(portRow),
  publishAll: options.publishAll,
  environment: options.environment.map(({ name, value, secret }) => ({ key: newKey(), name, value, secret })),
  mounts: options.mounts.map(({ source, target, readOnly }) => ({ key: newKey(), source, target, readOnly })),
  interactive: options.interactive,
  tty: options.tty,
  autoRemove: options.autoRemove
})

/** The form's state, apart from the page that shows it. */
export const runForm = reactive({
  draft: emptyDraft(),
  /** The task that was started from it and has not been dealt with yet. */
  task: undefined as string | undefined,
  /** The pasted command that filled the form, until its remarks are put away. */
  pasted: undefined as Pasted | undefined
})
