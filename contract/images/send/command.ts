import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, refersTo } from '../requests'
import type { SendRequest } from './api'

/** The half of this side; a pipe hands it to `docker … load` of the other. */
export const send = ({ images }: Pick<SendRequest, 'images'>): CommandLine =>
  docker('save')
    .each(images, (line, image) => line.argument('image', nameOf(image), refersTo(image)))
    .line()

/** The half of the other side, after the pipe. */
export const receive = (): CommandLine => docker('load').line()
