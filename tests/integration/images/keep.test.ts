/** Images tagged, saved, loaded, imported, pushed and pruned as docker does it; what goes wrong leaves nothing behind. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PullProgress } from '../../../contract/images/model'
import { limitOf } from '../../../electron/features/images/prune/prune-images'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { dockerOn } from '../../support/docker-cli'
import { sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, connection, connectTo, taskContext } from '../../support/on-engine'

const run = promisify(execFile)
const { address } = sharedRegistry()
let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof imagesHandlers>
let folder: string

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = imagesHandlers(client)
})
beforeEach(async () => {
  await throwaway.reset()
  folder = mkdtempSync(join(tmpdir(), 'escale-images-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
})

type Bytes = { bytes: number; total?: number }
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
const imageOf = async (reference: string) => ({
  id: await docker('image', 'inspect', '--format', '{{.Id}}', reference),
  reference
})
const names = async (): Promise<string[]> =>
  (await docker('images', '--format', '{{.Repository}}:{{.Tag}}')).split('\n').filter((line) => line !== '')
const chosen = (name: string): string => {
  const path = join(folder, name)
  client.chosen.add(path)
  return path
}

describe('tag', () => {
  it('gives one more name, latest where no tag is said', async () => {
    await docker('pull', '-q', 'busybox')
    const image = await imageOf('busybox')
    expect(await handlers.tag({ connection, image, target: 'mine/box' }, callContext())).toEqual({
      reference: 'mine/box:latest'
    })
    await handlers.tag({ connection, image, target: `${address}/box:1` }, callContext())
    expect((await names()).sort()).toEqual([`${address}/box:1`, 'busybox:latest', 'mine/box:latest'].sort())
  })

  it('says what is wrong with a name before the engine is asked', async () => {
    const image = { id: `sha256:${'a'.repeat(64)}`, reference: 'busybox' }
    for (const [target, message] of [
      ['Box', 'repository name must be lowercase'],
      ['a:b:c', 'invalid reference format'],
      [`box@sha256:${'a'.repeat(64)}`, 'refusing to create a tag with a digest reference']
    ] as const)
      expect(await failureOf(handlers.tag({ connection, image, target }, callContext()))).toMatchObject({
        kind: 'invalid-input',
        message
      })
  })
})

describe('history', () => {
  it("has docker's steps, in docker's order", async () => {
    await docker('pull', '-q', 'layers')
    const steps = await handlers.history({ connection, image: await imageOf('layers') }, callContext())
    const theirs = (
      await docker('history', '--no-trunc', '--human=false', '--format', '{{.CreatedBy}}\t{{.Size}}', 'layers')
    )
      .split('\n')
      .map((line) => line.split('\t'))
    expect(steps.map(({ createdBy, size }) => [createdBy, String(size)])).toEqual(theirs)
    expect(steps[0]?.id).toBe(await docker('image', 'inspect', '--format', '{{.Id}}', 'layers'))
  })
})

describe('save and load', () => {
  it('keep images with their names: several in one file, as docker reads and writes it', async () => {
    await docker('pull', '-q', 'busybox')
    await docker('pull', '-q', 'hello-world')
    const images = [await imageOf('busybox:latest'), await imageOf('hello-world:latest')]
    const context = taskContext<Bytes>()
    const path = chosen('both.tar')
    const { bytes } = await handlers.save({ connection, images, path }, context)
    expect(bytes).toBe(statSync(path).size)
    expect(context.reports.at(-1)).toEqual({ bytes })
    await throwaway.reset()
    expect(await names()).toEqual([])
    const loading = taskContext<Bytes>()
    const { loaded } = await handlers.load({ connection, path }, loading)
    expect([...loaded].sort()).toEqual(['busybox:latest', 'hello-world:latest'])
    expect(loading.reports.at(-1)).toEqual({ bytes, total: bytes })
    expect(await docker('run', '--rm', 'hello-world')).toContain('Hello from Docker!')
    for (const image of images)
      expect(await docker('image', 'inspect', '--format', '{{.Id}}', image.reference)).toBe(image.id)
  })

  it('reads what docker saved, and docker what was saved here', async () => {
    await docker('pull', '-q', 'busybox')
    const theirs = chosen('theirs.tar')
    await docker('save', '-o', theirs, 'busybox')
    const ours = chosen('ours.tar')
    await handlers.save({ connection, images: [await imageOf('busybox:latest')], path: ours }, taskContext<Bytes>())
    await throwaway.reset()
    expect((await handlers.load({ connection, path: theirs }, taskContext<Bytes>())).loaded).toEqual(['busybox:latest'])
    await throwaway.reset()
    await docker('load', '-i', ours)
    expect(await names()).toEqual(['busybox:latest'])
  })

  it('touches only files that were chosen', async () => {
    const image = { id: `sha256:${'a'.repeat(64)}`, reference: 'busybox' }
    const path = join(folder, 'other.tar')
    expect(await failureOf(handlers.save({ connection, images: [image], path }, taskContext<Bytes>()))).toMatchObject({
      kind: 'permission-denied'
    })
    expect(await failureOf(handlers.load({ connection, path }, taskContext<Bytes>()))).toMatchObject({
      kind: 'permission-denied'
    })
  })

  it('leaves no half file where an image is not there, or it is cancelled', async () => {
    const missing = { id: `sha256:${'b'.repeat(64)}`, reference: 'no-such-image:latest' }
    const path = chosen('half.tar')
    expect(await failureOf(handlers.save({ connection, images: [missing], path }, taskContext<Bytes>()))).toMatchObject(
      { kind: 'not-found', subject: 'image' }
    )
    await docker('pull', '-q', 'layers')
    const context = taskContext<Bytes>()
    const report = (progress: Bytes): void => {
      context.report(progress)
      context.abort.abort()
    }
    const saving = handlers.save({ connection, images: [await imageOf('layers:latest')], path }, { ...context, report })
    expect(await failureOf(saving)).toMatchObject({ kind: 'cancelled' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('says that a file is no image, and leaves the engine as it was', async () => {
    const text = chosen('text.tar')
    writeFileSync(text, 'no tar at all')
    expect(await failureOf(handlers.load({ connection, path: text }, taskContext<Bytes>()))).toMatchObject({
      kind: expect.stringMatching(/invalid-input|engine-error/) as string
    })
    expect(
      await failureOf(handlers.load({ connection, path: chosen('gone.tar') }, taskContext<Bytes>()))
    ).toMatchObject({
      kind: 'not-found',
      subject: 'file'
    })
    expect(await names()).toEqual([])
  })
})

describe('import', () => {
  it('makes an image of a tar, with what a Dockerfile would say of it', async () => {
    writeFileSync(join(folder, 'greeting'), 'hello')
    await run('tar', ['-cf', join(folder, 'files.tar'), '-C', folder, 'greeting'])
    const path = chosen('files.tar')
    const request = {
      connection,
      path,
      reference: 'made:1',
      message: 'by hand',
      changes: ['CMD ["/x"]', 'ENV A=1 B=2']
    }
    const { id } = await handlers.import(request, taskContext<Bytes>())
    expect(
      await docker(
        'image',
        'inspect',
        '--format',
        '{{.Id}} {{json .Config.Cmd}} {{json .Config.Env}} {{.Comment}}',
        'made:1'
      )
    ).toBe(`${id} ["/x"] ["A=1","B=2"] by hand`)
    const nameless = await handlers.import({ ...request, reference: '', changes: [] }, taskContext<Bytes>())
    expect(await docker('image', 'inspect', '--format', '{{json .RepoTags}}', nameless.id)).toBe('[]')
    expect(await failureOf(handlers.import({ ...request, changes: ['RUN ls'] }, taskContext<Bytes>()))).toMatchObject({
      message: expect.stringMatching(/run is not a valid change command/i) as string
    })
  })
})

describe('push', () => {
  it('sends layers, and what the registry has already is not sent again', async () => {
    await docker('pull', '-q', 'layers')
    const reference = `${address}/pushed/here:1`
    await docker('tag', 'layers', reference)
    const context = taskContext<PullProgress>()
    const { digest, size } = await handlers.push({ connection, reference }, context)
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(size).toBeGreaterThan(0)
    expect(context.reports.at(-1)?.layers.length).toBeGreaterThan(1)
    await docker('rmi', reference)
    await docker('pull', '-q', reference)
    const again = taskContext<PullProgress>()
    expect((await handlers.push({ connection, reference }, again)).digest).toBe(digest)
    expect(again.reports.at(-1)?.layers.every(({ status }) => /already exists|Mounted/.test(status))).toBe(true)
  })

  it('says that there is no such image, and which registry it could not reach', async () => {
    expect(
      await failureOf(handlers.push({ connection, reference: `${address}/none:1` }, taskContext<PullProgress>()))
    ).toMatchObject({ kind: 'not-found', subject: 'image' })
    await docker('pull', '-q', 'busybox')
    await docker('tag', 'busybox', '127.0.0.1:9/box')
    expect(
      await failureOf(handlers.push({ connection, reference: '127.0.0.1:9/box' }, taskContext<PullProgress>()))
    ).toMatchObject({ kind: 'network' })
  })
})

describe('prune', () => {
  it('takes exactly what it showed', async () => {
    await docker('pull', '-q', 'busybox')
    await docker('pull', '-q', 'hello-world')
    await docker('pull', '-q', 'httpd')
    await docker('create', '--name', 'user', 'httpd')
    const container = await docker('create', 'busybox', 'true')
    const loose = await docker('commit', container)
    await docker('rm', container)
    const none = { connection, all: false, until: '' }
    expect((await handlers.prunable(none, callContext())).map(({ id }) => id)).toEqual([loose])
    const first = await handlers.prune(none, callContext())
    expect(first.removed).toContainEqual({ kind: 'deleted', id: loose })
    const all = { connection, all: true, until: '' }
    expect((await handlers.prunable(all, callContext())).map(({ repository }) => repository).sort()).toEqual([
      'busybox',
      'hello-world'
    ])
    expect(await handlers.prunable({ ...all, until: '1h' }, callContext())).toBeDefined()
    const { removed, reclaimed } = await handlers.prune(all, callContext())
    expect(removed.filter(({ kind }) => kind === 'deleted').length).toBeGreaterThan(0)
    expect(reclaimed).toBeGreaterThan(0)
    expect(await names()).toEqual(['httpd:latest'])
    expect((await handlers.prune(all, callContext())).removed).toEqual([])
  })

  it('reads an age as docker does', () => {
    expect(limitOf('24h', 100_000_000)).toBe(13_600_000)
    expect(limitOf('1h30m', 10_000_000)).toBe(4_600_000)
    expect(limitOf('1700000000')).toBe(1_700_000_000_000)
    expect(limitOf('2024-01-01T00:00:00Z')).toBe(1_704_067_200_000)
    expect(limitOf('yesterday')).toBeUndefined()
  })
})
