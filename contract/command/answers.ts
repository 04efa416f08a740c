/** A pasted command with answers in the places of what a shell would have filled in. */
import { readPasted } from './pasted-line'
import { quote, type Shell } from './quote'
import type { Expansion, Word } from './tokenize'

/**
 * The command again, for the same shell: what was answered stands in it as plain text, what was not is left as it was.
 * An empty answer is none.
 */
export function withAnswers(source: string, answers: ReadonlyMap<string, string>): string {
  const { shell, tokens, before } = readPasted(source)
  if (tokens.kind === 'unclosed') return source
  const line = tokens.words.map((word) => wordText(word, shell, answers)).join(' ')
  return `${prompts[shell]}${before}${line}${tokens.rest === '' ? '' : ` ${tokens.rest}`}`
}

/** They say for which shell the line is, where nothing in it may do so any more. */
const prompts: Readonly<Record<Shell, string>> = { posix: '', powershell: 'PS> ', cmd: 'C:\\>' }

function wordText({ text, expansions }: Word, shell: Shell, answers: ReadonlyMap<string, string>): string {
  let rest = text
  /** What is plain so far and not written yet. */
  let plain = ''
  let written = ''
  const flush = () => {
    if (plain !== '') written += quote(plain, shell)
    plain = ''
  }
  for (const expansion of expansions) {
    const at = rest.indexOf(expansion.text)
    if (at < 0) continue
    plain += rest.slice(0, at)
    rest = rest.slice(at + expansion.text.length)
    const answer = answers.get(expansion.text) ?? ''
    if (answer !== '') plain += answer
    else {
      flush()
      written += openText(expansion, shell)
    }
  }
  plain += rest
  if (plain === '' && written === '') return quote('', shell)
  flush()
  return written
}

/** Between quotes where white space in it would part the word; a home folder is one only at the start of a word. */
const openText = ({ kind, text }: Expansion, shell: Shell): string =>
  shell !== 'cmd' && (kind === 'variable' || kind === 'substitution') ? `"${text}"` : text
