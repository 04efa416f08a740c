/** A registry, or the engine, that goes away while one looks: what is known stays, and it is said what is lost. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { registriesHandlers } from '../../../electron/features/registries/handlers'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { collect, connectTo, connection } from '../../support/on-engine'
import { publish } from '../../support/publish'
import { makeRegistries, type TestRegistries } from '../../support/registries'
import { startRegistry, type Registry } from '../../support/registry'

let throwaway: ThrowawayEngine
let engine: ReturnType<typeof connectTo>
let registry: Registry
let known: TestRegistries
let handlers: ReturnType<typeof registriesHandlers>

beforeAll(async () => {
  throwaway = await throwawayEngine()
})
beforeEach(async () => {
  registry = await startRegistry()
  engine = connectTo(throwaway.socketPath)
  await engine.engine.connected()
  known = makeRegistries()
  handlers = registriesHandlers({ engines: engine.engines, chosen: createChosenFiles(), ...known })
  const layers = [{ createdBy: 'COPY', entries: [{ path: 'file', content: 'text' }] }]
  await publish(registry.url, { name: 'team/app', tags: ['1', '2'], layers, config: {} })
})
afterEach(async () => {
  engine.engine.dispose()
  known.remove()
  await registry.stop()
})
afterAll(() => throwaway?.stop())

const repositories = () =>
  collect((context) => handlers.repositories({ connection, registry: registry.address }, context))
const describeTags = () =>
  collect((context) =>
    handlers.describe({ connection, registry: registry.address, repository: 'team/app', tags: ['1', '2'] }, context)
  )

describe('the engine that is lost', () => {
  it('costs the browsing nothing: this computer asks the registry', async () => {
    await throwaway.kill()
    const list = repositories()
    await list.ended
    expect(list.items).toEqual([{ kind: 'names', names: ['team/app'], strange: 0 }])
    const tags = describeTags()
    await tags.ended
    expect(tags.items.map(({ kind }) => kind)).toEqual(['described', 'described'])
    await throwaway.start()
  })
})

describe('a registry that goes away', () => {
  it('is named, and answers again once it is back', async () => {
    const before = repositories()
    await before.ended
    await registry.stop()
    await expect(repositories().ended).rejects.toMatchObject({
      failure: { kind: 'network', host: registry.address, remedy: { kind: 'retry' } }
    })
    // Of several tags each says that it could not be read; none is made up.
    const tags = describeTags()
    await tags.ended
    expect(tags.items.map(({ kind }) => kind)).toEqual(['failed', 'failed'])
  })
})
