/** Finds and orders palette entries by what was typed, forgiving of a slip. */
import uFuzzy from '@leeoniya/ufuzzy'
import type { PaletteEntry } from './use-palette'

export interface Match {
  readonly entry: PaletteEntry
  /** Pairs of places in the title, from and to, that match. */
  readonly ranges: readonly number[]
}

// One letter may be missing, extra or wrong in a word; words may come in any order.
const fuzzy = new uFuzzy({
  intraMode: 1,
  intraIns: 1,
  intraSub: 1,
  intraTrn: 1,
  intraDel: 1,
  unicode: true,
  interSplit: "[^\\p{L}\\d']+",
  intraSplit: '\\p{Ll}\\p{Lu}',
  intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
  intraChars: "[\\p{L}\\d']",
  intraContr: "'\\p{L}{1,2}\\b"
})
const most = 50

/** At most 50, best first; groups then stand in the order of their best entry. */
export function matchEntries(entries: readonly PaletteEntry[], query: string): readonly Match[] {
  const words = query.trim()
  if (words === '') return entries.slice(0, most).map((entry) => ({ entry, ranges: [] }))
  const searched = uFuzzy.latinize(
    entries.map(({ title, keywords, detail }) => [title, keywords, detail].filter(Boolean).join(' '))
  )
  const [indexes, info, order] = fuzzy.search(searched, uFuzzy.latinize(words), 3)
  const found: Match[] = []
  if (indexes !== null && indexes !== undefined) {
    const places = order ?? indexes.map((_, index) => index)
    for (const place of places.slice(0, most)) {
      const entry = entries[indexes[place] ?? -1]
      if (entry === undefined) continue
      found.push({ entry, ranges: (info?.ranges[place] ?? []).filter((at) => at <= entry.title.length) })
    }
  }
  const already = new Set(found.map(({ entry }) => entry.id))
  for (const entry of entries) if (entry.always === true && !already.has(entry.id)) found.push({ entry, ranges: [] })
  return found
}

export interface Group {
  readonly name: string
  readonly matches: readonly Match[]
}

/** Entries under their headings; the best match comes first of all. */
export function grouped(matches: readonly Match[]): readonly Group[] {
  const groups = new Map<string, Match[]>()
  for (const match of matches) {
    const group = groups.get(match.entry.group)
    if (group === undefined) groups.set(match.entry.group, [match])
    else group.push(match)
  }
  return [...groups].map(([name, list]) => ({ name, matches: list }))
}

/** A title in pieces, those that match marked. */
export function markedTitle(
  title: string,
  ranges: readonly number[]
): ReadonlyArray<{ readonly text: string; readonly marked: boolean }> {
  const pieces: Array<{ text: string; marked: boolean }> = []
  let at = 0
  for (let index = 0; index + 1 < ranges.length; index += 2) {
    const [from, to] = [ranges[index] ?? 0, Math.min(ranges[index + 1] ?? 0, title.length)]
    if (from > at) pieces.push({ text: title.slice(at, from), marked: false })
    if (to > from) pieces.push({ text: title.slice(from, to), marked: true })
    at = Math.max(at, to)
  }
  if (at < title.length) pieces.push({ text: title.slice(at), marked: false })
  return pieces
}
