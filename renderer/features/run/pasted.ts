/** A pasted `docker run` in the form: what it fills, what it asks, and what it says that the form cannot hold. */
import { parseCommand, type ParsedCommand } from '../../../contract/command/parse-command'
import type { CommandProblem } from '../../../contract/command/problem'
import { partText } from '../../../contract/command/quote'
import type { Draft } from './draft'
import { draftOf } from './draft-of'
import { markSecrets } from './fill-rows'

export { withAnswers } from '../../../contract/command/answers'

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
):
  | { readonly draft: Draft; readonly pasted: Pasted; /** `run`, not `create`. */ readonly start: boolean }
  | Exclude<ParsedCommand, { kind: 'run' }> {
  const parsed = parseCommand(source)
  if (parsed.kind !== 'run') return parsed
  const draft = draftOf(parsed.options, wordsText)
  const left = new Set(parsed.problems.filter(({ kind }) => kind === 'needs-value').map(({ text }) => text))
  markSecrets(draft.environment)
  for (const row of draft.environment) if (left.has(row.name) && row.value === '') row.asks = row.name
  return { draft, pasted: { source, problems: parsed.problems }, start: parsed.start }
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
