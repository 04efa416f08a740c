/** Which certificates a registry over TLS is believed by: the usual ones, certs.d, a chosen authority, any. */
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../../electron/engine/engine'
import { registriesHandlers } from '../../../electron/features/registries/handlers'
import { createChosenFiles, type ChosenFiles } from '../../../electron/platform/chosen-files'
import { makeCertificates, type Certificates } from '../../support/certificates'
import { sharedEngine } from '../../support/engine'
import { callContext, connectTo, connection } from '../../support/on-engine'
import { makeRegistries, type TestRegistries } from '../../support/registries'
import { startRegistry, type Registry } from '../../support/registry'

let engine: ReturnType<typeof connectTo>
let known: TestRegistries
let chosen: ChosenFiles
let handlers: ReturnType<typeof registriesHandlers>

beforeAll(() => {
  engine = connectTo(sharedEngine().socketPath)
})
afterAll(() => engine?.engine.dispose())
beforeEach(() => {
  known = makeRegistries()
  chosen = createChosenFiles()
  handlers = registriesHandlers({ engines: engine.engines, chosen, ...known })
})
afterEach(() => known.remove())

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )

describe('a registry over TLS', () => {
  let certificates: Certificates
  let registry: Registry
  let address: string
  beforeAll(async () => {
    certificates = await makeCertificates()
    registry = await startRegistry({ tls: certificates.server, users: { ann: 'secret' } })
    address = registry.address
  })
  afterAll(async () => {
    await registry?.stop()
    await certificates?.remove()
  })
  beforeEach(async () => {
    await known.signIns.keep(address, { username: 'ann', secret: 'secret' }, true)
  })
  /** Loopback is insecure by docker's rule: a strict engine is one that knows no exception. */
  const strictly = async (work: (client: TestRegistries['client']) => Promise<unknown>) => {
    const strict = { get: async () => ({ RegistryConfig: { IndexConfigs: { [address]: { Secure: true } } } }) }
    return failureOf(work({ ...known.client, open: (name) => known.client.open(name, strict as unknown as Engine) }))
  }
  const look = (client: TestRegistries['client']) =>
    client.open(address).then((on) => on.ask({ path: '/v2/', scope: '' }))

  it('is not believed where nobody vouches for its certificate', async () => {
    expect(await strictly(look)).toMatchObject({ kind: 'network', reason: 'certificate' })
  })
  it('is believed by an authority in certs.d', async () => {
    const folder = join(known.folder, '.docker', 'certs.d', address)
    mkdirSync(folder, { recursive: true })
    copyFileSync(certificates.server.ca, join(folder, 'ca.crt'))
    expect(await strictly(look)).toBeUndefined()
    expect((await handlers.view({ connection, registry: address }, callContext())).certificates).toMatchObject([
      { path: join(folder, 'ca.crt'), subject: expect.stringContaining('Escale test authority') as string }
    ])
  })
  it('is believed by an authority that one has chosen, and only then', async () => {
    const { ca: file } = certificates.server
    const request = { registry: address, trust: { kind: 'authority' as const, file } }
    expect(await failureOf(handlers.trust(request, callContext()))).toMatchObject({ kind: 'permission-denied' })
    chosen.add(file)
    expect(await handlers.trust(request, callContext())).toEqual({
      registry: address,
      trust: { kind: 'authority', file }
    })
    expect(await strictly(look)).toBeUndefined()
    chosen.add(certificates.server.key)
    const key = { registry: address, trust: { kind: 'authority' as const, file: certificates.server.key } }
    expect(await failureOf(handlers.trust(key, callContext()))).toMatchObject({ kind: 'invalid-input', field: 'file' })
  })
  it('is believed blindly where one has said so, or the engine does', async () => {
    expect(
      await failureOf(look({ ...known.client, open: (name) => known.client.open(name, engine.engine) }))
    ).toBeUndefined()
    await handlers.trust({ registry: address, trust: { kind: 'insecure' } }, callContext())
    expect(await strictly(look)).toBeUndefined()
  })
  it('is told from a server that speaks no TLS', async () => {
    const open = await startRegistry()
    try {
      const strict = { get: async () => ({ RegistryConfig: { IndexConfigs: { [open.address]: { Secure: true } } } }) }
      const on = await known.client.open(open.address, strict as unknown as Engine)
      expect(await failureOf(on.ask({ path: '/v2/', scope: '' }))).toMatchObject({ kind: 'network', reason: 'plain' })
    } finally {
      await open.stop()
    }
  })
  it('knows this computer by the certificate in certs.d, where it asks for one', async () => {
    const strict = await startRegistry({ tls: { ...certificates.server, clients: certificates.server.ca } })
    try {
      const look = async () => (await known.client.open(strict.address, engine.engine)).ask({ path: '/v2/', scope: '' })
      expect(await failureOf(look())).toMatchObject({ kind: 'network' })
      const folder = join(known.folder, '.docker', 'certs.d', strict.address)
      mkdirSync(folder, { recursive: true })
      copyFileSync(certificates.server.ca, join(folder, 'ca.crt'))
      copyFileSync(join(certificates.clientFolder, 'cert.pem'), join(folder, 'client.cert'))
      copyFileSync(join(certificates.clientFolder, 'key.pem'), join(folder, 'client.key'))
      expect(await failureOf(look())).toBeUndefined()
    } finally {
      await strict.stop()
    }
  })
})
