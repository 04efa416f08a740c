/** Registries that drop the connection, lie, go on for ever or send anything at all: each ends in words, and costs no more. */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { registriesHandlers } from '../../../electron/features/registries/handlers'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { nameLimit } from '../../../electron/registries/catalog'
import { sharedEngine } from '../../support/engine'
import { json, startHostileRegistry, type HostileRegistry } from '../../support/hostile-registry'
import { callContext, collect, connectTo, connection } from '../../support/on-engine'
import { makeRegistries, type TestRegistries } from '../../support/registries'

type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => void
let engine: ReturnType<typeof connectTo>
let known: TestRegistries
let handlers: ReturnType<typeof registriesHandlers>
let server: HostileRegistry | undefined

beforeAll(() => {
  engine = connectTo(sharedEngine().socketPath)
})
afterAll(() => engine?.engine.dispose())
beforeEach(() => {
  known = makeRegistries()
  handlers = registriesHandlers({ engines: engine.engines, chosen: createChosenFiles(), ...known })
})
afterEach(async () => {
  await server?.stop()
  known.remove()
})
const begin = async (answer: Answer): Promise<string> => {
  server = await startHostileRegistry(answer)
  return server.address
}
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
const listOf = (registry: string) => collect((context) => handlers.repositories({ connection, registry }, context))
const sha = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`
const tagOf = (registry: string, tag = 'x') =>
  handlers.tag({ connection, registry, repository: 'a', tag }, callContext())

describe('a list', () => {
  it('that never ends is read up to a limit', async () => {
    let page = 0
    const registry = await begin((_request, response, url) => {
      if (!url.pathname.endsWith('/_catalog')) return json(response, {})
      page++
      const repositories = Array.from({ length: 5_000 }, (_, index) => `r${page}/${index}`)
      return json(response, { repositories }, { Link: `</v2/_catalog?last=r${page}&n=1000>; rel="next"` })
    })
    const list = listOf(registry)
    await list.ended
    expect(list.items.at(-1)).toEqual({ kind: 'cut', count: nameLimit })
    expect(list.items.reduce((sum, item) => sum + (item.kind === 'names' ? item.names.length : 0), 0)).toBe(nameLimit)
  })

  it('that leads in a circle, or elsewhere, ends', async () => {
    const registry = await begin((_request, response) =>
      json(response, { repositories: ['a', 'b'] }, { Link: '<http://192.0.2.1/v2/_catalog?last=b>; rel="next"' })
    )
    const list = listOf(registry)
    await list.ended
    expect(list.items.flatMap((item) => (item.kind === 'names' ? item.names : []))).toEqual(['a', 'b'])
    expect(server?.asked.filter((line) => line.startsWith('GET /v2/_catalog'))).toEqual([
      'GET /v2/_catalog?n=1000',
      'GET /v2/_catalog?last=b'
    ])
  })

  it('leaves out names that no image can have, and says how many', async () => {
    const names = ['ok/name', '../../etc/passwd', 'a b', '<script>', '\u202egnp', 'UPPER', '', 'x'.repeat(300), 7, null]
    const registry = await begin((_request, response) => json(response, { repositories: names }))
    const list = listOf(registry)
    await list.ended
    expect(list.items).toEqual([{ kind: 'names', names: ['ok/name'], strange: 7 }])
  })

  it.each([
    ['a page of a proxy', (response: ServerResponse) => response.end('<html>Welcome</html>')],
    ['another shape', (response: ServerResponse) => response.end('[1,2,3]')],
    ['nothing', (response: ServerResponse) => response.end()]
  ])('that is %s is told from one', async (_what, answer) => {
    const registry = await begin((_request, response) => void answer(response))
    const ended = await failureOf(listOf(registry).ended)
    expect([undefined, 'network']).toContain((ended as { kind?: string } | undefined)?.kind)
  })

  it('that breaks off in the middle, or is shorter than it says, is a lost connection', async () => {
    for (const breakOff of [
      (response: ServerResponse) => response.socket?.destroy(),
      (response: ServerResponse) => {
        response.writeHead(200, { 'Content-Length': '1000' })
        response.write('{"repositories":["a"')
        setImmediate(() => response.socket?.destroy())
      }
    ]) {
      const registry = await begin((_request, response) => void breakOff(response))
      expect(await failureOf(listOf(registry).ended)).toMatchObject({ kind: 'network', host: registry })
      await server?.stop()
    }
  })

  it('that is too long for one page costs no more than the limit', async () => {
    const registry = await begin((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 'a')
      response.writeHead(200)
      const write = (): void => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', write)
      }
      write()
    })
    expect(await failureOf(listOf(registry).ended)).toMatchObject({ kind: 'network' })
  })

  it('is given up when the window closes it', async () => {
    const registry = await begin(() => undefined)
    const list = listOf(registry)
    await expect.poll(() => server?.asked.length).toBeGreaterThan(0)
    await list.close()
    expect(await failureOf(list.ended)).toMatchObject({ kind: 'cancelled' })
  })

  it('that is asked for too often says until when', async () => {
    const registry = await begin((_request, response) => {
      response.writeHead(429, { 'Retry-After': '120' })
      response.end()
    })
    const failure = (await failureOf(listOf(registry).ended)) as { kind: string; until: number }
    expect(failure.kind).toBe('rate-limited')
    expect(failure.until - Date.now() / 1000).toBeGreaterThan(100)
  })

  it.each([403, 404, 405])('that is hidden behind %i is told from a registry that is none', async (status) => {
    const hidden = await begin((_request, response, url) => {
      if (url.pathname === '/v2/') return json(response, {})
      response.writeHead(status)
      return response.end()
    })
    const list = listOf(hidden)
    await list.ended
    expect(list.items).toEqual([{ kind: 'hidden', message: `HTTP ${status}` }])
    await server?.stop()
    const none = await begin((_request, response) => {
      response.writeHead(404)
      response.end('no registry')
    })
    expect(await failureOf(listOf(none).ended)).toMatchObject({ kind: 'not-found' })
  })
})

describe('a connection that is kept', () => {
  it('and that the registry lets go just then, is made anew', async () => {
    const used = new Set<unknown>()
    const registry = await begin((request, response) => {
      if (used.has(request.socket)) return void request.socket.destroy()
      used.add(request.socket)
      return json(response, {})
    })
    const on = await known.client.open(registry)
    for (let turn = 0; turn < 3; turn++) expect((await on.ask({ path: '/v2/', scope: '' })).status).toBe(200)
    expect(used.size).toBe(3)
  })
})

describe('an image', () => {
  const config = JSON.stringify({ os: 'linux', architecture: 'amd64', created: 'not a date' })
  const image = (size: unknown) =>
    JSON.stringify({
      schemaVersion: 2,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: sha(config), size: 1 },
      layers: [
        { mediaType: 'x', digest: sha('layer'), size },
        { digest: sha('other'), size: 10 }
      ]
    })
  const serve = (manifest: string, more: { digest?: string; config?: string } = {}): Answer => {
    return (_request, response, url) => {
      if (url.pathname.includes('/blobs/')) return response.end(more.config ?? config)
      if (!url.pathname.includes('/manifests/')) return json(response, {})
      response.writeHead(200, {
        'Content-Type': 'application/vnd.oci.image.manifest.v1+json',
        'Docker-Content-Digest': more.digest ?? sha(manifest)
      })
      return response.end(manifest)
    }
  }

  it.each([
    [5, 15],
    [-5, undefined],
    ['5', undefined],
    [1e300, undefined],
    [null, undefined],
    [0.5, undefined]
  ])('whose layer claims %j bytes has %s', async (size, whole) => {
    const described = await tagOf(await begin(serve(image(size))))
    expect(described.size).toBe(whole)
    expect(described).toMatchObject({ kind: 'image', platforms: [{ os: 'linux', architecture: 'amd64' }] })
    expect(described.created).toBeUndefined()
  })
  it('that is not what its digest says is refused', async () => {
    expect(await failureOf(tagOf(await begin(serve(image(1), { digest: sha('other') }))))).toMatchObject({
      kind: 'network',
      message: expect.stringContaining('not what its digest says') as string
    })
    await server?.stop()
    expect(await failureOf(tagOf(await begin(serve(image(1), { config: '{}' }))))).toMatchObject({ kind: 'network' })
  })
  it.each(['', 'null', '[]', '7', '{}', '{"manifests":7}', '{"layers":{}}', '\u0000'])(
    'of %j is no image',
    async (text) => {
      const failure = await failureOf(tagOf(await begin(serve(text))))
      expect([undefined, 'network']).toContain((failure as { kind?: string } | undefined)?.kind)
    }
  )
  it('of thousands of platforms is read no further than anybody builds for', async () => {
    const manifests = Array.from({ length: 2_000 }, (_, index) => ({
      digest: sha(String(index)),
      platform: { os: 'linux', architecture: `a${index}` }
    }))
    const registry = await begin(serve(JSON.stringify({ schemaVersion: 2, manifests })))
    const described = await tagOf(registry)
    expect(described.platforms).toHaveLength(500)
    expect(server?.asked.length).toBeLessThan(300)
  })
})

describe('a sign-in', () => {
  const challenge = (realm: string): Answer => {
    return (_request, response) => {
      response.writeHead(401, { 'WWW-Authenticate': `Bearer realm="${realm}",service="x"` })
      response.end()
    }
  }
  it.each(['file:///etc/passwd', 'javascript:1', 'no address', 'ftp://192.0.2.1/x'])(
    'is never asked for at %s',
    async (realm) => {
      expect(await failureOf(listOf(await begin(challenge(realm))).ended)).toMatchObject({ kind: 'network' })
    }
  )
  it('that is asked for without end is refused once', async () => {
    const registry = await begin((request, response, url) => {
      if (url.pathname === '/token') return json(response, { token: 'never' })
      return challenge(`http://${request.headers.host ?? ''}/token`)(request, response, url)
    })
    await known.signIns.keep(registry, { username: 'ann', secret: 'secret' }, true)
    expect(await failureOf(listOf(registry).ended)).toMatchObject({ kind: 'auth-required' })
    expect(server?.asked.length).toBeLessThan(15)
  })
  it('whose token would smuggle a header is refused', async () => {
    const registry = await begin((request, response, url) => {
      if (url.pathname === '/token') return json(response, { token: 'a\r\nX-Evil: 1' })
      return challenge(`http://${request.headers.host ?? ''}/token`)(request, response, url)
    })
    expect(await failureOf(listOf(registry).ended)).toMatchObject({ kind: 'network' })
  })
  it('stays with its own host when a blob is kept elsewhere', async () => {
    const elsewhere = await startHostileRegistry((request, response) =>
      json(response, { authorization: request.headers.authorization ?? null })
    )
    try {
      const registry = await begin((request, response) => {
        if (request.headers.authorization === undefined) {
          response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' })
          return response.end()
        }
        response.writeHead(307, { Location: `http://${elsewhere.address}/blob` })
        return response.end()
      })
      await known.signIns.keep(registry, { username: 'ann', secret: 'secret' }, true)
      const on = await known.client.open(registry)
      const answer = await on.ask({ path: '/v2/a/blobs/x', scope: '' })
      expect(JSON.parse(answer.body.toString('utf8'))).toEqual({ authorization: null })
    } finally {
      await elsewhere.stop()
    }
  })
})
