/** Processes in the order of their tree, and the columns in which they stand. */
import { processColumns, type Process, type ProcessesItem } from '../../../../../contract/containers/processes/model'
import type { Column } from '../../../../ui/table/columns'

export type Listed = Extract<ProcessesItem, { readonly kind: 'processes' }>

export interface ProcessRow {
  readonly id: string
  readonly pid: number
  readonly depth: number
  /** What brought its tree here; said at the tree's root alone. */
  readonly origin: Process['origin']
  readonly command: string
  readonly values: readonly string[]
}

const weight: Readonly<Record<Process['origin'], number>> = { main: 0, exec: 2, other: 1 }

/** The container's own tree first, what exec added last; children by their numbers. Each process once, whatever the engine says. */
export function processRows({ titles, processes }: Pick<Listed, 'titles' | 'processes'>): readonly ProcessRow[] {
  const place = commandPlace(titles)
  const known = new Set(processes.map(({ pid }) => pid))
  const children = new Map<number, Process[]>()
  const roots: Process[] = []
  for (const one of processes) {
    const { parent } = one
    const isRoot = parent === undefined || !known.has(parent) || parent === one.pid || one.origin !== 'other'
    const siblings = isRoot ? roots : (children.get(parent) ?? [])
    siblings.push(one)
    if (!isRoot) children.set(parent, siblings)
  }
  const rows: ProcessRow[] = []
  const seen = new Set<number>()
  function add(list: readonly Process[], depth: number): void {
    for (const one of [...list].sort((a, b) => weight[a.origin] - weight[b.origin] || a.pid - b.pid)) {
      if (seen.has(one.pid)) continue
      seen.add(one.pid)
      const { pid, origin, values } = one
      rows.push({ id: String(pid), pid, depth, origin, command: values[place] ?? '', values })
      add(children.get(pid) ?? [], depth + 1)
    }
  }
  add(roots, 0)
  // Two that are each other's parents would never be reached.
  add(
    processes.filter(({ pid }) => !seen.has(pid)),
    0
  )
  return rows
}

/** ps heads it COMMAND or CMD, Windows NAME; it is the last of those that were asked for. */
export function commandPlace(titles: readonly string[]): number {
  const place = titles.findLastIndex((title) => /^(COMMAND|CMD|ARGS|NAME)$/i.test(title))
  return place >= 0 ? place : titles.length - 1
}

const numeric = (text: string | undefined): number => Number.parseFloat(text ?? '') || 0
const usual: ReadonlySet<string> = new Set(['user', 'pcpu', 'rss'])
const ofNumbers: ReadonlySet<string> = new Set(['pcpu', 'pmem', 'rss', 'vsz', 'nlwp', 'nice'])

/** `asked`: what ps was asked, as it answered; undefined where it showed columns of its own, whose titles then are all there is. */
export function columnsOf(
  t: (key: string) => string,
  titles: readonly string[],
  asked: readonly string[] | undefined,
  sorted: boolean
): readonly Column<ProcessRow>[] {
  const place = commandPlace(titles)
  const command: Column<ProcessRow> = {
    id: 'args',
    title: titles[place] ?? 'COMMAND',
    width: 300,
    minWidth: 150,
    grow: true,
    mono: true,
    cell: sorted ? 'flat' : 'command',
    text: ({ command: words }) => words
  }
  const pid: Column<ProcessRow> = {
    id: 'pid',
    title: 'PID',
    width: 78,
    align: 'end',
    text: (row) => String(row.pid),
    sort: (one, other) => one.pid - other.pid
  }
  if (asked === undefined) {
    const others = titles.flatMap((title, index): Column<ProcessRow>[] =>
      index === place || title.toUpperCase() === 'PID'
        ? []
        : [{ id: `own-${title}`, title, width: 84, muted: true, text: ({ values }) => values[index] ?? '' }]
    )
    return [command, pid, ...others]
  }
  return [
    command,
    pid,
    ...processColumns.map((name): Column<ProcessRow> => {
      const index = asked.indexOf(name)
      const isNumber = ofNumbers.has(name)
      const value = ({ values }: ProcessRow): string => (index < 0 ? '' : (values[index] ?? ''))
      return {
        id: name,
        title: t(`containers-processes.column.${name}`),
        width: isNumber ? 84 : 80,
        muted: true,
        align: isNumber ? 'end' : 'start',
        hidden: !usual.has(name),
        text: value,
        ...(isNumber ? { sort: (one, other) => numeric(value(one)) - numeric(value(other)) } : {})
      }
    })
  ]
}

/** The names behind `-eo`; undefined where ps was asked for none. */
export const askedNames = (columns: readonly string[] | undefined): readonly string[] | undefined =>
  columns?.at(-1)?.split(',')
