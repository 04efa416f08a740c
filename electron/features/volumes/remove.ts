/** Removes volumes as `docker volume rm` does: each by itself, and what stays says which containers keep it. */
import * as v from 'valibot'
import type { RemoveVolumesReply } from '../../../contract/volumes/api'
import type { Failure } from '../../../contract/failure'
import { isOwn } from '../../../contract/own'
import type { Engine } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import { listOf, text, textMap } from '../../engine/schema'
import { logWarning } from '../../platform/log'
import { send } from '../../engine/send'
import { leaveVolume } from './helper/volume-browsers'
import { volumePath } from './volumes-mirror'

type Users = NonNullable<Extract<Failure, { kind: 'conflict' }>['users']>

const UserRows = listOf(
  v.object({
    Id: v.string(),
    Names: listOf(v.string()),
    State: text(),
    Labels: textMap(),
    Mounts: listOf(v.object({ Name: text() }))
  })
)

/** Requests under way at once. */
const parallel = 8

/** In the order of the request; the whole never fails because of one. */
export async function removeVolumes(engine: Engine, names: readonly string[]): Promise<RemoveVolumesReply> {
  const failures = new Map<string, Failure>()
  const all = [...new Set(names)]
  const waiting = [...all]
  const worker = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      try {
        // What we have open of it would keep it.
        await leaveVolume(engine, name)
        await send(engine, { method: 'DELETE', path: volumePath(name) })
      } catch (error) {
        if (!(error instanceof FailureError)) throw error
        failures.set(name, await explain(engine, name, error.failure))
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(parallel, all.length) }, worker))
  return {
    removed: all.filter((name) => !failures.has(name)),
    failed: all.flatMap((volume) => {
      const failure = failures.get(volume)
      return failure === undefined ? [] : [{ volume, failure }]
    })
  }
}

/** Which containers use it, by name: the engine gives ids at most. A helper of another Escale is nobody whom a person could ask. */
async function explain(engine: Engine, name: string, failure: Failure): Promise<Failure> {
  if (failure.kind !== 'conflict' || failure.reason !== 'in-use') return failure
  try {
    const { users, others } = await usersOf(engine, name)
    return { ...failure, name, users: users.length > 0 || others ? users : failure.users }
  } catch (error) {
    logWarning('The containers of a volume could not be read', error)
    return { ...failure, name }
  }
}

/** The filter may take more than this name: the mounts say it exactly, where they name anything. `others`: helpers of ours have it too. */
async function usersOf(engine: Engine, name: string): Promise<{ readonly users: Users; readonly others: boolean }> {
  const query = { all: 1, filters: JSON.stringify({ volume: [name] }) }
  const rows = (await engine.get({ path: '/containers/json', query }, UserRows)).filter(
    ({ Mounts }) => Mounts.some((mount) => mount.Name === name) || Mounts.every((mount) => mount.Name === '')
  )
  const users = rows
    .filter(({ Labels }) => !isOwn(Labels))
    .map(({ Id, Names, State }) => ({
      id: Id,
      name: (Names[0] ?? '').replace(/^\//, ''),
      running: ['running', 'paused', 'restarting'].includes(State.toLowerCase())
    }))
  return { users, others: users.length < rows.length }
}
