/** Images handed from one engine to another, and the registry asked for newer ones. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engines } from '../../../electron/engine/engine'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { dockerOn } from '../../support/docker-cli'
import { sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, connectTo, taskContext } from '../../support/on-engine'

const { address } = sharedRegistry()
const here: ThrowawayEngine[] = []
const clients: Array<ReturnType<typeof connectTo>> = []
let docker: ReturnType<typeof dockerOn>
let other: ReturnType<typeof dockerOn>
let handlers: ReturnType<typeof imagesHandlers>

beforeAll(async () => {
  for (const _ of [0, 1]) here.push(await throwawayEngine())
  clients.push(...here.map(({ socketPath }) => connectTo(socketPath)))
  const [one, two] = here
  docker = dockerOn(one?.host ?? '')
  other = dockerOn(two?.host ?? '')
  const [first, second] = clients
  const engines = { get: (id: string) => (id === 'first' ? first : second)?.engine } as Engines
  handlers = imagesHandlers({ engines, chosen: createChosenFiles() })
  await docker('pull', '-q', 'busybox')
  await docker('pull', '-q', 'layers')
})
afterAll(async () => {
  for (const { engine } of clients) engine.dispose()
  for (const engine of here) await engine.stop()
})

type Bytes = { bytes: number }
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
const imageOf = async (reference: string) => ({
  id: await docker('image', 'inspect', '--format', '{{.Id}}', reference),
  reference
})

describe('sending', () => {
  it('hands several images over with their names, and says how far it is', async () => {
    const images = [await imageOf('busybox:latest'), await imageOf('layers:latest')]
    const context = taskContext<Bytes>()
    const { loaded, bytes } = await handlers.send({ connection: 'first', images, target: 'second' }, context)
    expect([...loaded].sort()).toEqual(['busybox:latest', 'layers:latest'])
    expect(context.reports.at(-1)).toEqual({ bytes })
    expect(bytes).toBeGreaterThan(1_000_000)
    for (const image of images)
      expect(await other('image', 'inspect', '--format', '{{.Id}}', image.reference)).toBe(image.id)
    await other('rmi', 'busybox', 'layers')
  })

  it('that is cancelled leaves no half of an image', async () => {
    const context = taskContext<Bytes>()
    const report = (): void => context.abort.abort()
    const images = [await imageOf('layers:latest')]
    expect(
      await failureOf(handlers.send({ connection: 'first', images, target: 'second' }, { ...context, report }))
    ).toMatchObject({ name: 'AbortError' })
    expect(await other('images', '-q')).toBe('')
  })

  it('refuses itself as its target, and an image that is not there', async () => {
    const images = [await imageOf('busybox:latest')]
    expect(
      await failureOf(handlers.send({ connection: 'first', images, target: 'first' }, taskContext<Bytes>()))
    ).toMatchObject({ kind: 'invalid-input', field: 'target' })
    const missing = [{ id: `sha256:${'b'.repeat(64)}`, reference: 'no-such:1' }]
    expect(
      await failureOf(handlers.send({ connection: 'first', images: missing, target: 'second' }, taskContext<Bytes>()))
    ).toMatchObject({ kind: 'not-found', subject: 'image' })
  })
})

describe('a newer image', () => {
  const ask = async (reference: string) =>
    handlers.newer({ connection: 'first', image: await imageOf(reference) }, callContext())

  it('is one whose digest in the registry is another', async () => {
    const name = `${address}/newer/box:1`
    await docker('tag', 'busybox', name)
    await docker('push', '-q', name)
    const first = await ask(name)
    expect(first).toMatchObject({ kind: 'same', digest: expect.stringMatching(/^sha256:/) as string })
    await docker('tag', 'layers', `${address}/newer/other:1`)
    // The same name in the registry, from another engine's point of view: pushed over it, and the old one stays here.
    const old = (await imageOf(name)).id
    await docker('tag', 'layers', name)
    await docker('push', '-q', name)
    await docker('tag', old, name)
    const now = await ask(name)
    expect(now.kind).toBe('newer')
    expect(now.digest).not.toBe(first.digest)
  })

  it('cannot be said of what was never there, and of what has no name', async () => {
    await docker('tag', 'layers', 'busybox:1.36')
    expect(await ask('busybox:1.36')).toMatchObject({ kind: 'never' })
    await docker('rmi', 'busybox:1.36')
    await docker('tag', 'layers', `${address}/newer/nothing:1`)
    expect(await failureOf(ask(`${address}/newer/nothing:1`))).toMatchObject({
      kind: expect.stringMatching(/not-found|auth-required|permission-denied|engine-error/) as string
    })
    const { id } = await imageOf('busybox')
    expect(
      await failureOf(handlers.newer({ connection: 'first', image: { id, reference: id } }, callContext()))
    ).toMatchObject({ kind: 'invalid-input' })
  })

  it('cannot be asked for where the registry cannot be reached', async () => {
    await docker('tag', 'busybox', '127.0.0.1:9/box:1')
    expect(await failureOf(ask('127.0.0.1:9/box:1'))).toMatchObject({ kind: 'network' })
  })
})

describe('comparing', () => {
  it('finds what a commit changed, and nothing between an image and itself', async () => {
    const container = await docker(
      'create',
      'busybox',
      'sh',
      '-c',
      'echo hello > /new && rm /bin/vi && chmod 700 /etc/passwd'
    )
    await docker('start', '-a', container)
    await docker('commit', container, 'changed:1')
    await docker('rm', container)
    const image = await imageOf('busybox:latest')
    const context = taskContext<Bytes>()
    const other = await imageOf('changed:1')
    const { counts, differences } = await handlers.compareFiles({ connection: 'first', image, other }, context)
    const told = new Map(differences.map(({ path, change }) => [path, change]))
    expect(told.get('new')).toBe('added')
    expect(told.get('bin/vi')).toBe('removed')
    expect(told.get('etc/passwd')).toBe('attributes')
    expect(counts).toMatchObject({ added: 1, removed: 1, attributes: 1 })
    expect(context.reports.at(-1)?.bytes).toBeGreaterThan(1_000_000)
    const same = await handlers.compareFiles({ connection: 'first', image, other: image }, taskContext<Bytes>())
    expect(same).toMatchObject({ size: 0, differences: [] })
  })
})
