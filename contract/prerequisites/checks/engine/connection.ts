/** How the chosen connection is doing, as its fact tells it. */
import * as v from 'valibot'
import type { Answer, Answers } from '../check'
import { parseJson } from '../read'

const Known = v.object({
  endpoint: v.string(),
  state: v.object({
    kind: v.string(),
    capabilities: v.optional(v.object({ version: v.string(), apiVersion: v.string(), product: v.string() })),
    failure: v.optional(v.object({ kind: v.string(), reason: v.optional(v.string()), message: v.string() }))
  })
})
export type KnownConnection = v.InferOutput<typeof Known>

export const connectionOf = (answer: Answer): KnownConnection | undefined => parseJson(answer, Known)

export const isUp = ({ state }: KnownConnection): boolean => state.kind === 'connected' || state.kind === 'degraded'

/** The connection over which an engine answers, where one does. */
export function reached(answers: Answers): KnownConnection | undefined {
  const connection = connectionOf(answers('engine-connection'))
  return connection !== undefined && isUp(connection) ? connection : undefined
}
