/** From a line as a program wrote it to the pieces that a view shows. No HTML is ever made of it. */
import Anser from 'anser'

/** Longer lines are cut until somebody asks for the rest. */
export const longestShown = 10_000

export { plainText, terminalText } from '../../../contract/containers/logs/text'

export interface LogPiece {
  readonly text: string
  /** `red`, `bright-blue`; `rgb(…)` where a program chose its own. */
  readonly colour?: string
  readonly background?: string
  readonly bold?: boolean
  readonly dim?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  /** It is part of what is searched for: of this match of the line, counted from 0. */
  readonly match?: number
}

const named = /^ansi-((?:bright-)?(?:black|red|green|yellow|blue|magenta|cyan|white))$/

/** The 256 colours of xterm: 16 named ones (whose look is the theme's), a cube, and greys. */
function paletteColour(index: number): string {
  const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']
  if (index < 16) return `${index >= 8 ? 'bright-' : ''}${names[index % 8] ?? 'white'}`
  if (index >= 232)
    return `rgb(${Array<number>(3)
      .fill(8 + (index - 232) * 10)
      .join(' ')})`
  const level = (step: number): number => (step === 0 ? 0 : 55 + step * 40)
  const cube = index - 16
  return `rgb(${level(Math.floor(cube / 36))} ${level(Math.floor(cube / 6) % 6)} ${level(cube % 6)})`
}

function colourOf(name: string | null, exact: string | null): string | undefined {
  if (name === null) return undefined
  const known = named.exec(name)?.[1]
  if (known !== undefined) return known
  const palette = /^ansi-palette-(\d+)$/.exec(name)?.[1]
  if (palette !== undefined) return paletteColour(Number(palette))
  return name === 'ansi-truecolor' && exact !== null ? `rgb(${exact.replaceAll(',', ' ')})` : undefined
}

/** The line in pieces of one look each, its control sequences obeyed or left out. */
export function logPieces(text: string): readonly LogPiece[] {
  if (!text.includes('\u001b')) return [{ text }]
  return Anser.ansiToJson(text, { json: true, use_classes: true, remove_empty: true }).map((entry) => {
    const has = (decoration: (typeof entry.decorations)[number]): boolean => entry.decorations.includes(decoration)
    return {
      text: entry.content,
      colour: colourOf(entry.fg, entry.fg_truecolor),
      background: colourOf(entry.bg, entry.bg_truecolor),
      bold: has('bold'),
      dim: has('dim'),
      italic: has('italic'),
      underline: has('underline')
    }
  })
}

/** Cuts pieces at the edges of what is searched for; a match may go across several. */
export function markMatches(pieces: readonly LogPiece[], pattern: RegExp): readonly LogPiece[] {
  const whole = pieces.map(({ text }) => text).join('')
  // It is the same object that searches all lines, and remembers where it stood in the last.
  pattern.lastIndex = 0
  const matches = [...whole.matchAll(pattern)]
    .filter(([found]) => found !== '')
    .map((one) => [one.index, one.index + one[0].length] as const)
  return markPlaces(pieces, matches)
}

/** The same where begin and end of each match are known. */
export function markPlaces(
  pieces: readonly LogPiece[],
  matches: ReadonlyArray<readonly [from: number, to: number]>
): readonly LogPiece[] {
  if (matches.length === 0) return pieces
  const marked: LogPiece[] = []
  let start = 0
  let next = 0
  for (const piece of pieces) {
    const end = start + piece.text.length
    let at = start
    while (at < end) {
      while (next < matches.length && (matches[next]?.[1] ?? 0) <= at) next++
      const [from, to] = matches[next] ?? [Infinity, Infinity]
      const inside = from <= at
      const until = Math.min(end, inside ? to : from)
      const text = piece.text.slice(at - start, until - start)
      marked.push(inside ? { ...piece, text, match: next } : { ...piece, text })
      at = until
    }
    start = end
  }
  return marked
}

/** What a person typed as it is found: literally, in any case. */
export const searchPattern = (query: string): RegExp => new RegExp(query.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'giu')
