/** A command as it was copied from somewhere: for which shell it was written, and its words. */
import type { Shell } from './quote'
import { tokenize, type Tokens } from './tokenize'
import { tokenizeCmd } from './tokenize-cmd'
import { tokenizePowershell } from './tokenize-powershell'
import { isDocker, unwrap } from './unwrap'

/** Lines of remarks above a command; "# docker …" is root's prompt. */
const commentLines = /^(?:#(?!\s*(?:(?:sudo|doas)\s+)?(?:\S*[/\\])?(?:docker|podman)\b)[^\n]*\n\s*)+/

export interface ReadPasted {
  readonly shell: Shell
  /** Of docker's command; of the first one where none is docker's. */
  readonly tokens: Tokens
  /** What stands in front of docker's command: other commands, a sentence. */
  readonly before: string
}

/** Without `shell` by the rules of the one that the text looks written for. */
export function readPasted(source: string, shell?: Shell): ReadPasted {
  const { text, fenceOf } = withoutFence(source)
  const first = readOne(text, shell ?? fenceOf)
  let here = first
  while (here.tokens.kind === 'words' && !isDocker(unwrap(here.tokens.words).words[0])) {
    // What is piped into docker, or waited for, is another thing than what was done before.
    const [next] = /^(?:&&|;)?\s*[^\s|&;<>()][\s\S]*/.exec(here.tokens.rest) ?? []
    if (next === undefined) return first
    const rest = next.replace(/^(?:&&|;)\s*/, '')
    const { shell: chosen, tokens } = readOne(rest, shell ?? fenceOf)
    here = {
      shell: chosen,
      tokens,
      before: `${here.before}${here.text.slice(0, here.text.length - rest.length)}`,
      text: rest
    }
  }
  return here
}

/** The first command; `text` is all of it as it was read. */
function readOne(source: string, shell: Shell | undefined): ReadPasted & { readonly text: string } {
  const { text, promptOf } = withoutPrompt(source.trim().replace(commentLines, ''))
  const chosen = shell ?? promptOf ?? shellOf(text)
  return { shell: chosen, tokens: tokenizers[chosen](text), before: '', text: text.replace(/\r\n?/g, '\n').trim() }
}

export const tokenizePasted = (source: string, shell?: Shell): Tokens => readPasted(source, shell).tokens

const tokenizers: Readonly<Record<Shell, (source: string) => Tokens>> = {
  posix: (source) => tokenize(source, { pasted: true }),
  powershell: tokenizePowershell,
  cmd: tokenizeCmd
}

/**
 * By what only one of them has, outside quotes: a backtick or a caret at the end of a line, `$env:NAME`, a Windows folder
 * with its backslashes, the variables that people use in cmd. POSIX where nothing tells.
 */
export function shellOf(source: string): Shell {
  const text = source.replace(/\r\n?/g, '\n')
  const bare = text.replace(quotedOrEscaped, ' ')
  const expanding = text.replace(quotedOrEscaped, (piece) => (piece.startsWith('"') ? piece : ' '))
  if (/(?:^|\s)`[ \t]*\n/.test(bare) || /\$(?:env:|\{env:)\w/i.test(expanding)) return 'powershell'
  if (/\^[ \t]*\n/.test(bare)) return 'cmd'
  if (/%(?:cd|userprofile|homepath|homedrive|appdata|localappdata|programdata|username|~dp0)%/i.test(expanding))
    return 'cmd'
  // A POSIX shell would take the backslashes away.
  const open = text.replace(/\\['"\\]|'[^']*'|"(?:[^"\\]|\\[\s\S])*"/g, ' ')
  if (/\\\n/.test(text) || !/(?:^|[\s=,])(?:[A-Za-z]:|\$\{?(?:pwd|home)\}?)\\/i.test(open)) return 'posix'
  return /['$]/.test(text) ? 'powershell' : 'cmd'
}

/** As POSIX shells have it; the others' quotes begin and end alike. */
const quotedOrEscaped = /\\[^\n]|'[^']*'|"(?:[^"\\]|\\[\s\S])*"/g

/** A block of code with its marks, as Markdown and chats have it, or a piece of code within a line. */
function withoutFence(source: string): { readonly text: string; readonly fenceOf?: Shell } {
  const block = /(?:^|\n)[ \t]*(`{3,}|~{3,})([^\n`]*)\n([\s\S]*?)(?:\n[ \t]*\1[ \t]*(?:\r?\n|\r?$)|$)/.exec(source)
  const [, , language = '', inner = ''] = block ?? []
  if (block !== null && isCommand.test(inner) && !linesWithCommand.test(source.slice(0, block.index))) {
    const [, shell] = fences.find(([name]) => name.test(language.trim())) ?? []
    return { text: inner, ...(shell === undefined ? {} : { fenceOf: shell }) }
  }
  const [, piece] = /^\s*`([^`]+)`\s*$/.exec(source) ?? []
  return { text: piece !== undefined && isCommand.test(piece) ? piece : source }
}

const fences: readonly (readonly [RegExp, Shell])[] = [
  [/^(?:powershell|pwsh|ps1?)\b/i, 'powershell'],
  [/^(?:cmd|bat|batch|dosbatch)\b/i, 'cmd']
]
const program = String.raw`(?:(?:sudo|doas|winpty)\s+(?:-\S+\s+)*)?(?:\S*[/\\])?(?:docker|podman)(?:\.exe)?\s`
const isCommand = /\b(?:docker|podman)(?:\.exe)?\s/i
const linesWithCommand = new RegExp(`^[ \\t]*(?:[$#%>][ \\t]*)?${program}`, 'im')

const prompts: readonly (readonly [RegExp, Shell | undefined])[] = [
  [/^PS(?: [^\n>]*)?>\s*/, 'powershell'],
  [/^[A-Za-z]:\\[^\n>"|]*>\s*/, 'cmd'],
  // "$", "#", "user@host:~$", "[root@host ~]#", "bash-5.1$", "(base) me@host %".
  [/^(?:\([\w.-]+\) )?(?:\[?[\w.-]+@[\w.-]+[^\n$#%>]*|(?:ba|z|k)?sh-[\d.]+)?[$#%>]\s+(?=\S)/, undefined],
  // "/ #", "host:~ me$", "➜  src git:(main) ✗", "┌──(me㉿box)-[~]", "└─$": whatever ends as a prompt does before docker.
  [
    new RegExp(`^(?!${program})(?:[┌╭][^\\n]*\\n\\s*)?[^\\n'"\`=|;&]{0,80}?[$#%>➜❯λ»✗]\\s*(?=${program})`, 'iu'),
    undefined
  ],
  // "1. docker run", "- docker run"
  [new RegExp(`^(?:[-*•·]|\\d{1,2}[.)])\\s+(?=${program})`, 'i'), undefined],
  [/^[➜❯λ»]\s+(?:[~/][^\s]*\s+)?(?=\S)/u, undefined]
]

/** A prompt that was copied along, with those of the lines that go on (`> `). */
function withoutPrompt(source: string): { readonly text: string; readonly promptOf?: Shell } {
  for (const [pattern, shell] of prompts) {
    const [prompt] = pattern.exec(source) ?? []
    if (prompt === undefined) continue
    const text = source.slice(prompt.length).replace(continuationPrompts, '$1')
    return shell === undefined ? { text } : { text, promptOf: shell }
  }
  // Where each line that goes on has one, the first line's was left behind.
  const ends = [...source.matchAll(/[\\`^][ \t]*\r?\n/g)].length
  const marked = [...source.matchAll(continuationPrompts)].length
  return {
    text:
      marked > 0 && marked === ends && /\n[ \t]*>{1,2}[ \t]+-/.test(source)
        ? source.replace(continuationPrompts, '$1')
        : source
  }
}

const continuationPrompts = /([\\`^][ \t]*\r?\n)[ \t]*(?:>{1,2}|More\?)[ \t]+/g
