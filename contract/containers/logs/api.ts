/** What containers wrote and write. */
import * as v from 'valibot'
import { call, stream, task } from '../../define'
import { ConnectionId, ContainerRef } from '../../scope'
import * as commands from './command'
import { LogViewInput, LogViewItem } from './model'
import { logTimeOf } from './time'

/** A duration (`10m`), a date (`2026-11-21T04:30`), or Unix seconds, as docker takes them. */
const LogTime = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(64),
  v.check((text) => logTimeOf(text, 0) !== undefined, 'No time and no duration')
)
const tail = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))
const span = { since: v.optional(LogTime), until: v.optional(LogTime) }

const LogViewRequest = v.object({
  connection: ConnectionId,
  /** Several are merged in the order of their times. */
  containers: v.pipe(v.array(ContainerRef), v.minLength(1), v.maxLength(100)),
  follow: v.boolean(),
  /** The last N lines of each; absent: all. */
  tail,
  ...span
})
export type LogViewRequest = v.InferOutput<typeof LogViewRequest>

const SaveLogsRequest = v.object({
  connection: ConnectionId,
  containers: v.pipe(v.array(ContainerRef), v.minLength(1), v.maxLength(100)),
  /** A path that was chosen in the system's dialog. */
  path: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
  timestamps: v.boolean(),
  tail,
  ...span
})
export type SaveLogsRequest = v.InferOutput<typeof SaveLogsRequest>

/** Lines of an opened log, by their places, `to` excluded. */
const CopyRequest = v.object({
  view: v.string(),
  from: v.pipe(v.number(), v.integer()),
  to: v.pipe(v.number(), v.integer()),
  timestamps: v.boolean()
})

export const logs = {
  /** The log of one or more containers, kept in the main process: the window sees as much of it as it asks for. */
  viewLogs: stream({ request: LogViewRequest, item: LogViewItem, input: LogViewInput, command: commands.viewLogs }),
  /** As text, without colours. Refused where it is more than a clipboard is given. */
  copyLogs: call({ request: CopyRequest, reply: v.object({ text: v.string(), lines: v.number() }) }),
  /** Asks the engine anew and writes all into a file. */
  saveLogs: task({
    request: SaveLogsRequest,
    progress: v.object({ bytes: v.number() }),
    result: v.object({ path: v.string(), bytes: v.number() }),
    effect: 'reads',
    command: commands.viewLogs
  })
}
