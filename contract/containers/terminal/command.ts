import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, refersTo, type OnContainer } from '../requests'

export const attach = ({ container }: OnContainer): CommandLine =>
  docker('attach').argument('container', nameOf(container), refersTo(container)).line()
