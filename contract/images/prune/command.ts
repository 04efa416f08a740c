import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import type { PruneRequest } from './api'

// --force: the person has been asked here.
export const prune = ({ all, until }: PruneRequest): CommandLine =>
  docker('image-prune')
    .flag('force', '--force')
    .when(all, (line) => line.flag('all', '--all'))
    .when(until !== '', (line) => line.option('filter', '--filter', `until=${until}`))
    .line()
