/** What layers hold, read from the image itself, beside what the engine shows of it; and one file out of them. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, connection, connectTo, taskContext } from '../../support/on-engine'

let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof imagesHandlers>
let folder: string
let image: { id: string; reference: string }

const dockerfile = `FROM busybox
RUN mkdir -p /data/deep && head -c 3000 /dev/zero > /data/large && echo one > /data/deep/one && echo kept > /data/kept
RUN echo changed > /data/kept && rm /data/large
RUN rm -r /data/deep && mkdir /data/deep && echo two > /data/deep/two && ln -s /etc/passwd /data/link && touch "/data/a b"
ENV A=1
`
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'escale-layers-'))
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = imagesHandlers(client)
  mkdirSync(join(folder, 'context'))
  writeFileSync(join(folder, 'context', 'Dockerfile'), dockerfile)
  await docker('pull', '-q', 'busybox')
  execFileSync('docker', ['-H', throwaway.host, 'build', '-q', '-t', 'made', join(folder, 'context')], {
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, DOCKER_BUILDKIT: '0' },
    stdio: 'ignore'
  })
  image = { id: await docker('image', 'inspect', '--format', '{{.Id}}', 'made'), reference: 'made:latest' }
})
afterAll(async () => {
  client?.engine.dispose()
  await throwaway?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
const list = async (layer: number, whole: boolean, path: string): Promise<string[]> =>
  (await handlers.layerFolder({ connection, image, layer, whole, path }, callContext()))
    .map(({ name, change }) => `${change} ${name}`)
    .sort()

describe('the layers of an image', () => {
  it('must be read first', async () => {
    expect(
      await failureOf(handlers.layerFolder({ connection, image, layer: 0, whole: true, path: '' }, callContext()))
    ).toMatchObject({ kind: 'conflict' })
  })

  it('say what each adds, changes, removes and wastes', async () => {
    const context = taskContext<{ bytes: number }>()
    const read = await handlers.readLayers({ connection, image }, context)
    expect(
      read.layers.slice(1).map(({ added, changed, removed, wasted }) => [added, changed, removed, wasted])
    ).toEqual([
      [3, 0, 0, 0],
      [0, 1, 1, 3005],
      [3, 0, 1, 4]
    ])
    expect(context.reports.at(-1)?.bytes).toBeGreaterThan(read.size)
    // Files as a container sees them.
    const inside = await docker('run', '--rm', 'made', 'sh', '-c', 'find /data ! -type d | wc -l')
    const data = await handlers.layerFolder({ connection, image, layer: 3, whole: true, path: '' }, callContext())
    expect(data.find(({ name }) => name === 'data')).toMatchObject({ kind: 'folder', files: Number(inside) })
  })

  it('show their folders, alone or with all below', async () => {
    expect(await list(1, false, 'data')).toEqual(['added deep', 'added kept', 'added large'])
    expect(await list(2, false, 'data')).toEqual(['changed kept', 'removed large'])
    expect(await list(2, true, 'data')).toEqual(['changed kept', 'removed large', 'same deep'])
    expect(await list(3, true, 'data/deep')).toEqual(['added two', 'removed one'])
    expect((await list(3, false, 'data')).filter((line) => line.includes('link'))).toEqual(['added link'])
    const [link] = (
      await handlers.layerFolder({ connection, image, layer: 3, whole: false, path: 'data' }, callContext())
    ).filter(({ name }) => name === 'link')
    expect(link).toMatchObject({ kind: 'link', target: '/etc/passwd' })
  })

  it('are searched by name', async () => {
    const { entries, found } = await handlers.layerSearch(
      { connection, image, layer: 3, whole: true, text: 'TWO' },
      callContext()
    )
    expect([found, entries[0]?.path]).toEqual([1, 'data/deep/two'])
  })

  it('give one file, also one that a later layer has removed', async () => {
    const path = join(folder, 'large')
    client.chosen.add(path)
    const { bytes } = await handlers.layerFile(
      { connection, image, layer: 1, file: 'data/large', path },
      taskContext<{ bytes: number }>()
    )
    expect([bytes, readFileSync(path).equals(Buffer.alloc(3000))]).toEqual([3000, true])
    const missing = join(folder, 'missing')
    client.chosen.add(missing)
    expect(
      await failureOf(
        handlers.layerFile(
          { connection, image, layer: 2, file: 'data/large', path: missing },
          taskContext<{ bytes: number }>()
        )
      )
    ).toMatchObject({ kind: 'not-found', subject: 'file' })
    expect(readdirSync(folder).sort()).toEqual(['context', 'large'])
  })
})
