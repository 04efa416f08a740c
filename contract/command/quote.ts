/** Command lines as text for a shell: whatever an argument holds, the shell hands it to docker unchanged. */
import type english from '../../locales/en/command.json'
import { withConnection } from './build'
import type { CommandLine, CommandPart } from './line'
import { assertNever } from '../failure'

export type Shell = 'posix' | 'powershell' | 'cmd'

/** A locale key: something that a person should know before pasting. */
export type QuotingNote = `command.note.${keyof (typeof english)['note']}`

/**
 * The whole line, ready to paste. `cli` names the connection (`--context NAME`). A part with a variable is written so
 * that the shell fills it in. PowerShell's text is that of PowerShell 7.3 and newer, see `quotingNotes`; cmd has no
 * way to write a line break within an argument: a space stands for it.
 */
export function lineText(
  line: CommandLine,
  { shell, cli = [] }: { readonly shell: Shell; readonly cli?: readonly string[] }
): string {
  return withConnection(line, cli)
    .parts.map((part) => partText(part, shell))
    .join(' ')
}

/** One part as the shell wants it. */
export function partText({ text, variable }: CommandPart, shell: Shell): string {
  if (variable === undefined || !text.endsWith(`$${variable}`)) return quote(text, shell)
  const before = text.slice(0, -variable.length - 1)
  switch (shell) {
    case 'posix':
      return posixSafe.test(before) || before === ''
        ? `"${before}$${variable}"`
        : `${quote(before, shell)}"$${variable}"`
    case 'powershell':
      return `"${before.replace(/[`$"\u201c-\u201e]/g, '`$&')}$env:${variable}"`
    case 'cmd':
      return /["%\r\n]/.test(before)
        ? `${cmdCarets(argv(`${oneLine(before)}`).slice(0, -1))}%${variable}%^"`
        : `"${before}%${variable}%"`
    default:
      return assertNever(shell)
  }
}

/** One argument, quoted where the shell would otherwise read something into it. */
export function quote(text: string, shell: Shell): string {
  switch (shell) {
    case 'posix':
      return posixSafe.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
    case 'powershell':
      // PowerShell takes typographic quotes for plain ones; doubled, each stands for itself.
      return powershellSafe.test(text) ? text : `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`
    case 'cmd':
      return quoteCmd(oneLine(text))
    default:
      return assertNever(shell)
  }
}

/** What a person should know about this very line in this shell. */
export function quotingNotes(line: CommandLine, shell: Shell): readonly QuotingNote[] {
  const notes: QuotingNote[] = []
  if (line.parts.some(({ variable }) => variable !== undefined)) notes.push('command.note.set-variables')
  // Up to 7.2 PowerShell drops empty arguments and does not escape the double quotes in others.
  if (
    shell === 'powershell' &&
    line.parts.some(({ text }) => text === '' || text.includes('"') || /\s.*\\$/s.test(text))
  )
    notes.push('command.note.powershell-quotes')
  if (shell === 'cmd' && line.parts.some(({ text }) => /[\r\n]/.test(text))) notes.push('command.note.cmd-line-break')
  return notes
}

/** Words that mean themselves in sh, bash, zsh and fish; zsh expands a leading "=". */
const posixSafe = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/
/** "," makes arrays, "@" splats, and a word that begins with "-" is split at its first "." or ":". */
const powershellSafe = /^(?:[A-Za-z0-9_./\\][A-Za-z0-9_+=:./\\-]*|--?[A-Za-z0-9-]*)$/
const cmdSafe = /^[A-Za-z0-9_@+=:,./\\-]+$/

const oneLine = (text: string): string => text.replace(/\r\n|\r|\n/g, ' ')

/** In double quotes cmd leaves all alone but "%"; with either of them inside, each special character gets its own "^". */
function quoteCmd(text: string): string {
  if (cmdSafe.test(text)) return text
  return /["%]/.test(text) ? cmdCarets(argv(text)) : argv(text)
}

/** As Windows programs split their command line: backslashes count only before a double quote. */
const argv = (text: string): string => `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`

// "%NAME^%" names no variable, and the caret then goes: so percent signs survive an interactive cmd.
const cmdCarets = (text: string): string => text.replace(/[()%!^"<>&|]/g, '^$&')
