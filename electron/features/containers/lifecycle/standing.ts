/** How a container stands: what must be the same again if its replacement fails. */
import * as v from 'valibot'
import type { FoundMount } from '../../../../contract/containers/lifecycle/kept-volumes'
import type { Engine } from '../../../engine/engine'
import { listOf, text } from '../../../engine/schema'

export interface Standing {
  readonly id: string
  readonly name: string
  readonly running: boolean
  readonly paused: boolean
  readonly autoRemove: boolean
  readonly mounts: readonly FoundMount[]
  /** As the engine's clock said, milliseconds since 1970. */
  readonly created: number
  readonly startedEver: boolean
}

const flag = v.fallback(v.boolean(), false)
const Inspected = v.object({
  Id: text(),
  Name: text(),
  Created: text(),
  State: v.object({ Running: flag, Paused: flag, StartedAt: text() }),
  HostConfig: v.nullish(v.object({ AutoRemove: flag })),
  Mounts: listOf(v.object({ Type: text(), Name: text(), Destination: text() }))
})

/** `id` may also be a name. Throws FailureError: not-found. */
export async function readStanding(engine: Engine, id: string, signal?: AbortSignal): Promise<Standing> {
  const { Id, Name, Created, State, HostConfig, Mounts } = await engine.get(
    { path: `/containers/${encodeURIComponent(id)}/json`, ...(signal === undefined ? {} : { signal }) },
    Inspected
  )
  return {
    id: Id,
    name: Name.replace(/^\//, ''),
    // A paused one and one between two restarts count as running, as docker counts them.
    running: State.Running,
    paused: State.Paused,
    autoRemove: HostConfig?.AutoRemove ?? false,
    mounts: Mounts.map((mount) => ({ type: mount.Type, name: mount.Name, target: mount.Destination })),
    created: Date.parse(Created),
    startedEver: Date.parse(State.StartedAt) > 0
  }
}
