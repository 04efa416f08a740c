/**
 * Rows put in order while they come. Sorting a hundred thousand at their end would hold the window for a third of a second; merging what
 * came before with what comes takes a few milliseconds each time.
 */
export class SortedRuns<Row> {
  /** Each in order, and longer than the next one. No array that was given away changes later. */
  #runs: Row[][] = []
  #length = 0

  constructor(readonly compare: (one: Row, other: Row) => number) {}

  get length(): number {
    return this.#length
  }

  add(rows: readonly Row[]): void {
    if (rows.length === 0) return
    this.#length += rows.length
    this.#runs.push([...rows].sort(this.compare))
    while ((this.#runs.at(-2)?.length ?? Number.POSITIVE_INFINITY) <= (this.#runs.at(-1)?.length ?? 0))
      this.#mergeLast()
  }

  /** All of them in order. */
  all(): readonly Row[] {
    while (this.#runs.length > 1) this.#mergeLast()
    return this.#runs[0] ?? []
  }

  #mergeLast(): void {
    const [one = [], other = []] = this.#runs.splice(-2)
    this.#runs.push(merged(one, other, this.compare))
  }
}

function merged<Row>(one: readonly Row[], other: readonly Row[], compare: (one: Row, other: Row) => number): Row[] {
  const rows: Row[] = []
  let at = 0
  for (const row of one) {
    for (let next = other[at]; next !== undefined && compare(next, row) < 0; next = other[at]) {
      rows.push(next)
      at++
    }
    rows.push(row)
  }
  return at < other.length ? [...rows, ...other.slice(at)] : rows
}
