/**
 * `docker ps --filter` as a person types it: `status=exited label=team=web "name=^web" free words`. Source of the
 * meanings: moby, daemon/list.go; docker's reference of `docker container ls`.
 */
import type { Container } from '../model'

/** Those that docker knows; `last` is `docker ps --last`. */
export const filterKeys = [
  'name',
  'status',
  'exited',
  'health',
  'label',
  'ancestor',
  'network',
  'volume',
  'publish',
  'expose',
  'before',
  'since',
  'id',
  'last'
] as const
export type FilterKey = (typeof filterKeys)[number]

export interface ListFilter {
  readonly key: FilterKey
  readonly value: string
}

export interface ListQuery {
  readonly filters: readonly ListFilter[]
  /** Each must be found somewhere in the row. */
  readonly words: readonly string[]
}

export const statuses = ['created', 'restarting', 'running', 'removing', 'paused', 'exited', 'dead'] as const
export const healths = ['starting', 'healthy', 'unhealthy', 'none'] as const

/** What rows alone cannot tell: the engine is asked. */
const asked: ReadonlySet<FilterKey> = new Set([
  'health',
  'ancestor',
  'network',
  'volume',
  'publish',
  'expose',
  'before',
  'since'
])

export const isFilterKey = (text: string): text is FilterKey => (filterKeys as readonly string[]).includes(text)

/** Words at white space; quotes keep it, as in a shell. */
function wordsOf(text: string): string[] {
  return (text.match(/(?:[^\s"']|"[^"]*"?|'[^']*'?)+/g) ?? []).map((word) =>
    word.replace(/"([^"]*)"?|'([^']*)'?/g, (_, double?: string, single?: string) => double ?? single ?? '')
  )
}

/** `status=exited web` → one filter and one word. A key that docker does not know makes a word. */
export function parseQuery(text: string): ListQuery {
  const filters: ListFilter[] = []
  const words: string[] = []
  for (const word of wordsOf(text)) {
    const filter = parseFilter(word)
    if (filter === undefined) words.push(word)
    else filters.push(filter)
  }
  return { filters, words }
}

/** The words of a text in which filters may still be typed: `web status=ex` is about `web` alone. */
export const freeWords = (text: string): readonly string[] =>
  wordsOf(text).filter((word) => !(word.includes('=') && isFilterKey(word.slice(0, word.indexOf('=')).toLowerCase())))

/** `key=value` with a key that docker knows; undefined for anything else, and while there is no value yet. */
export function parseFilter(word: string): ListFilter | undefined {
  const at = word.indexOf('=')
  const key = word.slice(0, Math.max(0, at)).toLowerCase()
  const value = word.slice(at + 1)
  return isFilterKey(key) && value !== '' ? { key, value } : undefined
}

/** What is wrong with it in itself: docker would refuse it. */
export function filterProblem({ key, value }: ListFilter): 'status' | 'exited' | 'health' | 'last' | undefined {
  switch (key) {
    case 'status':
      return (statuses as readonly string[]).includes(value) ? undefined : 'status'
    case 'health':
      return (healths as readonly string[]).includes(value) ? undefined : 'health'
    case 'exited':
      return /^-?\d+$/.test(value) ? undefined : 'exited'
    case 'last':
      return /^[1-9]\d{0,6}$/.test(value) ? undefined : 'last'
    default:
      return undefined
  }
}

/** For `GET /containers/json?filters=`: those that the engine is asked for; undefined where rows tell all. */
export function askedFilters(filters: readonly ListFilter[]): Readonly<Record<string, readonly string[]>> | undefined {
  const wanted: Record<string, string[]> = {}
  for (const filter of filters)
    if (asked.has(filter.key) && filterProblem(filter) === undefined) (wanted[filter.key] ??= []).push(filter.value)
  return Object.keys(wanted).length === 0 ? undefined : wanted
}

/** A pattern of docker's (RE2) as one of ours; what cannot be read matches nothing, as there. */
function pattern(text: string): (source: string) => boolean {
  try {
    const expression = new RegExp(text, 'u')
    return (source) => expression.test(source)
  } catch {
    return () => false
  }
}

type Test = (container: Container) => boolean

function testOf(key: FilterKey, values: readonly string[]): Test | undefined {
  switch (key) {
    case 'name': {
      const patterns = values.map((value) => pattern(value.replace(/^\//, '')))
      return ({ name }) => patterns.some((matches) => matches(name))
    }
    case 'id': {
      const patterns = values.map(pattern)
      return ({ id }) => patterns.some((matches) => matches(id))
    }
    case 'status':
      return ({ state }) => values.includes(state)
    case 'exited': {
      const codes = values.map(Number)
      return ({ state, exitCode }) =>
        (state === 'exited' || state === 'dead') && exitCode !== undefined && codes.includes(exitCode)
    }
    case 'label': {
      const wanted = values.map((value) => {
        const at = value.indexOf('=')
        return at < 0 ? { name: value, value: undefined } : { name: value.slice(0, at), value: value.slice(at + 1) }
      })
      // Of labels every one must be there; of anything else one is enough.
      return ({ labels }) =>
        wanted.every(
          ({ name, value }) => Object.hasOwn(labels, name) && (value === undefined || labels[name] === value)
        )
    }
    default:
      return undefined
  }
}

/**
 * The containers that the filters leave, in their order. `matched`: the ids that the engine gave for those it was asked
 * for; undefined while it has not answered: they then let everything through.
 */
export function applyFilters(
  all: readonly Container[],
  filters: readonly ListFilter[],
  matched?: ReadonlySet<string>
): readonly Container[] {
  const sound = filters.filter((filter) => filterProblem(filter) === undefined)
  if (sound.length === 0) return all
  const values = new Map<FilterKey, string[]>()
  for (const { key, value } of sound) values.set(key, [...(values.get(key) ?? []), value])
  const tests = [...values].flatMap(([key, list]) => testOf(key, list) ?? [])
  if (matched !== undefined && askedFilters(sound) !== undefined) tests.push(({ id }) => matched.has(id))
  const left = tests.length === 0 ? all : all.filter((container) => tests.every((test) => test(container)))
  const last = values.get('last')?.at(-1)
  return last === undefined ? left : [...left].sort((one, other) => other.created - one.created).slice(0, Number(last))
}
