/** What the engine is made of, as `docker version` prints it of the server. */
import * as v from 'valibot'
import type { EngineVersion } from '../../../contract/system/model'
import type { Engine } from '../../engine/engine'
import { flag, listOf, mapOf, maybe, text } from '../../engine/schema'

const Details = mapOf(v.string())
const Version = v.object({
  Platform: maybe(v.object({ Name: text() })),
  Components: listOf(v.object({ Name: v.string(), Version: text(), Details })),
  Version: text(),
  ApiVersion: text(),
  MinAPIVersion: text(),
  GoVersion: text(),
  GitCommit: text(),
  BuildTime: text(),
  Os: text(),
  Arch: text(),
  KernelVersion: text(),
  Experimental: flag()
})

export async function engineVersion(engine: Engine, signal: AbortSignal): Promise<EngineVersion> {
  const { Platform, Components, ...engineItself } = await engine.get({ path: '/version', signal }, Version)
  const { Version: version, Experimental, ...rest } = engineItself
  const parts =
    Components.length > 0
      ? Components.map(({ Name, Version, Details }) => ({ name: Name, version: Version, details: detailsOf(Details) }))
      : // Engines that name no parts, as some of Podman's.
        [{ name: 'Engine', version, details: detailsOf({ ...rest, Experimental: String(Experimental) }) }]
  return { platform: Platform?.Name ?? '', parts }
}

const detailsOf = (details: Readonly<Record<string, string>>): EngineVersion['parts'][number]['details'] =>
  Object.entries(details).flatMap(([name, value]) => (value === '' ? [] : [{ name, value }]))
