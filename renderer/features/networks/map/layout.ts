/**
 * The picture of networks, as places: each network is a lane, each container a card in the first of its lanes, joined by a
 * line to the others. A container takes one column from its first lane to its last, so that no line crosses a card.
 */
import type { Container } from '../../../../contract/containers/model'
import type { NetworkRow } from '../network-rows'

/** Pixels. */
export const size = {
  head: 196,
  card: 172,
  cardHeight: 64,
  gap: 14,
  lanePadding: 12,
  laneGap: 10,
  laneLeast: 88,
  margin: 12
} as const

export interface MapItem {
  readonly container: Container
  /** The container's own card, or the place where its line joins another network. */
  readonly kind: 'card' | 'join'
  readonly x: number
  readonly y: number
}
export interface MapLane {
  readonly row: NetworkRow
  readonly y: number
  readonly height: number
  /** From left to right, row by row. */
  readonly items: readonly MapItem[]
}
export interface MapLine {
  readonly id: string
  readonly x: number
  readonly from: number
  readonly to: number
  /** Where it joins a network. */
  readonly dots: readonly number[]
}
export interface MapLayout {
  readonly width: number
  readonly height: number
  readonly lanes: readonly MapLane[]
  readonly lines: readonly MapLine[]
}

interface Cell {
  readonly container: Container
  readonly kind: MapItem['kind']
  readonly column: number
  readonly line: number
}
interface Span {
  readonly container: Container
  readonly lanes: readonly number[]
  readonly first: number
  readonly last: number
}

/** `columns`: how many cards stand side by side before a lane grows downwards. */
export function layoutOf(rows: readonly NetworkRow[], columns: number): MapLayout {
  const spans = spansOf(rows)
  const several = spans.filter(({ lanes }) => lanes.length > 1)
  const columnOf = placed(several, rows.length)
  const most = Math.max(columns, ...[...columnOf.values()].map((column) => column + 2))
  const cells: Cell[][] = rows.map(() => [])
  for (const { container, lanes } of several)
    lanes.forEach((lane, index) =>
      cells[lane]?.push({
        container,
        kind: index === 0 ? 'card' : 'join',
        column: columnOf.get(container.id) ?? 0,
        line: 0
      })
    )
  rows.forEach((_, lane) => {
    const singles = spans.filter(({ lanes }) => lanes.length === 1 && lanes[0] === lane)
    const taken = several.filter(({ first, last }) => first <= lane && lane <= last)
    const passing = taken.filter(({ last }) => lane < last)
    const of = (list: readonly Span[]) => new Set(list.map(({ container }) => columnOf.get(container.id) ?? 0))
    cells[lane]?.push(...filled(singles, of(taken), of(passing), most))
  })
  return drawn(rows, cells, several, columnOf)
}

function spansOf(rows: readonly NetworkRow[]): readonly Span[] {
  const byId = new Map<string, { container: Container; lanes: number[] }>()
  rows.forEach(({ users }, lane) => {
    for (const container of users) {
      const known = byId.get(container.id)
      if (known === undefined) byId.set(container.id, { container, lanes: [lane] })
      else known.lanes.push(lane)
    }
  })
  return [...byId.values()].map(({ container, lanes }) => ({
    container,
    lanes,
    first: lanes[0] ?? 0,
    last: lanes.at(-1) ?? 0
  }))
}

/** The leftmost column that is free in all lanes between its first and its last. */
function placed(spans: readonly Span[], lanes: number): ReadonlyMap<string, number> {
  const used: Set<number>[] = Array.from({ length: lanes }, () => new Set())
  const columns = new Map<string, number>()
  const ordered = [...spans].sort((one, other) => one.first - other.first || one.last - other.last)
  for (const { container, first, last } of ordered) {
    const between = used.slice(first, last + 1)
    let column = 0
    while (between.some((taken) => taken.has(column))) column++
    for (const taken of between) taken.add(column)
    columns.set(container.id, column)
  }
  return columns
}

function filled(
  singles: readonly Span[],
  taken: ReadonlySet<number>,
  passing: ReadonlySet<number>,
  most: number
): readonly Cell[] {
  const cells: Cell[] = []
  let [column, line] = [0, 0]
  for (const { container } of singles) {
    while ((line === 0 ? taken : passing).has(column) || column >= most) {
      column = column >= most ? 0 : column + 1
      if (column === 0) line++
    }
    cells.push({ container, kind: 'card', column, line })
    column++
  }
  return cells
}

function drawn(
  rows: readonly NetworkRow[],
  cells: readonly (readonly Cell[])[],
  several: readonly Span[],
  columnOf: ReadonlyMap<string, number>
): MapLayout {
  const xOf = (column: number): number => size.margin + size.head + size.gap + column * (size.card + size.gap)
  let y: number = size.margin
  let width = xOf(1)
  const lanes = rows.map((row, index): MapLane => {
    const mine = [...(cells[index] ?? [])].sort((one, other) => one.line - other.line || one.column - other.column)
    const lines = Math.max(1, ...mine.map(({ line }) => line + 1))
    const height = Math.max(size.laneLeast, lines * size.cardHeight + (lines - 1) * size.gap + 2 * size.lanePadding)
    const top = y
    y += height + size.laneGap
    const items = mine.map(({ container, kind, column, line }): MapItem => {
      width = Math.max(width, xOf(column + 1))
      return { container, kind, x: xOf(column), y: top + size.lanePadding + line * (size.cardHeight + size.gap) }
    })
    return { row, y: top, height, items }
  })
  const lines = several.map(({ container, lanes: on }): MapLine => {
    const tops = on.map((lane) => (lanes[lane]?.y ?? 0) + size.lanePadding)
    return {
      id: container.id,
      x: xOf(columnOf.get(container.id) ?? 0) + size.card / 2,
      from: (tops[0] ?? 0) + size.cardHeight,
      to: tops.at(-1) ?? 0,
      dots: tops.slice(1)
    }
  })
  return { width: width + size.margin, height: y - size.laneGap + size.margin, lanes, lines }
}

export interface MapNode {
  /** `network ID`, or `container ID network ID`. */
  readonly key: string
  readonly x: number
  readonly y: number
}
export const headKey = (network: string): string => `network ${network}`
export const itemKey = (network: string, container: string): string => `container ${container} ${network}`

export const nodesOf = ({ lanes }: MapLayout): readonly MapNode[] =>
  lanes.flatMap(({ row, y, items }) => [
    { key: headKey(row.network.id), x: size.margin, y: y + size.lanePadding },
    ...items.map((item) => ({ key: itemKey(row.network.id, item.container.id), x: item.x, y: item.y }))
  ])

/** What the arrow leads to: what is nearest in its direction, straight ahead before aside. */
export function nextNode(nodes: readonly MapNode[], from: MapNode, key: string): MapNode | undefined {
  const across = key === 'ArrowLeft' || key === 'ArrowRight'
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1
  let best: { readonly node: MapNode; readonly cost: number } | undefined
  for (const node of nodes) {
    const [dx, dy] = [node.x - from.x, node.y - from.y]
    const [along, aside] = across ? [dx * sign, Math.abs(dy)] : [dy * sign, Math.abs(dx)]
    // To the side one stays in the row.
    if (along <= 0 || (across && aside > size.cardHeight / 2)) continue
    const cost = along + aside * (across ? 8 : 0.5)
    if (best === undefined || cost < best.cost) best = { node, cost }
  }
  return best?.node
}
