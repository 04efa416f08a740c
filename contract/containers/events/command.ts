import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, type OnContainer } from '../requests'

/** From the first second of 1970 on is all that the engine still has. */
export const events = ({ container }: OnContainer): CommandLine =>
  docker('events')
    .option('since', '--since', '1')
    .option('filter', '--filter', `container=${nameOf(container)}`)
    .line()
