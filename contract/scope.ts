/** Shapes that several features share. */
import * as v from 'valibot'

/** A connection's stable id, as `connections.watch` names it. */
export const ConnectionId = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
/** Every request names its connection. */
export const Scope = v.object({ connection: ConnectionId })
export type Scope = v.InferOutput<typeof Scope>

/** An engine object's id: 64 hexadecimal digits, or for an image `sha256:` and those. */
export const EngineId = v.pipe(v.string(), v.regex(/^(sha256:)?[0-9a-f]{12,64}$/, 'Not an id of the engine'))

/** A container as a person acts on it: the id acts, the name is what the command shows. */
export const ContainerRef = v.object({ id: EngineId, name: v.pipe(v.string(), v.maxLength(255)) })
export type ContainerRef = v.InferOutput<typeof ContainerRef>

export const Empty = v.object({})
export const Nothing = v.void()
