/** Images on a real engine with a registry for its Hub: the list, pulls, and docker's own rules of removal. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { referenceOf, type Image, type ImagesChange, type PullProgress } from '../../../contract/images/model'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { waitUntil } from '../../../build/tools/wait.mjs'
import { dockerOn } from '../../support/docker-cli'
import { registryRelay, sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo, taskContext, type Collected } from '../../support/on-engine'
import type { RegistryRelay } from '../../support/registry'

const { digests, address } = sharedRegistry()
let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof imagesHandlers>

let registry: RegistryRelay
beforeAll(async () => {
  registry = await registryRelay()
  throwaway = await throwawayEngine({ registryMirror: registry.url })
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = imagesHandlers(client)
})
beforeEach(() => throwaway.reset())
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
  await registry.stop()
})

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure
  )
const pull = (reference: string, context = taskContext<PullProgress>()) =>
  handlers.pull({ connection, reference }, context)
const watch = (): Collected<ImagesChange> => collect((context) => handlers.watch({ connection }, context))

/** What a window would show. */
function shown(changes: readonly ImagesChange[]): Image[] {
  let rows: Image[] = []
  for (const change of changes) {
    const kept = change.kind === 'snapshot' ? [] : rows.filter(({ id }) => !change.ids.includes(id))
    rows = [...kept, ...change.images]
  }
  return rows
}
const names = (changes: readonly ImagesChange[]): string[] =>
  shown(changes)
    .map(({ repository, tag }) => `${repository}:${tag}`)
    .sort()
const dockerNames = async (): Promise<string[]> =>
  (await docker('images', '--format', '{{.Repository}}:{{.Tag}}'))
    .split('\n')
    .filter((line) => line !== '')
    .sort()
const find = async (reference: string): Promise<{ id: string; reference: string }> => ({
  id: await docker('image', 'inspect', '--format', '{{.Id}}', reference),
  reference
})
const remove = (images: Array<{ id: string; reference: string }>, force = false) =>
  handlers.remove({ connection, images, force }, callContext())

describe('the list', () => {
  it('shows what docker images shows, and follows each change', async () => {
    const list = watch()
    const agrees = async (): Promise<void> => {
      const expected = await dockerNames()
      await list.until((changes) => JSON.stringify(names(changes)) === JSON.stringify(expected))
    }
    await list.until((changes) => changes.length > 0)
    await docker('pull', '-q', 'busybox:1.35')
    await agrees()
    const row = shown(list.items)[0]
    expect(row).toMatchObject({
      repository: 'busybox',
      tag: '1.35',
      digest: digests['library/busybox:1.35'] ?? expect.stringMatching(/^sha256:/)
    })
    expect(row?.size).toBe(Number(await docker('image', 'inspect', '--format', '{{.Size}}', 'busybox:1.35')))
    await docker('tag', 'busybox:1.35', 'mine:one')
    await agrees()
    await docker('tag', 'busybox:1.35', 'localhost:5000/other/name:two')
    await agrees()
    await docker('pull', '-q', 'busybox:1.36')
    // The tag moves from one image to the other: no event names the one that lost it.
    await docker('tag', 'busybox:1.36', 'mine:one')
    await agrees()
    await docker('rmi', 'busybox:1.35', 'localhost:5000/other/name:two')
    await agrees()
    await docker('pull', '-q', `busybox@${digests['library/busybox'] ?? ''}`)
    await docker('rmi', '-f', 'busybox:1.36', 'mine:one')
    await agrees()
    const id = await docker('create', '--name', 'committed', `busybox@${digests['library/busybox'] ?? ''}`)
    await docker('commit', id)
    await agrees()
    expect(names(list.items)).toContain('<none>:<none>')
    await docker('commit', id, 'from-container:1')
    await agrees()
    await docker('rm', id)
    await docker('image', 'prune', '-f')
    await agrees()
    await docker('rmi', '-f', ...(await docker('images', '-q')).split('\n'))
    await agrees()
    expect(shown(list.items)).toEqual([])
    await list.close()
  })
})

describe('pull', () => {
  it("ends with docker's own digest and status, layer by layer, and says so when nothing was new", async () => {
    const context = taskContext<PullProgress>()
    const result = await pull('layers', context)
    const digest = digests['library/layers']
    expect(result).toEqual({
      reference: 'layers:latest',
      digest,
      status: 'Status: Downloaded newer image for layers:latest'
    })
    const last = context.reports.at(-1)
    expect(last?.messages).toEqual([
      'latest: Pulling from library/layers',
      `Digest: ${digest}`,
      'Status: Downloaded newer image for layers:latest'
    ])
    expect(last?.layers.map(({ id, status }) => [/^[0-9a-f]{12}$/.test(id), status])).toEqual(
      Array.from({ length: 6 }, () => [true, 'Pull complete'])
    )
    // The order of the layers does not change as they go on.
    const order = last?.layers.map(({ id }) => id)
    for (const { layers } of context.reports) expect(order?.slice(0, layers.length)).toEqual(layers.map(({ id }) => id))
    expect((await pull('layers')).status).toBe('Status: Image is up to date for layers:latest')
    expect((await pull(`docker.io/library/layers@${digest}`)).digest).toBe(digest)
  })

  it('prints the messages that docker pull prints', async () => {
    const context = taskContext<PullProgress>()
    await pull('hello-world', context)
    await throwaway.reset()
    const printed = (await docker('pull', 'hello-world')).split('\n')
    for (const message of context.reports.at(-1)?.messages ?? []) expect(printed).toContain(message)
  })

  it('two of one reference at once are both well', async () => {
    const [one, two] = await Promise.all([pull('layers'), pull('layers')])
    expect(one.digest).toBe(digests['library/layers'])
    expect(two.digest).toBe(one.digest)
  })

  it('says what is not there, and what is no reference', async () => {
    expect(await failureOf(pull(`${address}/library/nothing-here:1`))).toMatchObject({
      kind: 'not-found',
      subject: 'image'
    })
    expect(await failureOf(pull('Capital-letters'))).toMatchObject({
      kind: 'invalid-input',
      field: 'reference',
      message: 'repository name must be lowercase'
    })
    expect(await failureOf(pull('127.0.0.1:1/library/busybox'))).toMatchObject({ kind: 'network' })
  })

  it('cancelled: ends at once, leaves no image, and the engine stops', async () => {
    registry.setSpeed(300_000)
    try {
      const list = watch()
      const context = taskContext<PullProgress>()
      const ended = failureOf(pull('layers', context))
      await waitUntil(
        () =>
          context.reports.some(({ layers }) =>
            layers.some(({ current = 0, status }) => status === 'Downloading' && current > 0)
          ),
        20_000
      )
      expect(context.reports.at(-1)?.layers.find(({ status }) => status === 'Downloading')).toMatchObject({
        total: expect.any(Number)
      })
      context.abort.abort()
      expect(await ended).toMatchObject({ kind: 'cancelled' })
      expect(shown(list.items)).toEqual([])
      await list.close()
    } finally {
      registry.setSpeed(undefined)
    }
    expect((await pull('layers')).status).toBe('Status: Downloaded newer image for layers:latest')
  })
})

describe('remove', () => {
  it('prints what docker rmi prints: untagged, and deleted with the last', async () => {
    await docker('pull', '-q', 'busybox:1.35')
    await docker('tag', 'busybox:1.35', 'mine:1')
    const mine = await find('mine:1')
    expect(await remove([mine])).toEqual({ removed: [{ kind: 'untagged', reference: 'mine:1' }], failed: [] })
    const reply = await remove([await find('busybox:1.35')])
    await docker('pull', '-q', 'busybox:1.35')
    const printed = (await docker('rmi', 'busybox:1.35')).split('\n')
    expect(reply.failed).toEqual([])
    expect(
      reply.removed.map((line) => (line.kind === 'untagged' ? `Untagged: ${line.reference}` : `Deleted: ${line.id}`))
    ).toEqual(printed)
  })

  it('one that a stopped container uses: says which, and takes force', async () => {
    await docker('pull', '-q', 'busybox')
    const image = await find('busybox:latest')
    const user = await docker('create', '--name', 'user', 'busybox')
    // A container of an image built on it does not hinder, and is not named.
    await docker('commit', user, 'child')
    await docker('create', '--name', 'no-user', 'child')
    const { failed } = await remove([image])
    expect(failed).toMatchObject([
      {
        image,
        failure: {
          kind: 'conflict',
          reason: 'in-use',
          users: [{ id: user, name: 'user', running: false }],
          remedy: { kind: 'force' }
        }
      }
    ])
    await docker('rm', 'no-user')
    await docker('rmi', 'child')
    expect((await remove([image], true)).failed).toEqual([])
    expect(await dockerNames()).toEqual([])
  })

  it('one that a running container uses: says which, and offers no force', async () => {
    await docker('pull', '-q', 'busybox')
    const image = await find('busybox:latest')
    const user = await docker('run', '-d', '--name', 'user', 'busybox', 'sleep', '300')
    expect((await remove([image])).failed[0]?.failure).toMatchObject({
      kind: 'conflict',
      reason: 'in-use',
      users: [{ id: user, name: 'user', running: true }],
      remedy: undefined
    })
    expect((await remove([{ id: image.id, reference: image.id }], true)).failed[0]?.failure).toMatchObject({
      kind: 'conflict',
      users: [{ id: user }],
      remedy: undefined
    })
  })

  it('by id with several names: says so, and takes force', async () => {
    await docker('pull', '-q', 'busybox')
    await docker('tag', 'busybox', 'mine')
    const { id } = await find('mine')
    const image = { id, reference: id }
    expect((await remove([image])).failed[0]?.failure).toMatchObject({
      kind: 'conflict',
      reason: 'several-references',
      remedy: { kind: 'force' }
    })
    expect((await remove([image], true)).failed).toEqual([])
  })

  it('of several: those that can go go', async () => {
    await docker('pull', '-q', 'busybox')
    await docker('pull', '-q', 'hello-world')
    await docker('create', 'busybox')
    const missing = { id: `sha256:${'0'.repeat(64)}`, reference: 'not-here:1' }
    const hostile = { id: `sha256:${'0'.repeat(64)}`, reference: '../containers/json?all=1#' }
    const { removed, failed } = await remove([
      await find('busybox:latest'),
      missing,
      hostile,
      await find('hello-world:latest')
    ])
    expect(removed[0]).toEqual({ kind: 'untagged', reference: 'hello-world:latest' })
    expect(failed.map(({ failure }) => failure.kind)).toEqual(['conflict', 'not-found', 'invalid-input'])
  })

  it('keys rows by reference, or by id where there is none', async () => {
    await docker('pull', '-q', `busybox@${digests['library/busybox'] ?? ''}`)
    const list = watch()
    await list.until((changes) => shown(changes).length === 1)
    const [row] = shown(list.items)
    if (row === undefined) throw new Error('no row')
    expect(row).toMatchObject({ repository: 'busybox', tag: '<none>', digest: digests['library/busybox'] })
    expect((await remove([{ id: row.id, reference: referenceOf(row) }])).failed).toEqual([])
    await list.until((changes) => shown(changes).length === 0)
    await list.close()
  })
})

it("inspect gives the engine's own, whole", async () => {
  await docker('pull', '-q', 'hello-world')
  const image = await find('hello-world:latest')
  expect(await handlers.inspect({ connection, image }, callContext())).toEqual(
    JSON.parse(await docker('image', 'inspect', 'hello-world'))[0]
  )
})
