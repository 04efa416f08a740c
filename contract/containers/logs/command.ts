import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import type { ContainerRef } from '../../scope'
import { nameOf, refersTo } from '../requests'

interface LogOptions {
  readonly follow?: boolean
  readonly tail?: number
  readonly since?: string
  readonly until?: string
  readonly timestamps?: boolean
}

const logs = ({
  container,
  follow = false,
  tail,
  since = '',
  until = '',
  timestamps = false
}: LogOptions & { readonly container: ContainerRef }): CommandLine =>
  docker('logs')
    .when(follow, (line) => line.flag('follow', '--follow'))
    .when(tail !== undefined, (line) => line.option('tail', '--tail', String(tail)))
    .when(since !== '', (line) => line.option('since', '--since', since))
    .when(until !== '', (line) => line.option('until', '--until', until))
    .when(timestamps, (line) => line.flag('timestamps', '--timestamps'))
    .argument('container', nameOf(container), refersTo(container))
    .line()

/** Docker's own command reads one log at a time. */
export function viewLogs(
  request: LogOptions & { readonly containers: readonly ContainerRef[] }
): CommandLine | undefined {
  const [container, ...others] = request.containers
  return container === undefined || others.length > 0 ? undefined : logs({ ...request, container })
}
