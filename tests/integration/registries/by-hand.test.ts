/** The line that the window shows for a deletion, which docker has no command for, run as it stands against real registries. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Engine, Engines } from '../../../electron/engine/engine'
import { registriesHandlers } from '../../../electron/features/registries/handlers'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { deleteLine } from '../../../renderer/features/registries/browse/delete-line'
import { makeCertificates, type Certificates } from '../../support/certificates'
import { sharedEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo } from '../../support/on-engine'
import { makeRegistries, type TestRegistries } from '../../support/registries'
import { startRegistry, type Registry } from '../../support/registry'
import { startTokenServer, type TokenServer } from '../../support/token-server'

const { host, socketPath } = sharedEngine()
const run = promisify(execFile)
let client: ReturnType<typeof connectTo>
let known: TestRegistries
beforeAll(() => {
  client = connectTo(socketPath)
})
afterAll(() => client?.engine.dispose())
beforeEach(() => {
  known = makeRegistries()
})
afterEach(() => known.remove())

const chosen = createChosenFiles()
/** `team/app:1`, by the docker CLI with the sign-in that the app keeps. */
async function push({ address }: Registry): Promise<void> {
  const docker = (...args: string[]) => run('docker', ['--config', known.folder, '-H', host, ...args])
  const name = `${address}/team/app:1`
  await docker('pull', '-q', 'hello-world')
  await docker('tag', 'hello-world', name)
  await docker('push', '-q', name)
  await docker('rmi', name)
}
/** Deletes `team/app:1` by the line alone. curl would ask for the password: it is given in its place. */
async function deleteByHand(registry: string, engines: Engines = client.engines): Promise<string> {
  const handlers = registriesHandlers({ engines, chosen, ...known })
  const scope = { connection, registry, repository: 'team/app' }
  const { digest } = await handlers.tag({ ...scope, tag: '1' }, callContext())
  const line = deleteLine(await handlers.way({ connection, registry }, callContext()), { ...scope, digest })
  const whole = line.replaceAll('-u ann', '-u ann:secret').replace('curl -X DELETE', 'curl -sS --fail -X DELETE')
  await run('sh', ['-c', whole])
  const tags = collect((context) => handlers.tags(scope, context))
  await tags.ended.catch(() => undefined)
  expect(tags.items.flatMap((item) => (item.kind === 'names' ? item.names : []))).toEqual([])
  return line
}

it('of an open registry', async () => {
  const registry = await startRegistry()
  try {
    await push(registry)
    expect(await deleteByHand(registry.address)).toMatch(/^curl -X DELETE http:\/\/127\.0\.0\.1/)
  } finally {
    await registry.stop()
  }
})

describe('of a registry with tokens', () => {
  let server: TokenServer
  let registry: Registry
  beforeAll(async () => {
    server = await startTokenServer({ users: { ann: { password: 'secret', may: ['pull', 'push', 'delete', '*'] } } })
    registry = await startRegistry({ token: server.token })
  })
  afterAll(async () => {
    await registry?.stop()
    await server?.stop()
  })
  it('gets a token with the sign-in, and deletes with it', async () => {
    await known.signIns.keep(registry.address, { username: 'ann', secret: 'secret' }, true)
    const handlers = registriesHandlers({ engines: client.engines, chosen, ...known })
    await push(registry)
    expect(await handlers.way({ connection, registry: registry.address }, callContext())).toMatchObject({
      username: 'ann',
      token: { realm: server.token.realm }
    })
    expect(await deleteByHand(registry.address)).toContain('token=$(curl -sG -u ann ')
  })
})

describe('of a registry over TLS with passwords', () => {
  let certificates: Certificates
  let registry: Registry
  beforeAll(async () => {
    certificates = await makeCertificates()
    registry = await startRegistry({ tls: certificates.server, users: { ann: 'secret' } })
  })
  afterAll(async () => {
    await registry?.stop()
    await certificates?.remove()
  })
  beforeEach(async () => {
    await known.signIns.keep(registry.address, { username: 'ann', secret: 'secret' }, true)
    await push(registry)
  })

  it('believes the authority that was chosen, and asks as who is signed in', async () => {
    chosen.add(certificates.server.ca)
    // Loopback is insecure by docker's rule: this engine knows no exception.
    const info = { RegistryConfig: { IndexConfigs: { [registry.address]: { Secure: true } } } }
    const strict = { get: () => ({ get: async () => info }) as unknown as Engine } as Engines
    const handlers = registriesHandlers({ engines: strict, chosen, ...known })
    const trust = { kind: 'authority', file: certificates.server.ca } as const
    await handlers.trust({ registry: registry.address, trust }, callContext())
    expect(await deleteByHand(registry.address, strict)).toMatch(
      new RegExp(`^curl -X DELETE --cacert ${certificates.server.ca} -u ann https://`)
    )
  })
  it('looks at no certificate where the engine does not', async () => {
    expect(await deleteByHand(registry.address)).toMatch(/^curl -X DELETE --insecure -u ann https:/)
  })
})
