/** Where lines stand in a log view, by their numbers. Heights and offsets are pixels; offset 0 is the first line's top. */

/** A page cannot be higher than some 33 million pixels: what would go beyond is not laid out. */
export const highestPage = 30_000_000

export interface LogGeometry {
  /** The first line that has a place. */
  readonly first: number
  readonly end: number
  readonly total: number
  /** Takes up the lines from `first` to `end`; `heightOf` is asked for those that are new. Returns by how much the older ones moved up; less than 0 where still older ones came. */
  update(first: number, end: number, heightOf: (number: number) => number): number
  offsetOf(number: number): number
  /** The line that stands at an offset, within what there is. */
  lineAt(offset: number): number
  /** A line turned out to be of another height. Returns by how much. */
  correct(number: number, height: number): number
}

/** Lines of one height: nothing to remember. */
export function evenGeometry(height: number): LogGeometry {
  let first = 0
  let end = 0
  return {
    get first() {
      return first
    },
    get end() {
      return end
    },
    get total() {
      return (end - first) * height
    },
    update(nextFirst, nextEnd) {
      const moved = Math.min(nextFirst - first, end - first) * height
      first = nextFirst
      end = nextEnd
      return moved
    },
    offsetOf: (number) => (number - first) * height,
    lineAt: (offset) => Math.min(Math.max(first, end - 1), first + Math.max(0, Math.floor(offset / height))),
    correct: () => 0
  }
}

const blockSize = 256

/** Lines of their own heights, in blocks of 256 with the sum of each: finding one looks at a few hundred numbers at most. */
export function unevenGeometry(): LogGeometry {
  let heights: number[] = []
  /** The number of the line whose height stands first in `heights`: a multiple of the block size. */
  let base = 0
  let sums: number[] = []
  let first = 0
  let end = 0
  let total = 0

  const blockOf = (number: number): number => Math.floor((number - base) / blockSize)
  function add(number: number, change: number): void {
    const block = blockOf(number)
    sums[block] = (sums[block] ?? 0) + change
    total += change
  }
  function dropUpTo(number: number): number {
    const before = total
    for (; first < number && first < end; first++) {
      add(first, -(heights[first - base] ?? 0))
      heights[first - base] = 0
    }
    const spare = blockOf(first)
    if (spare >= 64) {
      heights = heights.slice(spare * blockSize)
      sums = sums.slice(spare)
      base += spare * blockSize
    }
    return before - total
  }

  return {
    get first() {
      return first
    },
    get end() {
      return end
    },
    get total() {
      return total
    },
    update(nextFirst, nextEnd, heightOf) {
      let moved = 0
      const before = first
      const olderCame = nextFirst < first && end > first
      if (nextFirst >= first && nextFirst < end) moved = dropUpTo(nextFirst)
      else {
        moved = total
        heights = []
        sums = []
        total = 0
        base = Math.floor(nextFirst / blockSize) * blockSize
        first = end = nextFirst
      }
      for (; end < nextEnd; end++) {
        const height = heightOf(end)
        heights[end - base] = height
        add(end, height)
      }
      while (total > highestPage && first < end) moved += dropUpTo(first + 1)
      if (olderCame) return -this.offsetOf(before)
      return moved
    },
    offsetOf(number) {
      const block = blockOf(number)
      let offset = 0
      for (let index = 0; index < block; index++) offset += sums[index] ?? 0
      for (let index = block * blockSize; index < number - base; index++) offset += heights[index] ?? 0
      return offset
    },
    lineAt(offset) {
      let left = offset
      let block = 0
      while (block < sums.length - 1 && left >= (sums[block] ?? 0)) left -= sums[block++] ?? 0
      let number = base + block * blockSize
      while (number < end - 1 && left >= (heights[number - base] ?? 0)) left -= heights[number++ - base] ?? 0
      return Math.max(first, Math.min(number, Math.max(first, end - 1)))
    },
    correct(number, height) {
      if (number < first || number >= end) return 0
      const change = height - (heights[number - base] ?? 0)
      if (change === 0) return 0
      heights[number - base] = height
      add(number, change)
      return change
    }
  }
}
