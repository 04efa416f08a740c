/** A volume to another engine: what one packs, the other unpacks, and nothing lies on a disk between them. */
import type { Kept, KeepProgress } from '../../../../contract/volumes/keep/model'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import type { TaskContext } from '../../../ipc/handlers'
import { removeVolumes } from '../remove'
import { copyVolume } from './copy-volume'

/** Milliseconds that an engine which nobody has used yet gets to answer. */
const dialTime = 20_000

export interface Sending {
  readonly source: Engine
  readonly volume: string
  readonly target: Engine
  readonly name: string
  /** The source's own goes once the target has all of it. */
  readonly remove: boolean
}

/** Throws FailureError. Where only the removal fails, the copy stays there. */
export async function sendVolume(
  { source, volume, target, name, remove }: Sending,
  context: Pick<TaskContext<KeepProgress>, 'signal' | 'report'>
): Promise<Kept & { readonly volume: string }> {
  await target.connected(AbortSignal.any([context.signal, AbortSignal.timeout(dialTime)])).catch((error: unknown) => {
    context.signal.throwIfAborted()
    const { state } = target
    if (state.kind === 'unreachable') throw new FailureError(state.failure)
    throw error
  })
  const plain = { name, driver: '', options: [], labels: [] }
  const kept = await copyVolume({ engine: source, volume }, { engine: target, volume: plain }, context)
  if (!remove) return kept
  const { failed } = await removeVolumes(source, [volume])
  const [first] = failed
  if (first !== undefined) throw new FailureError(first.failure)
  return kept
}
