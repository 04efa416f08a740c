/** Pulls by digest and port, platforms that do not exist, a pull that is given up, archives between engines, prune against docker's own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { waitUntil } from '../../../build/tools/wait.mjs'
import { referenceOf, type PullProgress } from '../../../contract/images/model'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine, sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { startHostileRegistry } from '../../support/hostile-registry'
import { callContext, connection, connectTo, taskContext } from '../../support/on-engine'

const { address, digests } = sharedRegistry()
const digest = digests['library/busybox'] ?? ''
type Bytes = { bytes: number; total?: number }
let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof imagesHandlers>
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'escale-edges-'))
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = imagesHandlers(client)
})
beforeEach(() => throwaway.reset())
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
  rmSync(folder, { recursive: true, force: true })
})
const pull = (reference: string, context = taskContext<PullProgress>(), platform?: string) =>
  handlers.pull({ connection, reference, ...(platform === undefined ? {} : { platform }) }, context)
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '')
const names = async (on = docker): Promise<readonly string[]> =>
  lines(await on('images', '--format', '{{.Repository}}:{{.Tag}}')).toSorted()
const imageOf = async (reference: string) => ({
  id: await docker('image', 'inspect', '--format', '{{.Id}}', reference),
  reference
})

describe('a pull', () => {
  it.each([
    ['a port', `${address}/library/busybox:1.36`, `${address}/library/busybox:1.36`],
    ['a port and no tag', `${address}/library/busybox`, `${address}/library/busybox:latest`],
    ['a digest', `busybox@${digest}`, `busybox@${digest}`],
    ['a port and a digest', `${address}/library/busybox@${digest}`, `${address}/library/busybox@${digest}`]
  ])('of a name with %s brings what docker pull brings', async (_title, reference, familiar) => {
    expect(await pull(reference)).toMatchObject({
      reference: familiar,
      digest: expect.stringMatching(/^sha256:/) as string
    })
    const format = ['--digests', '--format', '{{.Repository}} {{.Tag}} {{.Digest}} {{.ID}}'] as const
    const ours = await docker('images', ...format)
    await throwaway.reset()
    await docker('pull', '-q', reference)
    expect(ours).toBe(await docker('images', ...format))
  })

  it('of a digest that nobody has says so', async () => {
    const nobody = `${address}/library/busybox@sha256:${'0'.repeat(64)}`
    expect(await failureOf(pull(nobody))).toMatchObject({ kind: 'not-found', subject: 'image' })
    expect(await failureOf(pull('busybox@sha256:123'))).toMatchObject({ kind: 'invalid-input', field: 'reference' })
  })

  it('for a platform that there is none of, or that is none, says which', async () => {
    const server = await startHostileRegistry((_request, response, url) => {
      if (!url.pathname.includes('/manifests/')) return response.writeHead(200).end('{}')
      const manifests = ['amd64', 'arm64'].map((architecture) => ({
        mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
        size: 500,
        digest: `sha256:${'a'.repeat(64)}`,
        platform: { os: 'linux', architecture }
      }))
      const mediaType = 'application/vnd.docker.distribution.manifest.list.v2+json'
      return response
        .writeHead(200, { 'Content-Type': mediaType })
        .end(JSON.stringify({ schemaVersion: 2, mediaType, manifests }))
    })
    try {
      const failure = await failureOf(pull(`${server.address}/box:1`, undefined, 'linux/riscv64'))
      expect(failure).toMatchObject({ kind: 'not-found', subject: 'platform' })
      // The containerd store does not say which one it was.
      expect([undefined, 'linux/riscv64']).toContain((failure as { name?: string }).name)
      expect(await failureOf(pull(`${server.address}/box:1`, undefined, 'no platform'))).toMatchObject({
        kind: expect.stringMatching(/invalid-input|engine-error/) as string,
        message: expect.stringMatching(/platform/) as string
      })
    } finally {
      await server.stop()
    }
  })

  it('that is given up ends on the engine too: nothing more is asked of the registry, and what was there stays', async () => {
    await docker('pull', '-q', 'busybox')
    let given = false
    const type = 'application/vnd.docker.distribution.manifest.v2+json'
    const layer = { mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip', size: 50_000_000 }
    const server = await startHostileRegistry((_request, response, url) => {
      if (url.pathname.includes('/manifests/'))
        return response.writeHead(200, { 'Content-Type': type }).end(
          JSON.stringify({
            schemaVersion: 2,
            mediaType: type,
            config: {
              mediaType: 'application/vnd.docker.container.image.v1+json',
              size: 2,
              digest: `sha256:${'c'.repeat(64)}`
            },
            layers: [{ ...layer, digest: `sha256:${'d'.repeat(64)}` }]
          })
        )
      if (!url.pathname.includes('/blobs/')) return response.writeHead(200).end('{}')
      response.writeHead(200, { 'Content-Length': String(layer.size) })
      const trickle = setInterval(() => response.write(Buffer.alloc(10_000)), 50)
      response.on('close', () => {
        clearInterval(trickle)
        given = true
      })
    })
    try {
      const context = taskContext<PullProgress>()
      const ended = failureOf(pull(`${server.address}/box:1`, context))
      expect(await waitUntil(() => server.asked.some((line) => line.includes('/blobs/')), 15_000)).toBe(true)
      context.abort.abort()
      expect(await ended).toMatchObject({ kind: 'cancelled' })
      expect(await waitUntil(() => given, 10_000)).toBe(true)
      expect(await names()).toEqual(['busybox:latest'])
    } finally {
      await server.stop()
    }
  })
})

it('several images saved here are loaded elsewhere with the names that docker save would keep', async () => {
  await docker('pull', '-q', 'busybox')
  await docker('pull', '-q', 'hello-world')
  const made = ['edges-one:1', 'edges-one:2', 'localhost:5000/edges/two:latest']
  await docker('tag', 'busybox', 'edges-one:1')
  await docker('tag', 'busybox', 'edges-one:2')
  await docker('tag', 'hello-world', 'localhost:5000/edges/two')
  const other = dockerOn(sharedEngine().host)
  const ours = join(folder, 'ours.tar')
  const theirs = join(folder, 'theirs.tar')
  client.chosen.add(ours)
  client.chosen.add(theirs)
  await handlers.save({ connection, images: await Promise.all(made.map(imageOf)), path: ours }, taskContext<Bytes>())
  await docker('save', '-o', theirs, ...made)
  const elsewhere = connectTo(sharedEngine().socketPath)
  try {
    for (const path of [ours, theirs]) {
      elsewhere.chosen.add(path)
      const { loaded } = await imagesHandlers(elsewhere).load({ connection, path }, taskContext<Bytes>())
      expect(loaded.toSorted()).toEqual(made.toSorted())
      expect(await names(other)).toEqual(expect.arrayContaining(made))
      await other('rmi', ...made)
    }
  } finally {
    elsewhere.engine.dispose()
  }
})

describe('a prune', () => {
  /** Loose ones, one on another, one that a stopped container keeps, and several names of one. */
  async function prepare(): Promise<void> {
    await docker('pull', '-q', 'busybox')
    await docker('pull', '-q', 'hello-world')
    await docker('tag', 'busybox', 'kept:1')
    await docker('tag', 'hello-world', 'second:1')
    await docker('create', '--name', 'user', 'kept:1')
    const base = await docker('commit', '-m', 'loose', 'user')
    await docker('create', '--name', 'on-loose', base, 'true')
    await docker('commit', '-m', 'a child of it', 'on-loose')
    await docker('rm', 'on-loose')
  }
  /** What docker says that it took: names, and ids of images. */
  const taken = (text: string): readonly string[] =>
    lines(text)
      .flatMap((line) => /^(?:untagged|deleted): (\S+)$/i.exec(line)?.[1] ?? [])
      .filter((name) => !name.includes('@'))
      .toSorted()

  it.each([false, true])('shows what docker takes (of named ones too: %s)', async (all) => {
    await prepare()
    const request = { connection, all, until: '' }
    const shown = await handlers.prunable(request, callContext())
    // Without the untagged ones below them, which no list shows: they go with those that stand on them.
    const before = await docker('image', 'ls', '--no-trunc', '--format', '{{.ID}}')
    const said = taken(await docker('image', 'prune', '-f', ...(all ? ['-a'] : [])))
    const after = new Set(lines(await docker('image', 'ls', '-a', '--no-trunc', '--format', '{{.ID}}')))
    const gone = [...new Set(lines(before))].filter((id) => !after.has(id)).toSorted()
    expect([...new Set(shown.filter(({ stays }) => !stays).map(({ id }) => id))].toSorted()).toEqual(gone)
    const named = shown.map(referenceOf).filter((name) => !name.startsWith('sha256:'))
    expect(named.toSorted()).toEqual(said.filter((name) => !name.startsWith('sha256:')))
  })
})

it('what docker keeps under a name that no registry has is inspected, saved and removed', async () => {
  const reference = 'my_shop.app/web:1'
  await docker('pull', '-q', 'busybox')
  await docker('tag', 'busybox', reference)
  const image = await imageOf(reference)
  expect(await handlers.inspect({ connection, image }, callContext())).toMatchObject({ Id: image.id })
  const path = join(folder, 'kept.tar')
  client.chosen.add(path)
  await handlers.save({ connection, images: [image], path }, taskContext<Bytes>())
  const removed = await handlers.remove({ connection, images: [image], force: false }, callContext())
  expect(removed).toEqual({ removed: [{ kind: 'untagged', reference }], failed: [] })
  expect((await handlers.load({ connection, path }, taskContext<Bytes>())).loaded).toEqual([reference])
  expect(await names()).toContain(reference)
})
