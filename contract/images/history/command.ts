import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, refersTo, type OnImage } from '../requests'

export const history = ({ image }: OnImage): CommandLine =>
  docker('history').flag('no-trunc', '--no-trunc').argument('image', nameOf(image), refersTo(image)).line()
