/** Steps as text for a terminal: what a person reads, copies, and consents to. */
import { quote } from '../../command/quote'
import { assertNever } from '../../failure'
import type { Doing, InstallStep, InstallSystem } from './model'

/** What is run for `write`, wherever it runs: whole in its place or not there. Words: the path, the mode, the text. */
const writeScript =
  'mkdir -p "$(dirname "$1")" && new=$(mktemp "$1.XXXXXX") && trap \'rm -f "$new"\' EXIT && ' +
  'printf %s "$3" > "$new" && chmod "$2" "$new" && mv -f "$new" "$1"'

/** The program and words that do it; undefined: it is done by hand. */
export function wordsOf(doing: Doing): readonly string[] | undefined {
  switch (doing.kind) {
    case 'run':
      return doing.words
    case 'script':
      return ['sh', '-c', doing.text]
    case 'write':
      return ['sh', '-c', writeScript, 'sh', doing.path, doing.mode, doing.text]
    case 'hand':
      return undefined
    default:
      return assertNever(doing)
  }
}

/** A step as it is typed: one command, or a file written by `tee` as documentation does it. Empty: there is nothing to type. */
export function stepText({ doing, asRoot }: InstallStep, system: Pick<InstallSystem, 'platform' | 'isRoot'>): string {
  const windows = system.platform === 'win32'
  const sudo = asRoot && !system.isRoot && !windows ? 'sudo ' : ''
  const line = (words: readonly string[]): string =>
    words.map((word) => quote(word, windows ? 'powershell' : 'posix')).join(' ')
  switch (doing.kind) {
    case 'run': {
      // PowerShell takes a quoted word for a text, unless it is called.
      const text = line(doing.words)
      return windows && text.startsWith("'") ? `& ${text}` : `${sudo}${text}`
    }
    case 'script':
      return `${sudo}sh -c ${quote(doing.text, 'posix')}`
    case 'write': {
      const folder = doing.path.slice(0, doing.path.lastIndexOf('/'))
      return [
        `${sudo}mkdir -p ${quote(folder, 'posix')}`,
        `${sudo}tee ${quote(doing.path, 'posix')} > /dev/null <<'END'`,
        `${doing.text}END`
      ].join('\n')
    }
    case 'hand':
      return ''
    default:
      return assertNever(doing)
  }
}

/** All of it as one script, that stops where one fails. `said` gives a step's sentence, for the line above it. */
export function scriptOf(
  steps: readonly InstallStep[],
  system: Pick<InstallSystem, 'platform' | 'isRoot'>,
  said: (step: InstallStep) => string
): string {
  const parts = steps.map((step) => `# ${said(step).replace(/\s+/g, ' ')}\n${stepText(step, system)}`.trimEnd())
  const head = system.platform === 'win32' ? "$ErrorActionPreference = 'Stop'" : '#!/bin/sh\nset -e'
  return `${[head, ...parts].join('\n\n')}\n`
}

/** What a person has read: a run is refused where it has changed since. */
export const readText = (steps: readonly InstallStep[], system: InstallSystem): string =>
  steps.map((step) => `${step.id}\n${stepText(step, system)}`).join('\n')
