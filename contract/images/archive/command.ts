import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, refersTo } from '../requests'
import type { ImportRequest, LoadRequest, SaveRequest } from './api'

export const save = ({ images, path }: SaveRequest): CommandLine =>
  docker('save')
    .option('output', '-o', path)
    .each(images, (line, image) => line.argument('image', nameOf(image), refersTo(image)))
    .line()

export const load = ({ path }: LoadRequest): CommandLine => docker('load').option('input', '-i', path).line()

export const importTar = ({ path, reference, message, changes }: ImportRequest): CommandLine =>
  docker('import')
    .each(changes, (line, change) => line.option('change', '--change', change))
    .when(message !== '', (line) => line.option('message', '--message', message))
    .argument('file', path)
    .when(reference !== '', (line) => line.argument('image', reference))
    .line()
