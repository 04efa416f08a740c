/** Docker Hub's search as Escale shows it. */
import * as v from 'valibot'

export const HubResult = v.object({
  /** What one pulls: `nginx`, `bitnami/redis`. */
  name: v.string(),
  description: v.string(),
  stars: v.number(),
  /** Absent where the source does not say (the engine's own search). */
  pulls: v.optional(v.number()),
  official: v.boolean(),
  automated: v.boolean()
})
export type HubResult = Readonly<v.InferOutput<typeof HubResult>>

export const HubSearchReply = v.object({
  results: v.array(HubResult),
  /** How many there are in all, as far as the source says. */
  total: v.number(),
  /** Hub's HTTP API, or the engine's own search where Hub could not be reached from here. */
  source: v.picklist(['hub', 'engine'])
})
