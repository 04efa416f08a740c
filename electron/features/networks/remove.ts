/** Removes networks as `docker network rm` does: each by itself, and what stays says which containers keep it. */
import * as v from 'valibot'
import type { RemoveNetworksReply } from '../../../contract/networks/api'
import type { NetworkRef } from '../../../contract/networks/model'
import type { Failure } from '../../../contract/failure'
import type { Engine } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import { mapOf, text } from '../../engine/schema'
import { send } from '../../engine/send'
import { logWarning } from '../../platform/log'

type Users = NonNullable<Extract<Failure, { kind: 'conflict' }>['users']>

const Inspected = v.object({ Containers: mapOf(v.object({ Name: text() })) })

/** One after the other, as docker's own command: an engine takes its firewall's lock for each. */
export async function removeNetworks(engine: Engine, networks: readonly NetworkRef[]): Promise<RemoveNetworksReply> {
  const reply: RemoveNetworksReply = { removed: [], failed: [] }
  for (const { id, name } of networks) {
    try {
      await send(engine, { method: 'DELETE', path: `/networks/${id}` })
      reply.removed.push(id)
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      reply.failed.push({ id, failure: await explain(engine, id, name, error.failure) })
    }
  }
  return reply
}

/** Which containers are on it, by name: older engines say only that there are some. */
async function explain(engine: Engine, id: string, name: string, failure: Failure): Promise<Failure> {
  if (failure.kind !== 'conflict' || failure.reason !== 'in-use') return failure
  const users = await usersOf(engine, id).catch((error: unknown) => {
    logWarning('The containers of a network could not be read', error)
    return failure.users ?? []
  })
  return { ...failure, name, users: users.length === 0 ? failure.users : users }
}

/** Only what runs holds a place on a network. */
async function usersOf(engine: Engine, id: string): Promise<Users> {
  const { Containers } = await engine.get({ path: `/networks/${id}` }, Inspected)
  return Object.entries(Containers).map(([container, { Name }]) => ({ id: container, name: Name, running: true }))
}
