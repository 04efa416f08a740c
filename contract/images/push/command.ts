import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import type { PushRequest } from './api'

export const push = ({ reference }: PushRequest): CommandLine => docker('push').argument('image', reference).line()
