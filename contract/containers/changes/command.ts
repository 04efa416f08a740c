import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, refersTo, type OnContainer } from '../requests'

export const diff = ({ container }: OnContainer): CommandLine =>
  docker('diff').argument('container', nameOf(container), refersTo(container)).line()
