/** Engines and registries that go away in the middle of a push, a pull or a send: it is said which, and nothing half-done stays. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { PullProgress } from '../../../contract/images/model'
import type { Engines } from '../../../electron/engine/engine'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { startBrokenEngine } from '../../support/broken-engine'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { startHostileRegistry } from '../../support/hostile-registry'
import { connection, connectTo, taskContext } from '../../support/on-engine'

let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof imagesHandlers>
const cleanup: Array<() => unknown> = []

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  await docker('pull', '-q', 'busybox')
  client = connectTo(throwaway.socketPath)
  handlers = imagesHandlers(client)
})
afterEach(async () => {
  for (const clean of cleanup.splice(0).reverse()) await clean()
})
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
})
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )

const manifestType = 'application/vnd.docker.distribution.manifest.v2+json'
const digest = (character: string): string => `sha256:${character.repeat(64)}`
const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: manifestType,
  config: { mediaType: 'application/vnd.docker.container.image.v1+json', size: 50, digest: digest('c') },
  layers: [{ mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip', size: 1_000_000, digest: digest('d') }]
})

/** `cut`: the connection ends in the middle of a layer; `spoil`: it has other bytes than its digest says. */
async function registry(weather: 'cut' | 'spoil'): Promise<string> {
  const server = await startHostileRegistry((_request, response, url) => {
    if (url.pathname.includes('/manifests/'))
      return response.writeHead(200, { 'Content-Type': manifestType }).end(manifest)
    if (!url.pathname.includes('/blobs/')) return response.writeHead(200).end('{}')
    if (url.pathname.endsWith(digest('c'))) return response.writeHead(200).end('x'.repeat(50))
    response.writeHead(200, { 'Content-Length': '1000000' })
    if (weather === 'spoil') return response.end(Buffer.alloc(1_000_000, 7))
    response.write(Buffer.alloc(10_000), () => response.socket?.destroy())
  })
  cleanup.push(() => server.stop())
  return server.address
}

it.each(['cut', 'spoil'] as const)(
  'a pull from a registry that does this (%s) fails, and leaves no image',
  async (weather) => {
    const reference = `${await registry(weather)}/box:1`
    const context = taskContext<PullProgress>()
    const failure = await failureOf(handlers.pull({ connection, reference }, context))
    expect(failure).toMatchObject({ kind: expect.stringMatching(/network|engine-error/) as string })
    expect((failure as { message: string }).message).not.toBe('')
    expect(await docker('images', '-q', reference)).toBe('')
  },
  60_000
)

it('a push whose engine is killed is lost, and works again after it is back', async () => {
  // The registry takes what is asked, and answers nothing: the push hangs there.
  const server = await startHostileRegistry((request, response, url) => {
    if (url.pathname === '/v2/') response.writeHead(200).end('{}')
    else request.resume()
  })
  cleanup.push(() => server.stop())
  const reference = `${server.address}/box:1`
  await docker('tag', 'busybox', reference)
  const pushing = failureOf(handlers.push({ connection, reference }, taskContext<PullProgress>()))
  await expect.poll(() => server.asked.length, { timeout: 10_000 }).toBeGreaterThan(1)
  await throwaway.kill()
  expect(await pushing).toMatchObject({ kind: 'engine-unreachable' })
  await throwaway.start()
  await client.engine.connected()
  expect(await docker('images', '-q', 'busybox')).not.toBe('')
}, 60_000)

it('a push to a registry that drops every connection fails with its name', async () => {
  const server = await startHostileRegistry((_request, response) => response.socket?.destroy())
  cleanup.push(() => server.stop())
  const reference = `${server.address}/dropped:1`
  await docker('tag', 'busybox', reference)
  const failure = await failureOf(handlers.push({ connection, reference }, taskContext<PullProgress>()))
  expect(failure).toMatchObject({ kind: expect.stringMatching(/network|engine-error/) as string })
}, 60_000)

it.each(['source', 'target'] as const)(
  'sending says that the %s was lost',
  async (side) => {
    const image = { id: digest('a'), reference: 'box:1' }
    const source = await startBrokenEngine({
      '/images/get'(response) {
        response.writeHead(200).write(Buffer.alloc(100_000))
        if (side === 'source') setTimeout(() => void source.kill(), 50)
      }
    })
    const target = await startBrokenEngine({
      '/images/load'(_response, request) {
        request.resume()
        if (side === 'target') request.once('data', () => void target.kill())
      }
    })
    const [first, second] = [connectTo(source.socketPath), connectTo(target.socketPath)]
    cleanup.push(
      () => source.stop(),
      () => target.stop(),
      () => first.engine.dispose(),
      () => second.engine.dispose()
    )
    const engines = { get: (id: string) => (id === 'first' ? first : second).engine } as Engines
    const both = imagesHandlers({ engines, chosen: createChosenFiles() })
    const sending = both.send(
      { connection: 'first', images: [image], target: 'second' },
      taskContext<{ bytes: number }>()
    )
    expect(await failureOf(sending)).toMatchObject({
      kind: 'engine-unreachable',
      message: expect.stringMatching(new RegExp(`^${side}: `)) as string
    })
  },
  30_000
)
