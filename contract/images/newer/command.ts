import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, refersTo, type OnImage } from '../requests'

/** Shows what the registry has, for a person to compare with the digest that is here. */
export const newer = ({ image }: Pick<OnImage, 'image'>): CommandLine =>
  docker('manifest-inspect').argument('image', nameOf(image), refersTo(image)).line()
