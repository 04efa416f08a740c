/** What containers wrote and write. */
import * as v from 'valibot'
import { stream } from '../../define'
import { LogBatch } from '../model'
import { OnContainer } from '../requests'
import * as commands from './command'

const LogsRequest = v.object({
  ...OnContainer.entries,
  follow: v.boolean(),
  /** The last N lines first; absent: all. */
  tail: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))
})
export type LogsRequest = v.InferOutput<typeof LogsRequest>

export const logs = {
  logs: stream({ request: LogsRequest, item: LogBatch, command: commands.logs })
}
