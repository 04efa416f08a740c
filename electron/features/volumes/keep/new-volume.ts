/** A volume that is made to be filled: where that fails, nothing is left of it. */
import type { CreateVolumeRequest } from '../../../../contract/volumes/making/api'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import type { VolumeBrowser } from '../helper/volume-browser'
import { withVolume } from '../helper/volume-browsers'
import { createBody } from '../making/create-body'
import { ListedVolume } from '../rows'
import { volumePath } from '../volumes-mirror'
import { fillsLabel, withMark } from './mark'
import { removeVolume } from './remove-volume'

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
  return withMark(
    engine,
    fillsLabel,
    name,
    async () => {
      const body = createBody(volume)
      await engine.get({ method: 'POST', path: '/volumes/create', body, timeLimit: 0, signal }, ListedVolume)
      return withVolume(engine, name, work)
    },
    async () => {
      if ((await findVolume(engine, name, new AbortController().signal)) !== undefined) await removeVolume(engine, name)
    }
  )
}
