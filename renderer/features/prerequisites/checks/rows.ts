/** Checks as the page shows them: those that are known of, each with its result once there is one. */
import type { CheckEvent, CheckResult } from '../../../../contract/prerequisites/model'

export interface CheckRow extends Pick<CheckResult, 'id' | 'group' | 'required'> {
  readonly running: boolean
  /** The last one stays while it is asked anew. */
  readonly result?: CheckResult
}
export type CheckRows = ReadonlyMap<string, CheckRow>

/** In the order in which a person reads them: what is beneath first. */
const groups = [
  'computer',
  'system',
  'installation',
  'access',
  'engine',
  'rootless',
  'desktop'
] as const satisfies readonly CheckResult['group'][]

/** `whole`: all checks are run, so that what is not named any more is gone. */
export function withEvent(rows: CheckRows, event: CheckEvent, whole: boolean): CheckRows {
  const next = new Map(rows)
  switch (event.kind) {
    case 'begun': {
      const named = new Map(
        event.checks.map((check) => {
          const before = rows.get(check.id)?.result
          return [check.id, { ...check, running: true, ...(before === undefined ? {} : { result: before }) }]
        })
      )
      return whole ? named : new Map([...rows, ...named])
    }
    case 'result': {
      const { id, group, required } = event.result
      return next.set(id, { id, group, required, running: false, result: event.result })
    }
    case 'not-applicable':
      next.delete(event.id)
      return next
  }
}

/** Nothing runs any more, whatever was still to come. */
export const settled = (rows: CheckRows): CheckRows =>
  new Map([...rows].map(([id, row]) => [id, { ...row, running: false }]))

export interface CheckGroup {
  readonly group: CheckResult['group']
  readonly rows: readonly CheckRow[]
}

export const grouped = (rows: CheckRows): readonly CheckGroup[] =>
  groups
    .map((group) => ({ group, rows: [...rows.values()].filter((row) => row.group === group) }))
    .filter((entry) => entry.rows.length > 0)

export interface Summary {
  /** Of those that Docker needs. */
  readonly total: number
  readonly unmet: number
  readonly unknown: number
  /** Not met, and Docker runs without. */
  readonly optional: number
}

export function summaryOf(rows: CheckRows): Summary {
  const all = [...rows.values()]
  const needed = all.filter(({ required }) => required)
  const having = (list: readonly CheckRow[], outcome: CheckResult['outcome']): number =>
    list.filter(({ result }) => result?.outcome === outcome).length
  return {
    total: needed.length,
    unmet: having(needed, 'not-met'),
    unknown: having(needed, 'unknown'),
    optional: having(all, 'not-met') - having(needed, 'not-met')
  }
}
