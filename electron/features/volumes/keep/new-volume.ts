/** A volume that is made to be filled: where that fails, nothing is left of it. */
import type { CreateVolumeRequest } from '../../../../contract/volumes/making/api'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { send } from '../../../engine/send'
import { logWarning } from '../../../platform/log'
import type { VolumeBrowser } from '../helper/volume-browser'
import { leaveVolume, withVolume } from '../helper/volume-browsers'
import { createBody } from '../making/create-body'
import { ListedVolume } from '../rows'
import { volumePath } from '../volumes-mirror'

/** Undefined where there is none of that name. */
export async function findVolume(engine: Engine, name: string, signal: AbortSignal): Promise<ListedVolume | undefined> {
  try {
    return await engine.get({ path: volumePath(name), signal }, ListedVolume)
  } catch (error) {
    if (error instanceof FailureError && error.failure.kind === 'not-found') return undefined
    throw error
  }
}

/** Throws FailureError: `conflict` (name-taken), and whatever the work fails with. */
export async function withNewVolume<T>(
  engine: Engine,
  volume: Omit<CreateVolumeRequest, 'connection'>,
  signal: AbortSignal,
  work: (browser: VolumeBrowser) => Promise<T>
): Promise<T> {
  const { name } = volume
  // The engine gives an existing one for a new one.
  if ((await findVolume(engine, name, signal)) !== undefined)
    throw new FailureError({
      kind: 'conflict',
      reason: 'name-taken',
      name,
      message: `There is a volume ${name} already`
    })
  await engine.get(
    { method: 'POST', path: '/volumes/create', body: createBody(volume), timeLimit: 0, signal },
    ListedVolume
  )
  try {
    return await withVolume(engine, name, work)
  } catch (error) {
    await removeVolume(engine, name).catch((fault: unknown) =>
      logWarning('A volume that was not filled could not be removed', fault)
    )
    throw error
  }
}

export async function removeVolume(engine: Engine, name: string): Promise<void> {
  await leaveVolume(engine, name)
  await send(engine, { method: 'DELETE', path: volumePath(name) })
}
