/** What requests about containers share, and how a command names a container. */
import * as v from 'valibot'
import type { CommandPart } from '../command/line'
import { ConnectionId, ContainerRef } from '../scope'
import type { ActionResults } from './model'

/** One container or many; one docker command either way. */
export const OnContainers = v.object({
  connection: ConnectionId,
  containers: v.pipe(v.array(ContainerRef), v.minLength(1), v.maxLength(5000))
})
export type OnContainers = v.InferOutput<typeof OnContainers>

export const OnContainer = v.object({ connection: ConnectionId, container: ContainerRef })
export type OnContainer = v.InferOutput<typeof OnContainer>

/** Those that went well make one command; those that were refused one for each reason. */
export function outcomes<Request extends OnContainers>(request: Request, reply: ActionResults) {
  const done = request.containers.filter(({ id }) => reply.done.includes(id))
  const refused = reply.failed.map(({ id, failure }) => ({
    request: { ...request, containers: request.containers.filter((container) => container.id === id) },
    failure
  }))
  return done.length === 0 ? refused : [{ request: { ...request, containers: done } }, ...refused]
}

/** What a person reads and types; a container without a name goes by the short id that docker shows. */
export const nameOf = ({ id, name }: ContainerRef): string => (name === '' ? id.slice(0, 12) : name)
/** Ties a part of a command to the container that it names. */
export const refersTo = ({ id }: ContainerRef): CommandPart['refers'] => ({ kind: 'container', id })
