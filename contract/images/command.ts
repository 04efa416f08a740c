/** Images' operations as docker commands. */
import { docker } from '../command/build'
import type { CommandLine } from '../command/line'
import type { PullRequest, RemoveImagesRequest } from './api'
import type { ImageRef } from './model'
import { nameOf, refersTo } from './requests'

export const list = (): CommandLine => docker('images').line()

export const pull = ({ reference, platform, allTags }: PullRequest): CommandLine =>
  docker('pull')
    .when(allTags === true, (line) => line.flag('all-tags', '--all-tags'))
    .when(platform !== undefined, (line) => line.option('platform', '--platform', platform ?? ''))
    .argument('image', reference)
    .line()

export const remove = ({ images, force }: RemoveImagesRequest): CommandLine =>
  docker('rmi')
    .when(force, (line) => line.flag('force', '-f'))
    .each(images, (line, image) => line.argument('image', nameOf(image), refersTo(image)))
    .line()

export const inspect = ({ image }: { readonly image: ImageRef }): CommandLine =>
  docker('image-inspect').argument('image', nameOf(image), refersTo(image)).line()

export const inspectFormat = (image: ImageRef, template: string): CommandLine =>
  docker('image-inspect')
    .option('format', '--format', template)
    .argument('image', nameOf(image), refersTo(image))
    .line()
