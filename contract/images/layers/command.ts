import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, refersTo, type OnImage } from '../requests'

/** What it is read from; docker has no command that shows the files of layers. */
export const readLayers = ({ image }: OnImage): CommandLine =>
  docker('save').argument('image', nameOf(image), refersTo(image)).line()
