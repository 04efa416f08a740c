/** What a container uses, once a second. */
import * as v from 'valibot'

/** What one message of the engine's says, with CPU worked out from the message before it. */
export const StatsSample = v.object({
  /** Milliseconds since 1970, by the engine's clock. */
  at: v.number(),
  /** Percent of one core, as `docker stats` shows it: 200 is two cores at full. Absent in the first sample after a start. */
  cpu: v.optional(v.number()),
  /** Cores that the machine has. */
  cores: v.number(),
  /** Bytes, without what the kernel can drop at any time: `docker stats`' own rule. */
  memory: v.number(),
  /** Bytes: its own limit, or all that the machine has. 0 where it is not known. */
  memoryLimit: v.number(),
  /** Bytes since its start, over all its networks. */
  received: v.number(),
  sent: v.number(),
  /** Bytes since its start. */
  read: v.number(),
  written: v.number(),
  /** Processes and threads. */
  pids: v.number()
})
export type StatsSample = Readonly<v.InferOutput<typeof StatsSample>>

/**
 * `waiting`: nothing has come yet. `stopped`: it does not run. `interrupted`: the engine is away. `gone`: it was removed. `refused`:
 * the engine does not tell; it is asked again later.
 */
export const StatsState = v.picklist(['waiting', 'running', 'stopped', 'interrupted', 'gone', 'refused'])
export type StatsState = v.InferOutput<typeof StatsState>

export const StatsUpdate = v.object({
  id: v.string(),
  state: StatsState,
  /** The newest, where it runs. */
  sample: v.optional(StatsSample),
  /** With the first update of a container that was looked at before: percent of a core, the last minute's, oldest first. */
  recent: v.optional(v.array(v.number()))
})
export type StatsUpdate = Readonly<v.InferOutput<typeof StatsUpdate>>

/** Columns of one length, oldest first. Rates are bytes a second since the sample before; null is a gap. */
const Values = v.array(v.nullable(v.number()))
export const StatsPast = v.object({
  /** Milliseconds since 1970. */
  at: v.array(v.number()),
  cpu: Values,
  memory: Values,
  receiving: Values,
  sending: Values,
  reading: Values,
  writing: Values,
  pids: Values
})
export type StatsPast = Readonly<v.InferOutput<typeof StatsPast>>

export const StatsHistory = v.variant('kind', [
  /** First, and again whenever much has come at once: all that is kept. */
  v.object({ kind: v.literal('past'), past: StatsPast }),
  /** What came after that; each column as in the past, its newest values. */
  v.object({ kind: v.literal('more'), past: StatsPast, sample: StatsSample }),
  v.object({ kind: v.literal('state'), state: StatsState })
])
export type StatsHistory = v.InferOutput<typeof StatsHistory>
