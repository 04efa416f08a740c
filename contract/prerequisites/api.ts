import * as v from 'valibot'
import { call, stream, task } from '../define'
import { ConnectionId } from '../scope'
import * as commands from './command'
import { install } from './install/api'
import { CheckEvent, HelloWorldProgress, HelloWorldResult } from './model'

const CheckRequest = v.object({
  /** Whose engine is asked; absent: there is none. */
  connection: v.optional(ConnectionId),
  /** Those alone, by their ids; absent: all that may apply to this computer. */
  checks: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(200)))
})
const HelloWorldRequest = v.object({
  connection: ConnectionId,
  /** The image goes too, once it has run. */
  removeImage: v.boolean()
})
const RedactRequest = v.object({
  text: v.pipe(v.string(), v.maxLength(2_000_000)),
  /** What is private besides: an engine's own name, say. */
  names: v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(100))
})
export type HelloWorldRequest = v.InferOutput<typeof HelloWorldRequest>

/** Prerequisites' operations: a part each, in a folder of its own. */
export const prerequisites = {
  /** Asks this computer and judges, each check as soon as its answers are there; ends with the last. Reads only. */
  check: stream({ request: CheckRequest, item: CheckEvent }),
  /** A report without names of people and computers, home folders, addresses, tokens and passwords. */
  redact: call({ request: RedactRequest, reply: v.object({ text: v.string() }) }),
  /** The final proof: pulls hello-world where it is not there, runs it, and removes its container. */
  helloWorld: task({
    request: HelloWorldRequest,
    progress: HelloWorldProgress,
    result: HelloWorldResult,
    subject: () => 'hello-world',
    command: commands.helloWorld,
    steps: commands.helloWorldSteps
  }),
  ...install
}
