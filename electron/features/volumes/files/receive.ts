/** A folder of the volume that somebody else fills, and that then takes its place as a whole. */
import { FailureError } from '../../../engine/failure-error'
import type { VolumeBrowser } from '../helper/volume-browser'
import { ask } from './replies'

export interface Stage {
  /** In the volume's top. */
  readonly name: string
  /** Whose the folder is that it all goes to. */
  readonly owner: { readonly uid: number; readonly gid: number }
}

export interface Received {
  readonly folder: string
  readonly overwrite: boolean
  /** What will be in it, as names travel. */
  readonly names: readonly string[]
}

/** Throws what `fill` throws, once nothing of it is left, and FailureError as `unpack`: conflict (already) before anything is sent. */
export async function receive(
  browser: VolumeBrowser,
  { folder, overwrite, names }: Received,
  signal: AbortSignal,
  fill: (stage: Stage, signal: AbortSignal) => Promise<void>
): Promise<void> {
  const abort = new AbortController()
  let fulfil = (): void => undefined
  const filled = new Promise<void>((resolve) => (fulfil = resolve))
  let begin = (_stage: Stage): void => undefined
  const staged = new Promise<Stage>((resolve) => (begin = resolve))
  async function* input(): AsyncGenerator<Buffer, void> {
    await filled
    // Its end says that all is there.
    yield* []
  }
  const words = ['receive', folder, overwrite ? '1' : '0', ...names]
  const asked = ask(browser, 'write', words, { signal: abort.signal, input: input() }, (frame) => {
    if (frame.kind !== 'line' || frame.word !== 'stage') return
    const [name = '', uid, gid] = frame.fields
    begin({ name, owner: { uid: Number(uid), gid: Number(gid) } })
  })
  const early = asked.then((): never => {
    throw new FailureError({ kind: 'internal', message: 'It took its place before it was filled' })
  })
  early.catch(() => undefined)
  try {
    const stage = await Promise.race([staged, early])
    // A helper that goes meanwhile ends it too.
    await Promise.race([fill(stage, AbortSignal.any([signal, abort.signal])), early])
    signal.throwIfAborted()
    fulfil()
    await asked
  } catch (error) {
    abort.abort()
    fulfil()
    await asked.catch(() => undefined)
    throw error
  }
}
