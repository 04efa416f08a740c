import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import type { PrunableRequest } from './prune-api'

// --force: the person has been asked here.
export const prune = ({ filters: { until, labels, withoutLabels } }: PrunableRequest): CommandLine =>
  docker('container-prune')
    .flag('force', '--force')
    .when(until !== '', (line) => line.option('filter', '--filter', `until=${until}`, { value: 'until' }))
    .each(labels, (line, label) => line.option('filter', '--filter', `label=${label}`, { value: 'label' }))
    .each(withoutLabels, (line, label) => line.option('filter', '--filter', `label!=${label}`, { value: 'no-label' }))
    .line()
