/** The words after `docker volume` as what the window can do; what it cannot hold is named, never dropped silently. */
import { readFlags, type GivenFlag } from '../command/flags'
import type { CommandProblem } from '../command/problem'
import type { FlagTable } from '../command/run-flags'
import { questions } from '../command/run-reader'
import { parseSwitch } from '../command/switch'
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

const flags = (takesValue: boolean, names: string): FlagTable =>
  names.split(' ').map((text) => {
    const [name = '', short] = text.split('|').reverse()
    return { name, takesValue, ...(short === undefined ? {} : { short }) }
  })

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

const actions: ReadonlyMap<string, VolumeAction['action']> = new Map([
  ['create', 'create'],
  ['ls', 'ls'],
  ['list', 'ls'],
  ['inspect', 'inspect'],
  ['rm', 'rm'],
  ['remove', 'rm'],
  ['prune', 'prune']
])

/** Undefined for what `docker volume` does that the window does not. */
export function parseVolume(words: readonly Word[]): VolumeParsed | undefined {
  const action = actions.get(words[0]?.text ?? '')
  if (action === undefined) return undefined
  const { given, rest, problems: unread } = readFlags(words.slice(1), tables[action], { interspersed: true })
  const problems: CommandProblem[] = [
    ...unread,
    ...given.flatMap(({ expansions, written }) => questions(expansions, written)),
    ...rest.flatMap(({ expansions }) => questions(expansions, 'volume'))
  ]
  const names = rest.map(({ text }) => text)
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
  const [name = valuesOf(given, 'name').at(-1) ?? '', extra] = names
  return {
    action: 'create',
    request: {
      name,
      driver: valuesOf(given, 'driver').at(-1) ?? '',
      options: valuesOf(given, 'opt').map(pairOf),
      labels: valuesOf(given, 'label').map(pairOf)
    },
    problems: [
      ...problems,
      ...unheld(given, ['driver', 'name', 'opt', 'label']),
      ...(extra === undefined ? [] : [{ kind: 'extra-argument' as const, text: extra }])
    ]
  }
}

function pruneRequest(given: readonly GivenFlag[]): Omit<PrunableVolumesRequest, 'connection'> {
  const filters = valuesOf(given, 'filter')
  const of = (prefix: string): string[] =>
    filters.flatMap((filter) => (filter.startsWith(prefix) ? [filter.slice(prefix.length)] : []))
  return {
    all:
      filters.some((filter) => /^all=(1|true)$/i.test(filter)) ||
      given.some(({ flag, value }) => flag.name === 'all' && parseSwitch(value) === true),
    labels: of('label='),
    withoutLabels: of('label!=')
  }
}

const valuesOf = (given: readonly GivenFlag[], name: string): readonly string[] =>
  given.flatMap(({ flag, value }) => (flag.name === name ? [value] : []))

const unheld = (given: readonly GivenFlag[], held: readonly string[]): readonly CommandProblem[] =>
  given
    .filter(({ flag }) => !held.includes(flag.name))
    .map(({ flag, written, value }) =>
      flag.takesValue
        ? { kind: 'object-unsupported-value', flag: written, text: value }
        : { kind: 'object-unsupported', flag: written }
    )

function pairOf(text: string): { name: string; value: string } {
  const at = text.indexOf('=')
  return at < 0 ? { name: text, value: '' } : { name: text.slice(0, at), value: text.slice(at + 1) }
}
