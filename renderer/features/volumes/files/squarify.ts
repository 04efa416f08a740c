/** Boxes for parts of a whole, as near to squares as they get: Bruls, Huizing and van Wijk, Squarified Treemaps (2000). */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How far from a square the worst box of a row is, along a side; areas in pixels. */
function worst(smallest: number, largest: number, sum: number, side: number): number {
  const square = sum * sum
  return Math.max((side * side * largest) / square, square / (side * side * smallest))
}

/** A box for each weight, in their order, which is from the largest; the boxes fill `box`. Weights of zero get empty boxes. */
export function squarify(weights: readonly number[], box: Box): readonly Box[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const empty = { x: box.x, y: box.y, width: 0, height: 0 }
  if (sum <= 0 || box.width <= 0 || box.height <= 0) return weights.map(() => empty)
  const scale = (box.width * box.height) / sum
  const areas = weights.map((weight) => weight * scale)
  const boxes: Box[] = []
  let rest = box
  for (let begin = 0; begin < areas.length;) {
    const side = Math.min(rest.width, rest.height)
    const largest = areas[begin] ?? 0
    if (largest <= 0 || side <= 0) {
      boxes.push(empty)
      begin++
      continue
    }
    let end = begin + 1
    let row = largest
    while (end < areas.length) {
      const next = areas[end] ?? 0
      const before = worst(areas[end - 1] ?? 0, largest, row, side)
      if (next <= 0 || worst(next, largest, row + next, side) > before) break
      row += next
      end++
    }
    const depth = Math.min(row / side, Math.max(rest.width, rest.height))
    let along = 0
    for (let at = begin; at < end; at++) {
      const length = ((areas[at] ?? 0) / row) * side
      boxes.push(
        rest.width >= rest.height
          ? { x: rest.x, y: rest.y + along, width: depth, height: length }
          : { x: rest.x + along, y: rest.y, width: length, height: depth }
      )
      along += length
    }
    rest =
      rest.width >= rest.height
        ? { ...rest, x: rest.x + depth, width: rest.width - depth }
        : { ...rest, y: rest.y + depth, height: rest.height - depth }
    begin = end
  }
  return boxes
}
