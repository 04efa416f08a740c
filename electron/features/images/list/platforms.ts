/** What images were built for: an id never changes its mind, so each is asked for once. */
import * as v from 'valibot'
import type { ImagePlatform } from '../../../../contract/images/list/api'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { text } from '../../../engine/schema'

const Inspected = v.object({ Os: text(), Architecture: text(), Variant: text() })
type Inspected = v.InferOutput<typeof Inspected>

/** How many are asked for at the same time. */
const width = 6
/** Remembered at most, over all engines. */
const limit = 10_000

/** What a processor runs by itself beside its own. */
const also: Readonly<Record<string, readonly string[]>> = { amd64: ['386'], arm64: ['arm'] }
/** The kernel's words for what images call otherwise. */
const families: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm', i386: '386' }

/** Only where both are known can it be said. */
export function isForeign(image: { os: string; arch: string }, engine: { os: string; arch: string }): boolean {
  if (image.arch === '' || engine.arch === '') return false
  const arch = families[engine.arch] ?? engine.arch
  const system = engine.os === '' || image.os === '' || engine.os === image.os
  return !system || (image.arch !== arch && !(also[arch] ?? []).includes(image.arch))
}

const known = new Map<string, Inspected>()

export async function platformsOf(
  engine: Engine,
  ids: readonly string[],
  signal: AbortSignal
): Promise<ImagePlatform[]> {
  const { state } = engine
  const machine = 'capabilities' in state ? state.capabilities : { os: '', arch: '' }
  const found: ImagePlatform[] = []
  const waiting = [...ids]
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const image = known.get(id) ?? (await ask(engine, id, signal))
      if (image === undefined) continue
      known.set(id, image)
      const platform = [image.Os, image.Architecture, image.Variant].filter((part) => part !== '').join('/')
      const foreign = isForeign({ os: image.Os, arch: image.Architecture }, machine)
      found.push({ id, platform, foreign })
    }
  }
  await Promise.all(Array.from({ length: width }, work))
  for (const id of [...known.keys()].slice(0, Math.max(0, known.size - limit))) known.delete(id)
  return found
}

/** Undefined where it is not there any more. */
async function ask(engine: Engine, id: string, signal: AbortSignal): Promise<Inspected | undefined> {
  try {
    return await engine.get({ path: `/images/${encodeURIComponent(id)}/json`, signal }, Inspected)
  } catch (error) {
    if (error instanceof FailureError && error.failure.kind === 'not-found') return undefined
    throw error
  }
}
