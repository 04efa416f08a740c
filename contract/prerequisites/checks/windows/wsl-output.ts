/** What wsl.exe says. Its words are translated, the order of its lines and what stands between them are not. */
import type { Answer } from '../check'
import { versionOf } from '../read'

export type Wsl =
  | { readonly kind: 'version'; readonly text: string; readonly parts: readonly number[] }
  /** The one that came with Windows: it knows no `--version`, and answers how it is used. */
  | { readonly kind: 'inbox' }
  | { readonly kind: 'none' }
  | { readonly kind: 'untold' }

/**
 * The first line is WSL's own version in every language: `WSL version: 2.1.5.0`, `Version WSL : 2.1.5.0`, `WSL-Version: 2.2.4.0`,
 * `Versión de WSL: 2.3.26.0`, `WSL 版本： 2.0.9.0`. A later one begins with WSLg.
 */
const versionLine = /^[^\n]*\bWSL(?!g)[^\n\d]*(\d+\.\d+\.\d+[.\d]*)/mu

/**
 * Where wsl.exe is a stub, it names these, whatever its language: github.com/microsoft/WSL, localization strings. One that only has no
 * distribution yet names a command for that too: `wsl.exe --install <Distro>`, after `--list --online`.
 */
const notInstalled = /aka\.ms\/wslinstall|WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED|wsl(\.exe)? --install(?!\s*[<[])/i
const noDistribution = /wsl(\.exe)? --list --online/i
const usage = /--(exec|distribution|export|unregister)\b/
/** The help of one that knows its version names that word. */
const knowsVersion = /^\s*--version\b/m

export function wslOf(answer: Answer): Wsl {
  if (answer.kind === 'missing') return { kind: 'none' }
  if (answer.kind !== 'answered') return { kind: 'untold' }
  const text = answer.text.replaceAll('\0', '')
  const found = versionLine.exec(text)?.[1]
  const parts = found === undefined ? undefined : versionOf(found)
  if (found !== undefined && parts !== undefined) return { kind: 'version', text: found, parts }
  if (usage.test(text)) return { kind: knowsVersion.test(text) ? 'untold' : 'inbox' }
  return notInstalled.test(text) && !noDistribution.test(text) ? { kind: 'none' } : { kind: 'untold' }
}

export interface Distribution {
  readonly name: string
  readonly isDefault: boolean
  readonly version: 1 | 2
}

/** `* Ubuntu-22.04    Running         2`: the head is translated, and ends with no number. */
const row = /^\s*(\*?)\s*(\S.*?)\s{2,}\S.*?\s{2,}([12])\s*$/u

/** Undefined: it is no such list. */
export function distributionsOf(answer: Answer): readonly Distribution[] | undefined {
  if (answer.kind !== 'answered') return undefined
  const rows = answer.text
    .replaceAll('\0', '')
    .split(/\r?\n/)
    .flatMap((line): Distribution[] => {
      const [, star, name, version] = row.exec(line) ?? []
      return name === undefined ? [] : [{ name, isDefault: star === '*', version: version === '2' ? 2 : 1 }]
    })
  return rows.length === 0 ? undefined : rows
}
