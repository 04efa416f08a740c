/** Names with values, as they are typed: labels, options of a driver. */

export interface PairRow {
  readonly key: number
  name: string
  value: string
}

let last = 0
export const pairRow = (name = '', value = ''): PairRow => ({ key: ++last, name, value })

/** Without the rows in which nothing stands. */
export const filledPairs = (rows: readonly PairRow[]): Array<{ name: string; value: string }> =>
  rows
    .filter(({ name, value }) => name.trim() !== '' || value !== '')
    .map(({ name, value }) => ({ name: name.trim(), value }))

/** Pasted `a=1` fills both fields; of several lines each is a row. Undefined where it is no pair. */
export function pastedPairs(text: string): readonly PairRow[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length === 0 || !lines.every((line) => /^\s*[^\s=]+=/.test(line))) return undefined
  return lines.map((line) => {
    const at = line.indexOf('=')
    return pairRow(line.slice(0, at).trim(), line.slice(at + 1))
  })
}

/** By a row's key: what is wrong with it. */
export type PairProblems = ReadonlyMap<number, string>
