/** Several commands that do one thing, as text for a shell: each runs only where the one before went well. */
import { assertNever } from '../failure'
import type { CommandLine } from './line'
import { lineText, type Shell } from './quote'

/** One line gives its plain text; PowerShell 5, which many Windows still begin with, knows no `&&`. */
export function stepsText(
  lines: readonly CommandLine[],
  options: { readonly shell: Shell; readonly cli?: readonly string[] }
): string {
  const texts = lines.map((line) => lineText(line, options))
  const [first = '', ...rest] = texts
  if (rest.length === 0) return first
  switch (options.shell) {
    case 'posix':
      return texts.join(' &&\n')
    case 'cmd':
      return texts.join(' && ^\n')
    case 'powershell':
      return `${[first, ...rest].join('\nif ($?) { ')}${' }'.repeat(rest.length)}`
    default:
      return assertNever(options.shell)
  }
}
