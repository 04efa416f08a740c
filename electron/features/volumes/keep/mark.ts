/**
 * An empty volume of ours says, to every Escale, that another one is being filled or replaced: what is left of that, where Escale or
 * the engine ends in the middle, is put in order by mend.ts.
 */
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { ownerLabel, ownLabel } from '../../../../contract/own'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { logWarning } from '../../../platform/log'
import { instance } from '../helper/instance'
import { removeVolume } from './remove-volume'

/** Its value is the volume that is replaced, or made to be filled. */
export const replacesLabel = 'app.escale.replaces'
export const fillsLabel = 'app.escale.fills'
export const tokenLabel = 'app.escale.token'

/** Those that this Escale works on now. */
export const atWork = new Set<string>()

export const markOf = (token: string): string => `escale-import-${token}`

/** Volumes that are being filled or replaced: what two bring at once, one of them would take away where it fails. */
const held = new WeakMap<Engine, Set<string>>()

function hold(engine: Engine, label: typeof replacesLabel | typeof fillsLabel, volume: string): () => void {
  const names = held.get(engine) ?? new Set()
  held.set(engine, names)
  if (names.has(volume))
    throw new FailureError({
      kind: 'conflict',
      reason: label === fillsLabel ? 'name-taken' : 'in-use',
      name: volume,
      message: `Something else is being put into the volume ${volume} now`
    })
  names.add(volume)
  return () => void names.delete(volume)
}

/**
 * `settle` puts in order what the work leaves where it fails; where that fails too, the mark stays. Throws FailureError: `conflict`
 * (name-taken, in-use) where the same is done to the volume already, and whatever the work fails with.
 */
export async function withMark<T>(
  engine: Engine,
  label: typeof replacesLabel | typeof fillsLabel,
  volume: string,
  work: (token: string) => Promise<T>,
  settle: (token: string) => Promise<unknown>
): Promise<T> {
  const token = randomBytes(8).toString('hex')
  const Labels = { [ownLabel]: 'import', [ownerLabel]: instance, [label]: volume, [tokenLabel]: token }
  const release = hold(engine, label, volume)
  atWork.add(token)
  try {
    const body = { Name: markOf(token), Driver: 'local', Labels }
    await engine.get({ method: 'POST', path: '/volumes/create', body, timeLimit: 0 }, v.unknown())
    const done = await work(token).catch(async (error: unknown) => {
      await settle(token)
        .then(() => removeVolume(engine, markOf(token)))
        .catch((fault: unknown) => logWarning('A volume could not be put back as it was', fault))
      throw error
    })
    // What is done is done: where the mark stays, the next connect finds all in order.
    await removeVolume(engine, markOf(token)).catch((fault: unknown) =>
      logWarning('The mark of a volume could not be removed', fault)
    )
    return done
  } finally {
    atWork.delete(token)
    release()
  }
}
