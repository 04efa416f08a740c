/** Reads the words after `docker network`, `docker volume` and the like: an action, its flags, and the names it is for. */
import { readFlags, type GivenFlag } from './flags'
import type { CommandProblem } from './problem'
import type { FlagTable } from './run-flags'
import { questions } from './run-reader'
import { parseSwitch } from './switch'
import type { Word } from './tokenize'

/** What docker takes for a name of its own. */
const aliases: Readonly<Record<string, string>> = { list: 'ls', remove: 'rm' }

export interface ObjectWords<Action extends string> {
  readonly action: Action
  readonly given: readonly GivenFlag[]
  readonly names: readonly string[]
  readonly problems: readonly CommandProblem[]
}

/** Undefined for an action that `tables` does not have. `object`: what an expansion in a name is asked about. */
export function readObjectWords<Action extends string>(
  words: readonly Word[],
  object: string,
  tables: Readonly<Record<Action, FlagTable>>
): ObjectWords<Action> | undefined {
  const written = words[0]?.text ?? ''
  const name = Object.hasOwn(aliases, written) ? aliases[written] : written
  const action = (Object.keys(tables) as Action[]).find((known) => known === name)
  if (action === undefined) return undefined
  const { given, rest, problems } = readFlags(words.slice(1), tables[action], { interspersed: true })
  return {
    action,
    given,
    names: rest.map(({ text }) => text),
    problems: [
      ...problems,
      ...given.flatMap(({ expansions, written: flag }) => questions(expansions, flag)),
      ...rest.flatMap(({ expansions }) => questions(expansions, object))
    ]
  }
}

export const valuesOf = (given: readonly GivenFlag[], name: string): readonly string[] =>
  given.flatMap(({ flag, value }) => (flag.name === name ? [value] : []))

/** Of a flag that may be given once: the last one counts. Empty where it is not given. */
export const lastOf = (given: readonly GivenFlag[], name: string): string => valuesOf(given, name).at(-1) ?? ''

export const isOn = (given: readonly GivenFlag[], name: string): boolean =>
  given.some(({ flag, value }) => flag.name === name && parseSwitch(value) === true)

/** `label=x` and `label!=x` of a prune, and what else begins with a word and its sign. */
export const filtersOf = (given: readonly GivenFlag[], prefix: string): string[] =>
  valuesOf(given, 'filter').flatMap((filter) => (filter.startsWith(prefix) ? [filter.slice(prefix.length)] : []))

/** What was given and is not `held` by the form. */
export const unheld = (given: readonly GivenFlag[], held: readonly string[]): readonly CommandProblem[] =>
  given
    .filter(({ flag }) => !held.includes(flag.name))
    .map(({ flag, written, value }) =>
      flag.takesValue
        ? { kind: 'object-unsupported-value', flag: written, text: value }
        : { kind: 'object-unsupported', flag: written }
    )

/** Of an action that takes one name. */
export const extra = (text: string | undefined): readonly CommandProblem[] =>
  text === undefined ? [] : [{ kind: 'extra-argument', text }]

export function pairOf(text: string): { name: string; value: string } {
  const at = text.indexOf('=')
  return at < 0 ? { name: text, value: '' } : { name: text.slice(0, at), value: text.slice(at + 1) }
}
