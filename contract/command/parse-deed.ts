/** The words of a docker command that fills no form, as what it is for; what the window leaves out is named, never dropped. */
import { deeds, type DeedName } from './deeds'
import { readFlags, type GivenFlag } from './flags'
import { isOn } from './object-words'
import type { CommandProblem } from './problem'
import { questions } from './run-reader'
import type { Word } from './tokenize'

export interface DeedParsed {
  readonly deed: DeedName
  readonly given: readonly GivenFlag[]
  /** Containers, images, a file: as they were written. */
  readonly names: readonly string[]
  /** `docker rm $(docker ps -aq)`: it is for all of those that are stopped. */
  readonly ofStopped: boolean
  readonly problems: readonly CommandProblem[]
}

/** `$(docker ps -aq)` and `$(docker ps -a -q -f status=exited)`, in whatever order and length of flags. */
const stoppedOnes =
  /^(?:\$\(|`)\s*docker (?:ps|container ls)((?:\s+(?:-[aq]{1,2}|--all|--quiet|(?:-f|--filter)[ =]?["']?status=(?:exited|created|dead)["']?))+)\s*[)`]$/

export function parseDeed(deed: DeedName, words: readonly Word[]): DeedParsed {
  const table = deeds[deed]
  const program = 'program' in table
  const { given, rest, problems } = readFlags(words, table.flags, { interspersed: !program })
  const asked = rest.flatMap(({ expansions }) => expansions)
  // With -f it would be for those that run, too.
  const ofStopped =
    deed === 'rm' &&
    rest.length === 1 &&
    asked.length === 1 &&
    stoppedOnes.test(rest[0]?.text.trim() ?? '') &&
    !isOn(given, 'force')
  const plain = ofStopped ? [] : rest
  const held: readonly string[] = table.held
  return {
    deed,
    given,
    names: plain.slice(0, table.most).map(({ text }) => text),
    ofStopped,
    problems: [
      ...problems,
      ...given
        .filter(({ flag }) => !held.includes(flag.name))
        .map(({ flag, written, value }): CommandProblem =>
          flag.takesValue
            ? { kind: 'deed-without-value', flag: written, text: value }
            : { kind: 'deed-without', flag: written }
        ),
      ...given.flatMap(({ expansions, written }) => questions(expansions, written)),
      ...plain.slice(0, table.most).flatMap(({ expansions }) => questions(expansions, deed)),
      ...plain.slice(table.most).map(({ text }): CommandProblem => ({ kind: 'extra-argument', text }))
    ]
  }
}
