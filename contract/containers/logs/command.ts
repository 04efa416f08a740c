import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, refersTo } from '../requests'
import type { LogsRequest } from './api'

export const logs = ({ container, follow, tail }: LogsRequest): CommandLine =>
  docker('logs')
    .when(follow, (line) => line.flag('follow', '--follow'))
    .when(tail !== undefined, (line) => line.option('tail', '--tail', String(tail)))
    .argument('container', nameOf(container), refersTo(container))
    .line()
