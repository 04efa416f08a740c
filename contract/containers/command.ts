/** Containers' operations as docker commands. */
import { docker } from '../command/build'
import type { CommandLine } from '../command/line'
import { nameOf, refersTo, type OnContainer } from './requests'

export * from './lifecycle/command'
export * from './lifecycle/care-command'
export * from './lifecycle/prune-command'
export * from './lifecycle/recreate-command'
export * from './list/command'
export * from './logs/command'
export * from './files/command'
export * from './inspect/command'
export * from './events/command'
export * from './changes/command'
export * from './processes/command'
export * from './stats/command'
export * from './terminal/command'
export { create, run } from './run-command'

// docker inspect takes a name for a container's first, before an image's or a volume's.
export const inspect = ({ container }: OnContainer): CommandLine =>
  docker('inspect').argument('container', nameOf(container), refersTo(container)).line()
