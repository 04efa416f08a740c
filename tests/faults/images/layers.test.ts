/** Layers and archives that no honest engine writes: read for what they are, followed nowhere, and said where they are broken. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { json, raw, startBrokenEngine, type Answers } from '../../support/broken-engine'
import { callContext, connection, connectTo, taskContext } from '../../support/on-engine'
import { tar, type TarEntry } from '../../support/tar'

const image = { id: `sha256:${'a'.repeat(64)}`, reference: 'odd:1' }
const cleanup: Array<() => unknown> = []
let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'escale-odd-'))))
afterEach(async () => {
  for (const clean of cleanup.splice(0).reverse()) await clean()
  rmSync(folder, { recursive: true, force: true })
})

async function on(answers: Answers) {
  const server = await startBrokenEngine(answers)
  const client = connectTo(server.socketPath)
  cleanup.push(
    () => server.stop(),
    () => client.engine.dispose()
  )
  return { ...client, server, handlers: imagesHandlers(client) }
}
const saved =
  (bytes: Buffer): Answers[string] =>
  (response) =>
    void response.writeHead(200).end(bytes)
const archive = (...layers: readonly Buffer[]): Buffer =>
  tar([
    ...layers.map((content, index): TarEntry => ({ path: `${index}/layer.tar`, content })),
    { path: 'manifest.json', content: JSON.stringify([{ Layers: layers.map((_, index) => `${index}/layer.tar`) }]) }
  ])
/** An entry of another type than `tar` writes: `3` a device, `1` a hard link, `6` a pipe. */
function typed(entry: TarEntry, type: string): Buffer {
  const bytes = Buffer.from(tar([entry]).subarray(0, -1024))
  bytes.write(type, 156)
  bytes.write(' '.repeat(8), 148)
  const sum = bytes.subarray(0, 512).reduce((all, byte) => all + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
const read = async (bytes: Buffer) => {
  const { handlers, chosen } = await on({ '/images/odd:1/get': saved(bytes) })
  const context = taskContext<{ bytes: number; total?: number }>()
  return { handlers, chosen, result: handlers.readLayers({ connection, image }, context) }
}

describe('a layer', () => {
  it('that climbs out, links out or holds devices shows what it holds, and leads nowhere', async () => {
    const end = Buffer.alloc(1024)
    const layer = Buffer.concat([
      tar([
        { path: '../../escaped', content: 'x' },
        { path: 'a/../../b', content: 'x' },
        { path: '/etc/absolute', content: 'y' },
        { path: 'etc/out', link: '/etc/shadow' },
        { path: 'etc/up', link: '../../../../etc/shadow' }
      ]).subarray(0, -1024),
      typed({ path: 'dev/sda', content: '' }, '3'),
      typed({ path: 'dev/pipe', content: '' }, '6'),
      typed({ path: 'etc/hard', link: '../../../etc/shadow' }, '1'),
      end
    ])
    const { handlers, chosen, result } = await read(archive(layer))
    expect((await result).layers).toHaveLength(1)
    const view = { connection, image, layer: 0, whole: true }
    const root = await handlers.layerFolder({ ...view, path: '' }, callContext())
    expect(root.map(({ name }) => name).sort()).toEqual(['dev', 'etc'])
    const etc = await handlers.layerFolder({ ...view, path: 'etc' }, callContext())
    expect(etc.map(({ name, kind }) => `${kind} ${name}`).sort()).toEqual([
      'file absolute',
      'hard-link hard',
      'link out',
      'link up'
    ])
    expect(
      (await handlers.layerFolder({ ...view, path: 'dev' }, callContext())).map(({ kind }) => kind).sort()
    ).toEqual(['device', 'pipe'])
    expect((await handlers.layerFolder({ ...view, path: '../..' }, callContext())).length).toBe(0)
    // None of them can be had as a file: only a file's own bytes are written.
    const path = join(folder, 'got')
    chosen.add(path)
    for (const file of ['etc/out', 'etc/up', 'etc/hard', 'dev/sda', 'dev/pipe', '../../escaped', 'escaped'])
      expect(
        await failureOf(
          handlers.layerFile({ connection, image, layer: 0, file, path }, taskContext<{ bytes: number }>())
        )
      ).toMatchObject({ kind: 'not-found', subject: 'file' })
    expect(readdirSync(folder)).toEqual([])
    await handlers.layerFile(
      { connection, image, layer: 0, file: 'etc/absolute', path },
      taskContext<{ bytes: number }>()
    )
    expect(existsSync(path)).toBe(true)
  })

  const good = tar([{ path: 'file', content: 'x'.repeat(5_000) }])
  it.each([
    ['cut off', archive(good.subarray(0, 2_000))],
    [
      'whose header lies',
      archive(Buffer.concat([good.subarray(0, 100), Buffer.from('7777777\0'), good.subarray(108)]))
    ],
    ['squeezed and cut off', archive(gzipSync(good).subarray(0, 40))],
    ['squeezed and spoiled', archive(Buffer.concat([gzipSync(good).subarray(0, 30), Buffer.alloc(600, 7)]))],
    ['in an archive that is cut off', archive(good).subarray(0, 3_000)],
    ['of a manifest that is no JSON', tar([{ path: 'manifest.json', content: '{"Layers":' }])],
    ['of a manifest that names none', tar([{ path: 'manifest.json', content: '[{}]' }])],
    ['of no manifest', tar([{ path: 'readme', content: 'no image' }])],
    ['of no archive at all', Buffer.from('<html>a proxy</html>'.repeat(100))]
  ])('%s is said to be broken', async (_name, bytes) => {
    const { result } = await read(bytes)
    expect(await failureOf(result)).toMatchObject({ kind: 'engine-error' })
  })

  it('whose engine goes away in its middle says so, and keeps no index of it', async () => {
    const { handlers, server } = await on({
      '/images/odd:1/get'(response) {
        response.writeHead(200).write(archive(good).subarray(0, 2_000))
        setImmediate(() => void server.kill())
      }
    })
    const reading = handlers.readLayers({ connection, image }, taskContext<{ bytes: number; total?: number }>())
    expect(await failureOf(reading)).toMatchObject({ kind: 'engine-unreachable' })
    expect(
      await failureOf(
        Promise.resolve().then(() =>
          handlers.layerFolder({ connection, image, layer: 0, whole: true, path: '' }, callContext())
        )
      )
    ).toMatchObject({ kind: 'conflict' })
  })
})

describe('a file that is loaded', () => {
  const chosenFile = (bytes: Buffer | string): string => {
    const path = join(folder, 'file.tar')
    writeFileSync(path, bytes)
    return path
  }
  const line = (value: unknown): string => `${JSON.stringify(value)}\r\n`

  it.each([
    ['no room', line({ error: 'write /bin/x: no space left on device' }), { kind: 'disk-full' }],
    ['a broken layer', line({ errorDetail: { message: 'unexpected EOF' } }), { kind: 'invalid-input', field: 'path' }],
    ['nothing said', '', { kind: 'invalid-input', field: 'path' }]
  ])('with %s fails, and says why', async (_name, words, failure) => {
    const { handlers, chosen } = await on({
      '/images/load'(response, request) {
        request.resume().once('end', () => response.writeHead(200).end(words))
      }
    })
    const path = chosenFile('x')
    chosen.add(path)
    const loading = handlers.load({ connection, path }, taskContext<{ bytes: number; total?: number }>())
    expect(await failureOf(loading)).toMatchObject(failure)
  })

  it('while its engine goes away fails as lost', async () => {
    const { handlers, chosen, server } = await on({
      '/images/load'(_response, request) {
        request.once('data', () => void server.kill())
      }
    })
    const path = chosenFile(Buffer.alloc(5_000_000))
    chosen.add(path)
    const loading = handlers.load({ connection, path }, taskContext<{ bytes: number; total?: number }>())
    expect(await failureOf(loading)).toMatchObject({ kind: 'engine-unreachable' })
  })
})

describe('what the list asks beside itself', () => {
  it('is left out where it is odd, and said where it is broken', async () => {
    const { handlers } = await on({
      '/images/json': json([null, { Id: 'sha256:1', Size: 5 }, { Id: 'sha256:2', Size: 10, SharedSize: 4 }]),
      '/images/sha256%3A1/json': json({ Os: 7 }),
      '/images/sha256%3A2/json': raw('{', 200)
    })
    expect(await handlers.sizes({ connection }, callContext())).toEqual([{ id: 'sha256:2', shared: 4, unique: 6 }])
    expect(await handlers.platforms({ connection, ids: ['sha256:1'] }, callContext())).toEqual([
      { id: 'sha256:1', platform: '', foreign: false }
    ])
    expect(
      await failureOf(Promise.resolve(handlers.platforms({ connection, ids: ['sha256:2'] }, callContext())))
    ).toMatchObject({ kind: 'engine-error' })
  })

  it('is taken from the disk’s use where the list does not reckon it', async () => {
    const { handlers } = await on({
      '/images/json': json([{ Id: 'sha256:1', Size: 5, SharedSize: -1 }]),
      '/system/df': json({ Images: [{ Id: 'sha256:1', Size: 5, SharedSize: 2 }] })
    })
    expect(await handlers.sizes({ connection }, callContext())).toEqual([{ id: 'sha256:1', shared: 2, unique: 3 }])
  })
})
