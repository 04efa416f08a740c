import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import type { PrunableNetworksRequest } from './api'

// --force: the person has been asked here.
export const prune = ({ until, labels, withoutLabels }: Omit<PrunableNetworksRequest, 'connection'>): CommandLine =>
  docker('network-prune')
    .flag('force', '--force')
    .when(until !== '', (line) => line.option('filter', '--filter', `until=${until}`, { value: 'until' }))
    .each(labels, (line, label) => line.option('filter', '--filter', `label=${label}`, { value: 'label' }))
    .each(withoutLabels, (line, label) => line.option('filter', '--filter', `label!=${label}`, { value: 'no-label' }))
    .line()
