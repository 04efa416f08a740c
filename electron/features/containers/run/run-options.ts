/** A container's `docker run` given back: from its own inspect, its image's, and what the engine fills in by itself. */
import * as v from 'valibot'
import { runFromInspect, type EngineDefaults, type RunAgain } from '../../../../contract/containers/run-from-inspect'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { text } from '../../../engine/schema'

const Whole = v.record(v.string(), v.unknown())
const Info = v.object({
  Name: text(),
  LoggingDriver: text(),
  DefaultRuntime: text(),
  CgroupVersion: text('1'),
  Architecture: text()
})

/** Throws FailureError (not-found) where the container is gone; an image that is gone is said in `lost`. */
export async function runOptionsOf(engine: Engine, id: string, signal: AbortSignal): Promise<RunAgain> {
  const [container, info] = await Promise.all([
    engine.get({ path: `/containers/${id}/json`, signal }, Whole),
    engine.get({ path: '/info', signal }, Info)
  ])
  const image = typeof container['Image'] === 'string' ? container['Image'] : ''
  const found = await engine
    .get({ path: `/images/${encodeURIComponent(image)}/json`, signal }, Whole)
    .catch((error: unknown) => {
      if (error instanceof FailureError && error.failure.kind === 'not-found') return undefined
      throw error
    })
  return runFromInspect(container, found, defaultsOf(info))
}

const defaultsOf = (info: v.InferOutput<typeof Info>): EngineDefaults => ({
  hostName: info.Name,
  // Podman leaves out what Docker says.
  logDriver: info.LoggingDriver || 'json-file',
  runtime: info.DefaultRuntime || 'runc',
  cgroupVersion: info.CgroupVersion,
  architecture: info.Architecture
})
