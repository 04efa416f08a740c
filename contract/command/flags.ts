/** Reads flags from words as docker does (spf13/pflag): `--name x`, `--name=x`, `-itd`, `-p8080:80`. */
import type { CommandProblem } from './problem'
import type { Flag, FlagTable } from './run-flags'
import type { Expansion, Word } from './tokenize'

export interface GivenFlag {
  readonly flag: Flag
  /** As it was written: `-v`, `--volume`. */
  readonly written: string
  /** Of a flag without one: `true`. */
  readonly value: string
  readonly expansions: readonly Expansion[]
}

export interface ReadFlags {
  readonly given: readonly GivenFlag[]
  readonly rest: readonly Word[]
  readonly problems: readonly CommandProblem[]
}

/**
 * `interspersed`: flags may also follow arguments. Without it, reading stops at the first argument. `stopAtUnknown`:
 * an unknown flag stays in `rest`, with all that follows it; else it is a problem.
 */
export function readFlags(
  words: readonly Word[],
  table: FlagTable,
  options: { readonly interspersed: boolean; readonly stopAtUnknown?: boolean }
): ReadFlags {
  const given: GivenFlag[] = []
  const rest: Word[] = []
  const problems: CommandProblem[] = []
  const queue = [...words]
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word.text === '--') return { given, rest: [...rest, ...queue], problems }
    if (!word.text.startsWith('-') || word.text === '-') {
      rest.push(word)
      if (!options.interspersed) return { given, rest: [...rest, ...queue], problems }
      continue
    }
    const read = word.text.startsWith('--') ? readLong(word, queue, table) : readCluster(word, queue, table)
    if (options.stopAtUnknown === true && read.unknown) return { given, rest: [word, ...queue], problems }
    given.push(...read.given)
    problems.push(...read.problems)
    queue.splice(0, read.taken)
  }
  return { given, rest, problems }
}

interface ReadWord {
  readonly given: readonly GivenFlag[]
  readonly problems: readonly CommandProblem[]
  /** How many of the words that follow it took. */
  readonly taken: 0 | 1
  readonly unknown: boolean
}

function readLong(word: Word, queue: readonly Word[], table: FlagTable): ReadWord {
  const equals = word.text.indexOf('=')
  const written = equals < 0 ? word.text : word.text.slice(0, equals)
  const flag = table.find(({ name }) => `--${name}` === written)
  if (flag === undefined) return unknown(written)
  if (equals >= 0) return one({ flag, written, value: word.text.slice(equals + 1), expansions: word.expansions })
  return flag.takesValue ? withNext(flag, written, queue) : one({ flag, written, value: 'true', expansions: [] })
}

/** `-itp 80:80`: switches, and at most one flag with a value, which is what remains of the word or the next one. */
function readCluster(word: Word, queue: readonly Word[], table: FlagTable): ReadWord {
  const given: GivenFlag[] = []
  const letters = word.text.slice(1)
  for (let at = 0; at < letters.length; at++) {
    const letter = letters.charAt(at)
    const written = `-${letter}`
    const flag = table.find(({ short }) => short === letter)
    if (flag === undefined) return { ...unknown(written), given }
    const remainder = letters.slice(at + 1)
    // As pflag reads it: "-e=A" has a value, "-e=" one that is "=".
    if (remainder.startsWith('=') && remainder.length > 1)
      return { ...one({ flag, written, value: remainder.slice(1), expansions: word.expansions }, given) }
    if (flag.takesValue && remainder !== '')
      return { ...one({ flag, written, value: remainder, expansions: word.expansions }, given) }
    if (flag.takesValue) {
      const read = withNext(flag, written, queue)
      return { ...read, given: [...given, ...read.given] }
    }
    given.push({ flag, written, value: 'true', expansions: [] })
  }
  return { given, problems: [], taken: 0, unknown: false }
}

function withNext(flag: Flag, written: string, queue: readonly Word[]): ReadWord {
  const [next] = queue
  if (next === undefined)
    return { given: [], problems: [{ kind: 'missing-value', flag: written }], taken: 0, unknown: false }
  return { ...one({ flag, written, value: next.text, expansions: next.expansions }), taken: 1 }
}

const one = (flag: GivenFlag, before: readonly GivenFlag[] = []): ReadWord => ({
  given: [...before, flag],
  problems: [],
  taken: 0,
  unknown: false
})
const unknown = (flag: string): ReadWord => ({
  given: [],
  problems: [{ kind: 'unknown-flag', flag }],
  taken: 0,
  unknown: true
})
