/** The list of images narrowed and measured as docker does it, and pulls of a platform or of every tag. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PullProgress } from '../../../contract/images/model'
import { isForeign } from '../../../electron/features/images/list/platforms'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { dockerOn } from '../../support/docker-cli'
import { sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { publishIndex } from '../../support/publish'
import { callContext, connection, connectTo, taskContext } from '../../support/on-engine'

const { address, url } = sharedRegistry()
let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof imagesHandlers>

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = imagesHandlers(client)
  await docker('pull', '-q', 'busybox')
  await docker('tag', 'busybox', 'team/box:1')
  await docker('tag', 'busybox', 'team/box:2')
  const container = await docker('create', 'busybox', 'true')
  await docker('commit', '--change', 'LABEL team=web', container, 'made:1')
  await docker('commit', container)
  await docker('rm', container)
})
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
})

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )

describe("docker's filters", () => {
  it.each([
    [{ reference: ['team/*:1'] }],
    [{ reference: ['busybox', 'made'] }],
    [{ dangling: ['true'] }],
    [{ label: ['team=web'] }],
    [{ label: ['team=web', 'other'] }],
    [{ since: ['busybox'] }],
    [{ before: ['made:1'] }],
    [{ dangling: ['false'], reference: ['*box*'] }]
  ])('%j leaves what docker leaves', async (filters: Record<string, string[]>) => {
    const words = Object.entries(filters).flatMap(([key, values]) =>
      values.flatMap((value) => ['--filter', `${key}=${value}`])
    )
    const lines = (await docker('images', '--no-trunc', '--format', '{{.ID}} {{.Repository}}:{{.Tag}}', ...words))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.replace(/(\S+) <none>:<none>$/, '$1 $1'))
    const ours = await handlers.matching({ connection, filters }, callContext())
    expect(ours.map(({ id, reference }) => `${id} ${reference}`).sort()).toEqual(lines.sort())
  })

  it('that name an image which is not there are refused in the engine’s words', async () => {
    expect(
      await failureOf(handlers.matching({ connection, filters: { since: ['nothing'] } }, callContext()))
    ).toMatchObject({ kind: expect.stringMatching(/not-found|engine-error/) as string })
  })
})

describe('what images share', () => {
  it('is what docker system df says', async () => {
    const sizes = await handlers.sizes({ connection }, callContext())
    const id = await docker('image', 'inspect', '--format', '{{.Id}}', 'busybox')
    const size = Number(await docker('image', 'inspect', '--format', '{{.Size}}', 'busybox'))
    const mine = sizes.find((one) => one.id === id)
    expect(mine?.shared).toBe(size)
    expect(mine?.unique).toBe(0)
    expect(new Set(sizes.map((one) => one.id)).size).toBe(sizes.length)
  })
})

describe('platforms', () => {
  it('are those that each image was built for; the one that is gone is left out', async () => {
    const id = await docker('image', 'inspect', '--format', '{{.Id}}', 'busybox')
    const words = await docker('image', 'inspect', '--format', '{{.Os}}/{{.Architecture}}', 'busybox')
    const found = await handlers.platforms({ connection, ids: [id, `sha256:${'0'.repeat(64)}`] }, callContext())
    expect(found.map((one) => one.id)).toEqual([id])
    expect(found[0]?.platform.startsWith(words)).toBe(true)
    expect(found[0]?.foreign).toBe(false)
  })

  it.each([
    ['linux', 'arm64', 'linux', 'amd64', true],
    ['linux', '386', 'linux', 'x86_64', false],
    ['linux', 'arm', 'linux', 'aarch64', false],
    ['windows', 'amd64', 'linux', 'amd64', true],
    ['', '', 'linux', 'amd64', false],
    ['linux', 'riscv64', '', '', false]
  ])('%s/%s on %s/%s is foreign: %s', (os, arch, engineOs, engineArch, foreign) => {
    expect(isForeign({ os, arch }, { os: engineOs, arch: engineArch })).toBe(foreign)
  })
})

describe('a pull', () => {
  it('brings every tag where it is asked to', async () => {
    for (const tag of ['1', '2']) await docker('push', '-q', await retag(`${address}/every/box:${tag}`))
    await docker('rmi', `${address}/every/box:1`, `${address}/every/box:2`)
    const request = { connection, reference: `${address}/every/box`, allTags: true }
    const { reference } = await handlers.pull(request, taskContext<PullProgress>())
    expect(reference).toBe(`${address}/every/box`)
    const tags = await docker('images', '--format', '{{.Tag}}', `${address}/every/box`)
    expect(tags.split('\n').sort()).toEqual(['1', '2'])
    expect(
      await failureOf(handlers.pull({ ...request, reference: `${address}/every/box:1` }, taskContext<PullProgress>()))
    ).toMatchObject({ kind: 'invalid-input', field: 'reference' })
  })

  it('asks for a platform, and says that the registry has none of it', async () => {
    const reference = `${address}/one/platform:1`
    await docker('push', '-q', await retag(reference))
    const manifest = await fetch(`${url}/v2/one/platform/manifests/1`, {
      headers: { Accept: 'application/vnd.docker.distribution.manifest.v2+json' }
    })
    const size = (await manifest.arrayBuffer()).byteLength
    const digest = manifest.headers.get('docker-content-digest') ?? ''
    const platform = { os: 'linux', architecture: 's390x' }
    await publishIndex(url, { name: 'one/platform', tag: 'list', manifests: [{ digest, size, platform }] })
    const request = { connection, reference: `${address}/one/platform:list` }
    expect(
      await failureOf(handlers.pull({ ...request, platform: 'linux/ppc64le' }, taskContext<PullProgress>()))
    ).toMatchObject({ message: expect.stringMatching(/no match(ing)? .*(platform|manifest)/i) as string })
    const pulled = await handlers.pull({ ...request, platform: 'linux/s390x' }, taskContext<PullProgress>())
    expect(pulled.reference).toBe(request.reference)
  })
})

async function retag(reference: string): Promise<string> {
  await docker('tag', 'busybox', reference)
  return reference
}
