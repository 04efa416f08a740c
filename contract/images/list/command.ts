/** The list of images as docker commands. */
import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { imageFilterProblem, type ImageFilter } from './filters'

export const diskUse = (): CommandLine => docker('system-df').flag('verbose', '--verbose').line()

export const filtered = (filters: readonly ImageFilter[]): CommandLine =>
  docker('images')
    .each(
      filters.filter((filter) => imageFilterProblem(filter) === undefined),
      (line, { key, value }) => line.option('filter', '--filter', `${key}=${value}`)
    )
    .line()
