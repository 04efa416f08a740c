/** The columns that the charts draw: the past, and what comes after it, for half an hour. */
import type { StatsPast } from '../../../../../contract/containers/stats/model'

export const emptyPast: StatsPast = {
  at: [],
  cpu: [],
  memory: [],
  receiving: [],
  sending: [],
  reading: [],
  writing: [],
  pids: []
}
export const halfHour = 30 * 60_000

const names = Object.keys(emptyPast) as (keyof StatsPast)[]

const mapColumns = (map: (name: keyof StatsPast) => (number | null)[]): StatsPast =>
  Object.fromEntries(names.map((name) => [name, map(name)])) as unknown as StatsPast

/** Those of the last milliseconds, up to the newest. */
export function within(past: StatsPast, span: number): StatsPast {
  const oldest = (past.at.at(-1) ?? 0) - span
  // One more than is shown, so that the line comes in at the edge.
  const start = Math.max(0, past.at.findIndex((at) => at >= oldest) - 1)
  return start === 0 ? past : mapColumns((name) => past[name].slice(start))
}

export const appended = (past: StatsPast, more: StatsPast): StatsPast =>
  within(
    mapColumns((name) => [...past[name], ...more[name]]),
    halfHour
  )
