/** The commands that were done: what the drawer shows, and what a saved script is made of. */
import * as v from 'valibot'
import { CommandLine } from '../command/line'
import { Failure } from '../failure'
import { ConnectionId } from '../scope'

/** A request as it was sent to the engine, secrets left out. */
export const ApiRequest = v.object({ method: v.string(), path: v.string(), body: v.optional(v.unknown()) })
export type ApiRequest = v.InferOutput<typeof ApiRequest>

const HistoryOutcome = v.variant('kind', [
  v.object({ kind: v.literal('running') }),
  v.object({ kind: v.literal('done') }),
  v.object({ kind: v.literal('cancelled') }),
  v.object({ kind: v.literal('failed'), failure: Failure })
])

export const HistoryEntry = v.object({
  id: v.string(),
  operation: v.string(),
  connection: v.optional(ConnectionId),
  /** Without the part that names the connection: that is `cli`. */
  command: CommandLine,
  /** Where no single command does it: all that do, in their order; `command` is one of them. */
  steps: v.optional(v.array(CommandLine)),
  /** What goes between `docker` and the subcommand, as it was when it was done. */
  cli: v.array(v.string()),
  requests: v.array(ApiRequest),
  /** Milliseconds since 1970. */
  startedAt: v.number(),
  /** Milliseconds that it took. */
  duration: v.optional(v.number()),
  outcome: HistoryOutcome,
  /** What it made, where its name may be the engine's own: later lines that name it can refer to it. */
  made: v.optional(
    v.object({ kind: v.picklist(['container', 'volume']), id: v.string(), name: v.string(), named: v.boolean() })
  )
})
export type HistoryEntry = Readonly<v.InferOutput<typeof HistoryEntry>>

export const HistoryChange = v.variant('kind', [
  v.object({ kind: v.literal('snapshot'), entries: v.array(HistoryEntry) }),
  v.object({ kind: v.literal('upsert'), entry: HistoryEntry })
])
export type HistoryChange = v.InferOutput<typeof HistoryChange>
