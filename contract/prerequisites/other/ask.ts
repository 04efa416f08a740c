/**
 * A line for another computer's shell that asks the very probes that this computer is asked, and marks each answer with its name and its
 * exit code: what has no output of its own that people know is told by it. Of POSIX shells; Windows has its script.
 *
 *   --- linux-id
 *   uid=1000(ada) gid=1000(ada) groups=1000(ada),27(sudo)
 *   --- 0
 */
import { quote } from '../../command/quote'
import type { Answer, Probe } from '../checks/check'
import { allProbes } from '../checks/probes'
import { factScripts } from './ask-facts'

/** In English, and with the folders of an administrator's programs; in a shell of its own, so that nothing of it stays. */
const head =
  '(export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"; q(){ n=$1; shift; echo "--- $n"; "$@" 2>&1; echo "--- $?"; }; '

function wordsOf(name: string): readonly string[] | undefined {
  const probe = allProbes.get(name)
  switch (probe?.kind) {
    case 'program':
      return [probe.program, ...probe.words]
    case 'file':
      return ['cat', probe.path]
    case 'fact': {
      const script = factScripts.get(name)
      // What only the app itself can find out has no command.
      return script === undefined ? undefined : ['sh', '-c', script]
    }
    case undefined:
      return undefined
  }
}
const askable = /^(?:linux|macos)-[a-z0-9-]+$/

/** Undefined: no command tells any of them. */
export function askLine(probes: readonly string[]): string | undefined {
  const questions = probes.flatMap((name) => {
    const words = askable.test(name) ? wordsOf(name) : undefined
    return words === undefined ? [] : [`q ${[name, ...words].map((word) => quote(word, 'posix')).join(' ')}`]
  })
  return questions.length === 0 ? undefined : `${head}${questions.join('; ')})`
}

/** As the main process would have told it. */
function answerOf(probe: Probe | undefined, text: string, code: number): Answer {
  if (code === 127) return { kind: 'missing' }
  if (probe?.kind === 'fact' && code !== 0) return { kind: 'refused', message: text.trim() }
  if (probe?.kind === 'program') return { kind: 'answered', text, code }
  if (code === 0) return { kind: 'answered', text }
  return /No such file|Not a directory/.test(text) ? { kind: 'missing' } : { kind: 'refused', message: text.trim() }
}

/** The answers that have both their marks: one that was cut off is none. */
export function readAsked(lines: readonly string[]): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>()
  let begun: { readonly name: string; readonly from: number } | undefined
  lines.forEach((line, index) => {
    const name = /^--- ((?:linux|macos)-[a-z0-9-]+)$/.exec(line)?.[1]
    if (name !== undefined) begun = allProbes.has(name) ? { name, from: index + 1 } : undefined
    const code = /^--- (\d{1,3})$/.exec(line)?.[1]
    if (code === undefined || begun === undefined) return
    const text = lines
      .slice(begun.from, index)
      .map((one) => `${one}\n`)
      .join('')
    answers.set(begun.name, answerOf(allProbes.get(begun.name), text, Number(code)))
    begun = undefined
  })
  return answers
}
