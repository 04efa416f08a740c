/** A volume of ours, or one that we were to fill, goes. */
import type { Engine } from '../../../engine/engine'
import { send } from '../../../engine/send'
import { leaveVolume } from '../helper/volume-browsers'
import { volumePath } from '../volumes-mirror'

/** Throws FailureError. */
export async function removeVolume(engine: Engine, name: string): Promise<void> {
  await leaveVolume(engine, name)
  await send(engine, { method: 'DELETE', path: volumePath(name) })
}
