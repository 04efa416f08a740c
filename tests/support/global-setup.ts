/** One engine and one registry for all the files of a run; gone with it, however it ends. */
import type { TestProject } from 'vitest/node'
import { startThrowaway } from '../../build/engine/throwaway.mjs'
import { publishTestImages } from './images'
import { startRegistry } from './registry'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const registry = await startRegistry()
  const [digests, engine] = await Promise.all([
    publishTestImages(registry.url),
    startThrowaway({ registryMirror: registry.url })
  ])
  project.provide('registry', { address: registry.address, url: registry.url, digests })
  project.provide('engine', { socketPath: engine.socketPath, host: engine.host })
  return async () => {
    await engine.stop()
    await registry.stop()
  }
}
