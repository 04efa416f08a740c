/** Long work as Activity shows it, whoever started it and whatever page is open. */
import * as v from 'valibot'
import { CommandLine } from '../command/line'
import { Failure } from '../failure'
import { ConnectionId } from '../scope'

export const TaskId = v.pipe(v.string(), v.minLength(1), v.maxLength(64))

export const TaskState = v.variant('kind', [
  v.object({
    kind: v.literal('running'),
    /** Of the task's own progress schema; absent before the first word. */ progress: v.optional(v.unknown())
  }),
  v.object({ kind: v.literal('done'), /** Of the task's own result schema. */ result: v.unknown() }),
  v.object({ kind: v.literal('failed'), failure: Failure }),
  v.object({ kind: v.literal('cancelled') })
])

export const TaskRecord = v.object({
  id: TaskId,
  /** `images.pull`: its name, progress and result are read by the contract. */
  operation: v.string(),
  connection: v.optional(ConnectionId),
  /** What it works on, in a few characters: `hello-world:latest`. */
  subject: v.string(),
  command: v.optional(CommandLine),
  /** Milliseconds since 1970. */
  startedAt: v.number(),
  endedAt: v.optional(v.number()),
  /** The last known progress stays beside a failure. */
  progress: v.optional(v.unknown()),
  state: TaskState
})
export type TaskRecord = Readonly<v.InferOutput<typeof TaskRecord>>
export type TaskState = v.InferOutput<typeof TaskState>

export const TasksChange = v.variant('kind', [
  v.object({ kind: v.literal('snapshot'), tasks: v.array(TaskRecord) }),
  v.object({ kind: v.literal('upsert'), task: TaskRecord }),
  v.object({ kind: v.literal('remove'), ids: v.array(TaskId) })
])
export type TasksChange = v.InferOutput<typeof TasksChange>
