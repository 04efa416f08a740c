/**
 * Archives that climb out, link out and hold devices, loaded and imported on a real engine: it keeps within an image's own
 * root, or refuses; its words reach the person, and nothing is written anywhere else.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { connection, connectTo, taskContext } from '../../support/on-engine'
import { tar, type TarEntry } from '../../support/tar'

type Bytes = { bytes: number; total?: number }
let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof imagesHandlers>
let folder: string
/** Where the links lead: a folder of this machine that the engine, which is root, could write to. */
let outside: string
let stamp: string

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = imagesHandlers(client)
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'escale-hostile-'))
  outside = mkdtempSync(join(tmpdir(), 'escale-outside-'))
  stamp = `escaped-${process.pid}-${Date.now()}`
})
afterEach(async () => {
  for (const made of [folder, outside]) rmSync(made, { recursive: true, force: true })
  await throwaway.reset()
})
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
})

/** An entry of another type than `tar` writes: `3` and `4` devices, `1` a hard link, `6` a pipe. */
function typed(entry: TarEntry, type: string): Buffer {
  const bytes = Buffer.from(tar([entry]).subarray(0, -1024))
  bytes.write(type, 156)
  // A character device 0, 0 is how overlay file systems keep what is removed: this is /dev/null.
  bytes.write('0000001\x000000003\x00', 329)
  bytes.write(' '.repeat(8), 148)
  const sum = bytes.subarray(0, 512).reduce((all, byte) => all + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}
const end = Buffer.alloc(1024)
const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** As `docker save` writes it, with what is put before. */
function archive(layer: Buffer, before: readonly TarEntry[] = [], manifest: object = {}): Buffer {
  const config = JSON.stringify({
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config: {},
    rootfs: { type: 'layers', diff_ids: [`sha256:${hash(layer)}`] }
  })
  const whole = { Config: 'config.json', RepoTags: ['odd:1'], Layers: ['layer/layer.tar'], ...manifest }
  return tar([
    ...before,
    { path: 'config.json', content: config },
    { path: 'layer/' },
    { path: 'layer/layer.tar', content: layer },
    { path: 'manifest.json', content: JSON.stringify([whole]) }
  ])
}
const file = (bytes: Buffer): string => {
  const path = join(folder, 'file.tar')
  writeFileSync(path, bytes)
  client.chosen.add(path)
  return path
}
const load = (bytes: Buffer) => handlers.load({ connection, path: file(bytes) }, taskContext<Bytes>())
const importTar = (bytes: Buffer) =>
  handlers.import(
    { connection, path: file(bytes), reference: 'odd:2', message: '', changes: ['CMD ["/x"]'] },
    taskContext<Bytes>()
  )
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
/** Nothing of that name but within the engine's own store of images, and nothing where the links lead. */
function nothingOutside(): void {
  expect(readdirSync(outside)).toEqual([])
  for (const root of [
    '/',
    '/etc',
    '/tmp',
    tmpdir(),
    folder,
    throwaway.folder,
    join(throwaway.folder, 'data'),
    process.cwd()
  ])
    expect(existsSync(join(root, stamp))).toBe(false)
}
/** The names in an image, as the engine itself has unpacked them. */
async function filesIn(reference: string): Promise<readonly string[]> {
  const id = await docker('create', reference, '/x')
  const path = join(folder, 'out.tar')
  await docker('export', '-o', path, id)
  const bytes = readFileSync(path)
  const names: string[] = []
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const size = parseInt(bytes.toString('latin1', at + 124, at + 135), 8)
    names.push(bytes.toString('utf8', at, at + 100).replace(/\0.*$/s, ''))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return names
}

describe('names that climb out', () => {
  it.each([
    ['above its root', (name: string) => `../../../../../../${name}`],
    ['from within', (name: string) => `a/../../../../../${name}`],
    ['absolute', (name: string) => `/${name}`]
  ])('%s stay within the image', async (_title, path) => {
    const layer = tar([{ path: path(stamp), content: 'x' }])
    for (const [make, reference] of [
      [load(archive(layer)), 'odd:1'],
      [importTar(layer), 'odd:2']
    ] as const) {
      // An engine may as well refuse: it did neither of what the name asks for.
      const failure = await failureOf(make)
      if (failure === undefined) expect(await filesIn(reference)).toContain(stamp)
      else expect(failure).toMatchObject({ kind: 'invalid-input', field: 'path' })
      nothingOutside()
    }
  })
})

describe('links that lead out', () => {
  it.each([
    ['absolute', () => outside],
    ['climbing', () => `../../../../../../../..${outside}`]
  ])('%s: nothing is written through them, and the engine’s words are told', async (_title, link) => {
    const layer = tar([
      { path: 'out', link: link() },
      { path: `out/${stamp}`, content: 'x' }
    ])
    for (const make of [() => load(archive(layer)), () => importTar(layer)]) {
      expect(await failureOf(make())).toMatchObject({
        kind: 'invalid-input',
        field: 'path',
        message: expect.stringContaining(stamp) as string
      })
      nothingOutside()
      expect(await docker('images', '-aq')).toBe('')
    }
  })
  it('hard ones give no file of the machine', async () => {
    const secret = join(outside, 'secret')
    writeFileSync(secret, 'the machine’s own')
    const layer = Buffer.concat([typed({ path: 'got', link: `../../../../../..${secret}` }, '1'), end])
    for (const make of [() => load(archive(layer)), () => importTar(layer)]) {
      expect(await failureOf(make())).toMatchObject({ kind: 'invalid-input', field: 'path' })
      expect(readFileSync(secret, 'utf8')).toBe('the machine’s own')
      expect(await docker('images', '-aq')).toBe('')
    }
  })
  it('in the archive itself are not followed', async () => {
    const layer = tar([{ path: 'file', content: 'x' }])
    for (const before of [
      [{ path: `../../${stamp}`, content: 'x' }],
      [{ path: 'layer', link: outside }],
      [{ path: 'config.json', link: '/etc/passwd' }]
    ]) {
      const failure = await failureOf(load(archive(layer, before)))
      if (failure !== undefined) expect(failure).toMatchObject({ kind: 'invalid-input', field: 'path' })
      nothingOutside()
    }
    for (const manifest of [{ Config: '../../../../../../etc/passwd' }, { Layers: ['../../../../../../etc/passwd'] }])
      expect(await failureOf(load(archive(layer, [], manifest)))).toMatchObject({
        kind: 'invalid-input',
        message: expect.not.stringContaining('root:') as string
      })
  })
})

it('devices and pipes are kept as what they are, and none is made on the machine', async () => {
  const layer = Buffer.concat([
    typed({ path: `${stamp}-character`, content: '' }, '3'),
    typed({ path: `${stamp}-block`, content: '' }, '4'),
    typed({ path: `${stamp}-pipe`, content: '' }, '6'),
    end
  ])
  expect(await load(archive(layer))).toEqual({ loaded: ['odd:1'] })
  expect((await importTar(layer)).id).toMatch(/^sha256:/)
  expect((await filesIn('odd:2')).filter((name) => name.startsWith(stamp)).sort()).toEqual(
    ['block', 'character', 'pipe'].map((name) => `${stamp}-${name}`)
  )
  for (const name of ['block', 'character', 'pipe']) expect(existsSync(`/dev/${stamp}-${name}`)).toBe(false)
})

it('what is no tar, or is cut off, is said to be unusable, in the engine’s words', async () => {
  const cut = tar([{ path: 'file', content: 'x'.repeat(5_000) }]).subarray(0, 2_000)
  for (const bytes of [cut, Buffer.from('<html>a proxy</html>'.repeat(100))])
    for (const make of [() => load(bytes), () => load(archive(bytes)), () => importTar(bytes)])
      expect(await failureOf(make())).toMatchObject({
        kind: 'invalid-input',
        field: 'path',
        message: expect.stringMatching(/\w/) as string
      })
  expect(await docker('images', '-aq')).toBe('')
})
