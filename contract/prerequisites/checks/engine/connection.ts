/** How the chosen connection is doing, as its fact tells it. */
import * as v from 'valibot'
import type { Said } from '../../model'
import type { Answer, Answers, Judgement } from '../check'
import { parseJson, says, unknown } from '../read'

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

/** It could not be told: where there is no answer at all, no engine gave it. */
export const unanswered = (answer: Answer, needed: Said): Judgement =>
  answer.kind === 'missing'
    ? { outcome: 'unknown', found: says('prerequisites-engine.away'), needed }
    : unknown(answer, needed)
