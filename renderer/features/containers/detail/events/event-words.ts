/** What an event says, in words: a key of the locale files and what goes into it. */
import type { ContainerEvent } from '../../../../../contract/containers/events/api'

export interface EventWords {
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

const plain: ReadonlySet<string> = new Set([
  'create',
  'start',
  'die',
  'stop',
  'restart',
  'kill',
  'pause',
  'unpause',
  'destroy',
  'rename',
  'oom',
  'update',
  'attach',
  'detach',
  'exec_die',
  'exec_detach',
  'top',
  'resize',
  'commit',
  'copy',
  'archive-path',
  'extract-to-dir',
  'export'
])

/** `SIGTERM` of 15: engines write the number. */
const signals: Readonly<Record<string, string>> = {
  1: 'HUP',
  2: 'INT',
  3: 'QUIT',
  6: 'ABRT',
  9: 'KILL',
  10: 'USR1',
  12: 'USR2',
  15: 'TERM',
  18: 'CONT',
  19: 'STOP',
  28: 'WINCH'
}

const words = (key: string, values: EventWords['values'] = {}): EventWords => ({
  key: `containers-events.words.${key}`,
  values
})

/** `exec_start: sh -c true ` has its command, `health_status: healthy` its status behind the colon. */
export function eventWords({ action, attributes }: Pick<ContainerEvent, 'action' | 'attributes'>): EventWords {
  const [, name = action, rest = ''] = /^([a-z_-]+): ?(.*)$/s.exec(action) ?? []
  if (name === 'exec_create' || name === 'exec_start') return words(name, { command: rest.trim() })
  if (name === 'health_status') return words(name, { status: rest.trim() })
  const { signal, exitCode, oldName } = attributes
  if (name === 'kill' && signal !== undefined)
    return words('kill-signal', { signal: signals[signal] === undefined ? signal : `${signals[signal]} (${signal})` })
  if ((name === 'die' || name === 'exec_die') && exitCode !== undefined)
    return words(`${name}-code`, { code: exitCode })
  if (name === 'rename' && oldName !== undefined) return words('rename-from', { old: oldName.replace(/^\//, '') })
  return plain.has(name) ? words(name) : words('other', { action })
}

/** What did not change the container itself: health checks and lists of processes come by the dozen. */
export const isInside = ({ action }: Pick<ContainerEvent, 'action'>): boolean =>
  action.startsWith('exec_') || action === 'top'

/** What the container is called, and of which image, stands above. */
const known = new Set(['name', 'image'])
export const detailsOf = ({
  attributes
}: Pick<ContainerEvent, 'attributes'>): ReadonlyArray<readonly [string, string]> =>
  Object.entries(attributes).filter(([name]) => !known.has(name))
