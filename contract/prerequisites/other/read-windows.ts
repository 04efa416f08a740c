/** What Windows' other commands tell: its version, in a console or a window, and the facts that this app asks for. */
import { factsOf } from '../checks/windows/facts'
import { distributionsOf, wslOf } from '../checks/windows/wsl-output'

/**
 * `Microsoft Windows [Version 10.0.19045.3803]`, as `ver` and every console writes it; `Version 22H2 (OS Build 19045.3803)`, as winver's
 * window has it in any language; `MINGW64_NT-10.0-19045`, as `uname` has it in Git's shell.
 */
const console = /Microsoft Windows (?:\w{1,12} )?\[[^\]\n]*?\d+\.\d+\.(\d{4,5})(?:\.\d+)?\]/
const winver = /\b(?:\d\dH[12]|1[5-9]\d\d|2004)\s*\([^)\n]*?\b(\d{5})(?:\.\d+)?\)/
const posix = /^(?:MINGW(?:32|64)|MSYS|CYGWIN|UCRT64)_NT-\d+\.\d+-(\d{4,5})\b/m

export function readVer(text: string): number | undefined {
  const found = (console.exec(text) ?? winver.exec(text) ?? posix.exec(text))?.[1]
  return found === undefined ? undefined : Number(found)
}

/** JSON as the script of the facts writes it: one line, which a narrow window breaks anywhere. */
export function readFactsLine(text: string): string | undefined {
  for (const [found] of text.matchAll(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g)) {
    const line = found.replaceAll('\n', '')
    if (line.includes('"productType"') && factsOf({ kind: 'answered', text: line }) !== undefined) return line
  }
  return undefined
}

/** `  NAME            STATE           VERSION`, in any language: three words above rows of which one has a star. */
const isHead = (line: string): boolean => /^\s{1,8}\p{L}+\s{2,}\p{L}+\s{2,}\p{L}+$/u.test(line)
const isRow = (line: string): boolean => /^[* ]\s+\S.*\s{2,}\S.*\s{2,}[12]$/.test(line)

/** `wsl --version`, `wsl -l -v`, or what wsl.exe says where it is none, or knows no version. */
export function readWsl(lines: readonly string[]): { readonly version?: string; readonly list?: string } {
  const head = lines.findIndex((line) =>
    /^[^\d\n]*\bWSL(?!g)[^\d\n]*[:：]\s*\d+\.\d+\.\d+[.\d]*(?:\s*\(.*\))?$/u.test(line)
  )
  const missing = lines.findIndex((line) =>
    /aka\.ms\/wslinstall|WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED|wsl\.exe --install/.test(line)
  )
  const usage = lines.findIndex((line) => /^\s*(?:\S+\s*[:：]\s*)?wsl\.exe \[\S+\]/.test(line))
  const about = (at: number, before: number): string => lines.slice(Math.max(at - before, 0), at + 60).join('\n')
  const version = head >= 0 ? lines[head] : usage >= 0 ? about(usage, 0) : missing >= 0 ? about(missing, 3) : undefined
  const top = lines.findIndex((line, index) => isHead(line) && isRow(lines[index + 1] ?? ''))
  const list =
    top < 0
      ? undefined
      : lines
          .slice(top, top + 30)
          .filter(isRow)
          .join('\n')
  return {
    ...(version !== undefined && wslOf({ kind: 'answered', text: version }).kind !== 'untold' ? { version } : {}),
    ...(list !== undefined && distributionsOf({ kind: 'answered', text: list }) !== undefined ? { list } : {})
  }
}

/** `whoami /groups`: every group is named with its identifier. */
export const readGroups = (lines: readonly string[]): string | undefined => {
  const rows = lines.filter((line) => /\bS-1-\d+-\d+/.test(line))
  return rows.some((row) => /\bS-1-1-0\b/.test(row)) ? rows.join('\n') : undefined
}

export const readBoot = (lines: readonly string[]): string | undefined =>
  lines.find((line) => /^\s*hypervisorlaunchtype\s+\S/i.test(line))

/** A Windows without WSL: `'wsl' is not recognized as an internal or external command`, PowerShell's `The term 'wsl' is not recognized`. */
export const lacksWsl = (lines: readonly string[]): boolean =>
  lines.some((line) => /^'wsl(?:\.exe)?'\s.{10}|^wsl(?:\.exe)? : .{0,40}['«"] ?wsl(?:\.exe)? ?['»"]/.test(line))
