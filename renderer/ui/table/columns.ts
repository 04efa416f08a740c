/** What a table's columns are, how wide they stand, and which of them are shown. */
import type { TableSettings } from '../../../contract/settings/model'

export interface Column<Row> {
  readonly id: string
  readonly title: string
  /** Pixels, before a person changes it. */
  readonly width: number
  /** Pixels; 48 where it is not said. */
  readonly minWidth?: number
  /** Takes a share of the room that is left over. */
  readonly grow?: boolean
  readonly align?: 'start' | 'end'
  /** Ascending order; without it the column cannot be sorted by. */
  readonly sort?: (one: Row, other: Row) => number
  /** The cell as plain text: the fast path. */
  readonly text?: (row: Row) => string
  /** The name of the slot that draws the cell, which gets `{ row }`; `text` then is what a search or a copy sees. */
  readonly cell?: string
  /** Ids, commands and paths. */
  readonly mono?: boolean
  /** Less than the rest. */
  readonly muted?: boolean
  /** The first is shown always; so is one marked so. */
  readonly fixed?: boolean
  /** Hidden until a person asks for it. */
  readonly hidden?: boolean
}

const smallestWidth = 48
const largestWidth = 1200

/** The columns that are shown, in their order. */
export const visibleColumns = <Row>(columns: readonly Column<Row>[], settings: TableSettings): readonly Column<Row>[] =>
  columns.filter((column, index) => index === 0 || column.fixed === true || !isHidden(column, settings))

/** `!id` in the settings says that a column which starts hidden was asked for. */
export const isHidden = <Row>({ id, hidden }: Column<Row>, settings: TableSettings): boolean =>
  hidden === true ? !settings.hidden.includes(`!${id}`) : settings.hidden.includes(id)

export function withColumnShown<Row>(column: Column<Row>, settings: TableSettings, shown: boolean): TableSettings {
  const others = settings.hidden.filter((id) => id !== column.id && id !== `!${column.id}`)
  if (column.hidden === true) return { ...settings, hidden: shown ? [...others, `!${column.id}`] : others }
  return { ...settings, hidden: shown ? others : [...others, column.id] }
}

/**
 * Where there is not room for all: only `kept` are shown, in that order with the last at the end. The others are hidden
 * and still there, so that the order stays and a person may ask for them.
 */
export function keepColumns<Row>(
  columns: readonly Column<Row>[],
  kept: readonly string[] | undefined
): readonly Column<Row>[] {
  if (kept === undefined) return columns
  const first = kept.flatMap((id) => columns.filter((column) => column.id === id))
  const others = columns.filter(({ id }) => !kept.includes(id)).map((column) => ({ ...column, hidden: true }))
  return [...first.slice(0, -1), ...others, ...first.slice(-1)]
}

const widthOf = <Row>(column: Column<Row>, settings: TableSettings): number =>
  clampWidth(column, settings.widths[column.id] ?? column.width)

export const clampWidth = <Row>({ minWidth = smallestWidth }: Column<Row>, width: number): number =>
  Math.round(Math.min(largestWidth, Math.max(minWidth, width)))

/** A column that a person has set a width for keeps it; one that grows takes what is left. */
const grows = <Row>(column: Column<Row>, settings: TableSettings): boolean =>
  column.grow === true && settings.widths[column.id] === undefined

/** The tracks of `grid-template-columns`, one a column, and the width below which the table scrolls sideways. */
export function tracks<Row>(
  columns: readonly Column<Row>[],
  settings: TableSettings
): { template: string; least: number } {
  let least = 0
  let anyGrows = false
  const parts = columns.map((column) => {
    const width = widthOf(column, settings)
    if (!grows(column, settings)) {
      least += width
      return `${width}px`
    }
    anyGrows = true
    const narrowest = column.minWidth ?? Math.min(width, 120)
    least += narrowest
    return `minmax(${narrowest}px, ${width}fr)`
  })
  // Where none grows, the rest of the row stays empty rather than stretching the last column.
  if (!anyGrows) parts.push('minmax(0, 1fr)')
  return { template: parts.join(' '), least }
}
