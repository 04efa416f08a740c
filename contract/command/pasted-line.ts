/** A command as it was copied from somewhere: for which shell it was written, and its words. */
import type { Shell } from './quote'
import { tokenize, type Tokens } from './tokenize'
import { tokenizeCmd } from './tokenize-cmd'
import { tokenizePowershell } from './tokenize-powershell'

/** Lines of remarks above a command; "# docker …" is root's prompt. */
const commentLines = /^(?:#(?!\s*(?:(?:sudo|doas)\s+)?(?:\S*[/\\])?(?:docker|podman)\b)[^\n]*\n\s*)+/

/** The words of the first command; without `shell` the one that the text looks written for. */
export function readPasted(source: string, shell?: Shell): { readonly shell: Shell; readonly tokens: Tokens } {
  const { text, promptOf } = withoutPrompt(source.trim().replace(commentLines, ''))
  const chosen = shell ?? promptOf ?? shellOf(text)
  return { shell: chosen, tokens: tokenizers[chosen](text) }
}

export const tokenizePasted = (source: string, shell?: Shell): Tokens => readPasted(source, shell).tokens

const tokenizers: Readonly<Record<Shell, (source: string) => Tokens>> = {
  posix: tokenize,
  powershell: tokenizePowershell,
  cmd: tokenizeCmd
}

/**
 * By what only one of them has, outside quotes: a backtick or a caret at the end of a line, `$env:NAME`, the variables
 * that people use in cmd. POSIX where nothing tells.
 */
export function shellOf(source: string): Shell {
  const text = source.replace(/\r\n?/g, '\n')
  const bare = text.replace(quotedOrEscaped, ' ')
  const expanding = text.replace(quotedOrEscaped, (piece) => (piece.startsWith('"') ? piece : ' '))
  if (/`[ \t]*\n/.test(bare) || /\$(?:env:|\{env:)\w/i.test(expanding)) return 'powershell'
  if (/\^[ \t]*\n/.test(bare)) return 'cmd'
  return /%(?:cd|userprofile|homepath|homedrive|appdata|localappdata|programdata|username|~dp0)%/i.test(expanding)
    ? 'cmd'
    : 'posix'
}

/** As POSIX shells have it; the others' quotes begin and end alike. */
const quotedOrEscaped = /\\[^\n]|'[^']*'|"(?:[^"\\]|\\[\s\S])*"/g

const prompts: readonly (readonly [RegExp, Shell | undefined])[] = [
  [/^PS(?: [^\n>]*)?>\s*/, 'powershell'],
  [/^[A-Za-z]:\\[^\n>"|]*>\s*/, 'cmd'],
  // "$", "#", "user@host:~$", "[root@host ~]#", "bash-5.1$", "(base) me@host %".
  [/^(?:\([\w.-]+\) )?(?:\[?[\w.-]+@[\w.-]+[^\n$#%>]*|(?:ba|z|k)?sh-[\d.]+)?[$#%>]\s+(?=\S)/, undefined],
  [/^[➜❯λ»]\s+(?:[~/][^\s]*\s+)?(?=\S)/u, undefined]
]

/** A prompt that was copied along, with those of the lines that go on (`> `). */
function withoutPrompt(source: string): { readonly text: string; readonly promptOf?: Shell } {
  for (const [pattern, shell] of prompts) {
    const [prompt] = pattern.exec(source) ?? []
    if (prompt === undefined) continue
    const text = source.slice(prompt.length).replace(/([\\`^][ \t]*\r?\n)[ \t]*(?:>{1,2}|More\?)[ \t]+/g, '$1')
    return shell === undefined ? { text } : { text, promptOf: shell }
  }
  return { text: source }
}
