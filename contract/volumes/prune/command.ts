import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import type { PrunableVolumesRequest } from './api'

// --force: the person has been asked here.
export const prune = ({ all, labels, withoutLabels }: Omit<PrunableVolumesRequest, 'connection'>): CommandLine =>
  docker('volume-prune')
    .flag('force', '--force')
    .when(all, (line) => line.flag('all', '--all'))
    .each(labels, (line, label) => line.option('filter', '--filter', `label=${label}`, { value: 'label' }))
    .each(withoutLabels, (line, label) => line.option('filter', '--filter', `label!=${label}`, { value: 'no-label' }))
    .line()
