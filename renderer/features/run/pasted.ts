/** A pasted `docker run` in the form: what it fills, what it asks, and what it says that the form cannot hold. */
import { parseCommand, type ParsedCommand } from '../../../contract/command/parse-command'
import type { CommandProblem } from '../../../contract/command/problem'
import { partText } from '../../../contract/command/quote'
import { tokenize, type Word } from '../../../contract/command/tokenize'
import { draftOf, type Draft } from './draft'
import { looksSecret } from './fill-rows'

export interface Pasted {
  readonly source: string
  readonly problems: readonly CommandProblem[]
}

/** Arguments as one line, which `tokenize` reads back as they were. */
export const wordsText = (argv: readonly string[]): string =>
  argv.map((text) => partText({ text, kind: 'argument' }, 'posix')).join(' ')

/** Whether a text that was pasted anywhere in the form is a whole command. */
export const isRunCommand = (text: string): boolean =>
  /\bdocker\b|\bpodman\b/.test(text) && parseCommand(text).kind === 'run'

export function readPasted(
  source: string
): { readonly draft: Draft; readonly pasted: Pasted } | Exclude<ParsedCommand, { kind: 'run' }> {
  const parsed = parseCommand(source)
  if (parsed.kind !== 'run') return parsed
  const draft = draftOf(parsed.options, wordsText)
  const left = new Set(parsed.problems.filter(({ kind }) => kind === 'needs-value').map(({ text }) => text))
  for (const row of draft.environment) {
    if (looksSecret(row.name)) row.secret = true
    if (left.has(row.name) && row.value === '') row.asks = row.name
  }
  return { draft, pasted: { source, problems: parsed.problems } }
}

/** What the shell would have filled in: each piece once, in its order. */
export const questionsOf = ({ problems }: Pasted): readonly string[] => [
  ...new Set(
    problems.flatMap(({ kind, text }) =>
      text !== undefined && (kind === 'needs-variable' || kind === 'needs-substitution' || kind === 'needs-home')
        ? [text]
        : []
    )
  )
]

/** The command with the answers in the places of what the shell would have filled in; what has none stays as it was. */
export function withAnswers(source: string, answers: ReadonlyMap<string, string>): string {
  const tokens = tokenize(source)
  if (tokens.kind === 'unclosed') return source
  const words = tokens.words.map((word) => answered(word, answers))
  return tokens.rest === '' ? words.join(' ') : `${words.join(' ')} ${tokens.rest}`
}

function answered({ text, expansions }: Word, answers: ReadonlyMap<string, string>): string {
  const answer = (piece: string): string | undefined => {
    const given = answers.get(piece)
    return given === '' ? undefined : given
  }
  const filled = expansions.reduce(
    (word, piece) => word.replace(piece.text, () => answer(piece.text) ?? piece.text),
    text
  )
  const open = expansions.filter((piece) => answer(piece.text) === undefined)
  if (open.length === 0) return partText({ text: filled, kind: 'argument' }, 'posix')
  // A home folder is one only at the start of a word without quotes; the others are found within double quotes too.
  return open.every(({ kind }) => kind === 'variable' || kind === 'substitution')
    ? `"${filled.replace(/["\\]/g, '\\$&')}"`
    : filled.replace(/[\s;&|<>()"'\\]/g, '\\$&')
}
