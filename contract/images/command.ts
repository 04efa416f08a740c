/** Images' operations as docker commands. */
import { docker } from '../command/build'
import type { CommandLine, CommandPart } from '../command/line'
import type { PullRequest, RemoveImagesRequest } from './api'
import type { ImageRef } from './model'

export const list = (): CommandLine => docker('images').line()

export const pull = ({ reference }: PullRequest): CommandLine => docker('pull').argument('image', reference).line()

export const remove = ({ images, force }: RemoveImagesRequest): CommandLine =>
  docker('rmi')
    .when(force, (line) => line.flag('force', '-f'))
    .each(images, (line, image) => line.argument('image', nameOf(image), refersTo(image)))
    .line()

export const inspect = ({ image }: { readonly image: ImageRef }): CommandLine =>
  docker('image-inspect').argument('image', nameOf(image), refersTo(image)).line()

/** The reference; an image without one goes by the short id that docker shows. */
const nameOf = ({ reference }: ImageRef): string =>
  /^sha256:[0-9a-f]{64}$/.test(reference) ? reference.slice('sha256:'.length, 'sha256:'.length + 12) : reference
const refersTo = ({ id }: ImageRef): CommandPart['refers'] => ({ kind: 'image', id })
