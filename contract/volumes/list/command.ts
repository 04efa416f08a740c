/** The list of volumes as docker commands. */
import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { list as listContainers } from '../../containers/list/command'
import type { OnVolume } from '../requests'
import { volumeFilterProblem, type VolumeFilter } from './filters'

export { diskUse } from '../../images/list/command'

export const filtered = (filters: readonly VolumeFilter[]): CommandLine =>
  docker('volume-ls')
    .each(
      filters.filter((filter) => volumeFilterProblem(filter) === undefined),
      (line, { key, value }) => line.option('filter', '--filter', `${key}=${value}`)
    )
    .line()

export const containersWith = ({ volume }: Pick<OnVolume, 'volume'>): CommandLine =>
  listContainers({ all: true, filters: [{ key: 'volume', value: volume }], sizes: false })
