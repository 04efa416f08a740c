import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, refersTo } from '../requests'
import type { TagRequest } from './api'

export const tag = ({ image, target }: TagRequest): CommandLine =>
  docker('tag').argument('image', nameOf(image), refersTo(image)).argument('target', target).line()
