/** The words after `docker volume` as what the window can do; what it cannot hold is named, never dropped silently. */
import type { GivenFlag } from '../command/flags'
import { extra, filtersOf, isOn, lastOf, pairOf, readObjectWords, unheld, valuesOf } from '../command/object-words'
import type { CommandProblem } from '../command/problem'
import { flags, type FlagTable } from '../command/run-flags'
import type { Word } from '../command/tokenize'
import { isVolumeFilterKey, type VolumeFilter } from './list/filters'
import type { CreateVolumeRequest } from './making/api'
import type { PrunableVolumesRequest } from './prune/api'

export type VolumeAction =
  | { readonly action: 'create'; readonly request: Omit<CreateVolumeRequest, 'connection'> }
  | { readonly action: 'ls'; readonly filters: readonly VolumeFilter[] }
  | { readonly action: 'inspect'; readonly names: readonly string[] }
  | { readonly action: 'rm'; readonly names: readonly string[] }
  | { readonly action: 'prune'; readonly request: Omit<PrunableVolumesRequest, 'connection'> }
export type VolumeParsed = VolumeAction & { readonly problems: readonly CommandProblem[] }

const tables = {
  create: [
    // `--name` is what docker took before 1.9, and still takes.
    ...flags(true, 'd|driver name o|opt label'),
    ...flags(true, 'availability group limit-bytes required-bytes scope secret sharing topology-preferred'),
    ...flags(true, 'topology-required type')
  ],
  ls: [...flags(true, 'f|filter format'), ...flags(false, 'q|quiet cluster')],
  inspect: flags(true, 'f|format'),
  rm: flags(false, 'f|force'),
  prune: [...flags(true, 'filter'), ...flags(false, 'a|all f|force')]
} as const satisfies Record<VolumeAction['action'], FlagTable>

/** Undefined for what `docker volume` does that the window does not. */
export function parseVolume(words: readonly Word[]): VolumeParsed | undefined {
  const read = readObjectWords(words, 'volume', tables)
  if (read === undefined) return undefined
  const { action, given, names, problems } = read
  switch (action) {
    case 'create':
      return create(given, names, problems)
    case 'ls': {
      const filters = valuesOf(given, 'filter').map(pairOf)
      const known = filters.flatMap(({ name, value }) => (isVolumeFilterKey(name) ? [{ key: name, value }] : []))
      return { action, filters: known, problems: [...problems, ...unheld(given, ['filter', 'format', 'quiet'])] }
    }
    case 'inspect':
    case 'rm':
      return { action, names, problems }
    case 'prune':
      return { action, request: pruneRequest(given), problems }
  }
}

function create(
  given: readonly GivenFlag[],
  names: readonly string[],
  problems: readonly CommandProblem[]
): VolumeParsed {
  const [name = lastOf(given, 'name'), more] = names
  return {
    action: 'create',
    request: {
      name,
      driver: lastOf(given, 'driver'),
      options: valuesOf(given, 'opt').map(pairOf),
      labels: valuesOf(given, 'label').map(pairOf)
    },
    problems: [...problems, ...unheld(given, ['driver', 'name', 'opt', 'label']), ...extra(more)]
  }
}

function pruneRequest(given: readonly GivenFlag[]): Omit<PrunableVolumesRequest, 'connection'> {
  return {
    all: valuesOf(given, 'filter').some((filter) => /^all=(1|true)$/i.test(filter)) || isOn(given, 'all'),
    labels: filtersOf(given, 'label='),
    withoutLabels: filtersOf(given, 'label!=')
  }
}
