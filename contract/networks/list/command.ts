/** The list of networks as docker commands. */
import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { networkFilterProblem, type NetworkFilter } from './filters'

export const filtered = (filters: readonly NetworkFilter[]): CommandLine =>
  docker('network-ls')
    .each(
      filters.filter((filter) => networkFilterProblem(filter) === undefined),
      (line, { key, value }) => line.option('filter', '--filter', `${key}=${value}`)
    )
    .line()
