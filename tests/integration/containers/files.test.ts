/** A container's files on a real engine, compared with what `docker cp` takes and leaves. */
import { lstat, mkdtemp, mkdir, readdir, readFile, readlink, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { FileEntry, FilesBatch } from '../../../contract/containers/files/model'
import { shownText } from '../../../contract/containers/files/path'
import { filesHandlers } from '../../../electron/features/containers/files/handlers'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo, taskContext } from '../../support/on-engine'

const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine, engines, chosen } = connectTo(socketPath)
const files = filesHandlers({ engines, chosen })
const names: string[] = []
let folder: string

/** Names that fool those who split lines, quote badly or think that all is UTF-8. */
const script = `
mkdir -p /t/sub/deep /t/"a folder" /t/empty
cd /t
printf 'plain\\n' > plain.txt
printf 'x' > "it's \\"quoted\\""
printf 'y' > "$(printf 'two\\nlines')"
printf 'z' > "$(printf 'latin-\\351')"
printf 'w' > -dash
printf 'café' > café
ln -s plain.txt link
ln -s /etc/passwd outside
ln -s nowhere broken
ln plain.txt hard
mkfifo pipe
chmod 4750 -- -dash
chown 12:34 plain.txt
dd if=/dev/zero of=sparse bs=1 count=0 seek=3000000 2>/dev/null
printf 'deep' > sub/deep/file
touch -d @1500000000 plain.txt
`

beforeAll(async () => {
  await docker('pull', '-q', 'busybox')
  folder = await mkdtemp(join(tmpdir(), 'escale-files-'))
})
afterAll(async () => {
  engine.dispose()
  await rm(folder, { recursive: true, force: true })
})
afterEach(async () => {
  if (names.length > 0) await docker('rm', '-f', '-v', ...names.splice(0))
})

async function make(name: string, ...options: readonly string[]) {
  names.push(name)
  const id = await docker('run', '-d', '--init', '--name', name, ...options, 'busybox', 'sleep', '100000')
  return { id, name }
}
const list = async (container: { id: string; name: string }, path: string, running: boolean) => {
  const stream = collect<FilesBatch>((context) => files.files({ connection, container, path, running }, context))
  await stream.ended
  const end = stream.items.at(-1)
  if (end?.kind !== 'listed') throw new Error('The list has no end')
  const entries = stream.items.flatMap((batch) => (batch.kind === 'entries' ? batch.entries : []))
  return { ...end, entries: [...entries].sort((one, other) => (one.name < other.name ? -1 : 1)) }
}
const comparable = ({ name, kind, size, mode, uid, gid, target }: FileEntry) => ({
  name,
  kind,
  // A folder's own size is the file system's affair.
  size: kind === 'file' ? size : 0,
  mode,
  uid,
  gid,
  target
})
const fresh = async (name: string): Promise<string> => {
  const path = join(folder, name)
  await mkdir(path)
  chosen.add(path)
  return path
}

describe('a folder', () => {
  it('is the same told by the container and by its archive, hostile names and all', async () => {
    const container = await make('files-list')
    await docker('exec', 'files-list', 'sh', '-c', script)
    const told = await list(container, '/t', true)
    expect(told).toMatchObject({ way: 'exec', complete: true })
    expect(told.entries.map(({ name }) => name)).toEqual(
      [
        '-dash',
        'a%20folder',
        'broken',
        'caf%C3%A9',
        'empty',
        'hard',
        'it%27s%20%22quoted%22',
        'latin-%E9',
        'link',
        'outside',
        'pipe',
        'plain.txt',
        'sparse',
        'sub',
        'two%0Alines'
      ].sort()
    )
    const plain = told.entries.find(({ name }) => name === 'plain.txt')
    expect(plain).toMatchObject({ kind: 'file', size: 6, uid: 12, gid: 34, changed: 1_500_000_000_000 })
    expect(told.entries.find(({ name }) => name === '-dash')).toMatchObject({ mode: 0o4750 })
    expect(told.entries.find(({ name }) => name === 'outside')).toMatchObject({ kind: 'link', target: '/etc/passwd' })
    expect(shownText('two%0Alines')).toBe('two\\nlines')

    await docker('stop', '-t', '0', 'files-list')
    const archived = await list(container, '/t', false)
    expect(archived).toMatchObject({ way: 'archive', complete: true })
    expect(archived.entries.map(comparable)).toEqual(told.entries.map(comparable))
  })

  it('is listed by its archive where the container has no programs for it', async () => {
    const container = await make('files-bare')
    await docker('exec', 'files-bare', 'sh', '-c', `${script}\nrm -f /bin/find /bin/stat`)
    expect(await list(container, '/t', true)).toMatchObject({ way: 'archive', complete: true })
  })

  it('may be a link, the root, empty, or have a name that is no UTF-8', async () => {
    const container = await make('files-odd')
    await docker('exec', 'files-odd', 'sh', '-c', 'mkdir -p /real /none; touch /real/inside; ln -s /real /alias')
    await docker('exec', 'files-odd', 'sh', '-c', 'd=$(printf "/f\\377"); mkdir "$d"; touch "$d/in"')
    for (const running of [true, false]) {
      expect((await list(container, '/alias', running)).entries.map(({ name }) => name)).toEqual(['inside'])
      expect((await list(container, '/none', running)).entries).toEqual([])
      expect((await list(container, '/f%FF', running)).entries.map(({ name }) => name)).toEqual(['in'])
      expect((await list(container, '/', running)).entries.map(({ name }) => name)).toContain('etc')
    }
  })

  it('that is not there, or is no folder, says so', async () => {
    const container = await make('files-missing')
    for (const running of [true, false]) {
      await expect(list(container, '/no/such', running)).rejects.toMatchObject({
        failure: { kind: 'not-found', subject: 'file' }
      })
      await expect(list(container, '/etc/passwd', running)).rejects.toThrow()
    }
  })

  it('holds 20,000 files', async () => {
    const container = await make('files-many')
    await docker('exec', 'files-many', 'sh', '-c', 'mkdir /m; cd /m; seq 1 20000 | xargs touch')
    for (const running of [true, false]) {
      const started = performance.now()
      const { entries } = await list(container, '/m', running)
      expect(entries).toHaveLength(20_000)
      expect(performance.now() - started).toBeLessThan(20_000)
    }
  })
})

describe('a file', () => {
  it('is read, found through links, and saved byte for byte, of a running and of a stopped container', async () => {
    const container = await make('files-read')
    await docker('exec', 'files-read', 'sh', '-c', script)
    for (const stop of [false, true]) {
      if (stop) await docker('stop', '-t', '0', 'files-read')
      const at = (path: string) => ({ connection, container, path })
      const read = await files.readFile({ ...at('/t/link'), limit: 4 }, callContext())
      expect(read).toMatchObject({ path: '/t/plain.txt', size: 6, cut: true })
      expect(Buffer.from(read.data, 'base64').toString()).toBe('plai')
      expect(await files.findFile(at('/t/outside'), callContext())).toMatchObject({ path: '/etc/passwd', kind: 'file' })
      await expect(files.findFile(at('/t/broken'), callContext())).rejects.toMatchObject({
        failure: { kind: 'not-found', subject: 'file' }
      })
      await expect(files.readFile({ ...at('/t/pipe'), limit: 4 }, callContext())).rejects.toMatchObject({
        failure: { kind: 'invalid-input' }
      })
      const target = join(folder, `latin-${stop}`)
      chosen.add(target)
      await files.saveFile({ ...at('/t/latin-%E9'), target, as: 'file' }, taskContext())
      expect(await readFile(target, 'utf8')).toBe('z')
      const tar = join(folder, `t-${stop}.tar`)
      chosen.add(tar)
      await files.saveFile({ ...at('/t/sub'), target: tar, as: 'tar' }, taskContext())
      expect((await stat(tar)).size % 512).toBe(0)
    }
  })

  it('goes only where a person chose', async () => {
    const container = await make('files-chosen')
    const request = {
      connection,
      container,
      path: '/etc/passwd',
      target: join(folder, 'unchosen'),
      as: 'file' as const
    }
    await expect(files.saveFile(request, taskContext())).rejects.toMatchObject({
      failure: { kind: 'permission-denied' }
    })
  })
})

describe('a folder that is downloaded', () => {
  it('is what docker cp makes of it, but for what could lead outside', async () => {
    const container = await make('files-unpack')
    await docker('exec', 'files-unpack', 'sh', '-c', script)
    const target = await fresh('unpacked')
    const theirs = await fresh('cp')
    await docker('cp', 'files-unpack:/t', theirs)
    // With these docker cp takes nothing at all: invalid symlink.
    await docker('exec', 'files-unpack', 'ln', '-s', '../../../../../../etc', '/t/up')
    await docker('exec', 'files-unpack', 'ln', '-s', 'sub/../../..', '/t/behind')
    const done = await files.unpackFiles({ connection, container, paths: ['/t'], target }, taskContext())
    expect(done.paths).toEqual([join(target, 't')])
    expect(Object.fromEntries(done.skipped.map(({ reason, count }) => [reason, count]))).toEqual({
      device: 1,
      'leads-outside': 3
    })
    expect(await readdir(target)).toEqual(['t'])

    const left = new Set(['pipe', 'outside'])
    const mine = await readdir(join(target, 't'), { encoding: 'buffer' })
    const whole = await readdir(join(theirs, 't'), { encoding: 'buffer' })
    const bytes = (all: readonly Buffer[]) => all.map((name) => name.toString('latin1')).sort()
    expect(bytes(mine)).toEqual(bytes(whole).filter((name) => !left.has(name)))
    for (const name of mine) {
      const paths = [target, theirs].map((root) => Buffer.concat([Buffer.from(`${root}/t/`), name]))
      const [own, cp] = await Promise.all(paths.map((path) => lstat(path)))
      if (own === undefined || cp === undefined) throw new Error('Not there')
      expect(own.isDirectory()).toBe(cp.isDirectory())
      if (own.isSymbolicLink()) expect(await readlink(paths[0] ?? '')).toBe(await readlink(paths[1] ?? ''))
      if (!own.isFile()) continue
      expect((await readFile(paths[0] ?? '')).equals(await readFile(paths[1] ?? ''))).toBe(true)
      expect(own.mode & 0o777).toBe(cp.mode & 0o777)
      expect(own.mode & 0o7000).toBe(0)
      expect(Math.floor(own.mtimeMs / 1000)).toBe(Math.floor(cp.mtimeMs / 1000))
    }
    expect((await stat(join(target, 't/hard'))).ino).toBe((await stat(join(target, 't/plain.txt'))).ino)

    // Again: nothing is written over.
    const again = await files.unpackFiles(
      { connection, container, paths: ['/t/sub', '/t/plain.txt'], target: join(target) },
      taskContext()
    )
    expect(again.paths).toEqual([join(target, 'sub'), join(target, 'plain.txt')])
    const third = await files.unpackFiles({ connection, container, paths: ['/t/plain.txt'], target }, taskContext())
    expect(third.paths).toEqual([join(target, 'plain (2).txt')])
  })

  it('leaves nothing where it is cancelled', async () => {
    const container = await make('files-cancel')
    await docker(
      'exec',
      'files-cancel',
      'sh',
      '-c',
      'mkdir /big; dd if=/dev/zero of=/big/one bs=1M count=200 2>/dev/null'
    )
    const target = await fresh('cancelled')
    const context = taskContext<{ bytes: number }>()
    const abort = { ...context, report: () => context.abort.abort() }
    await expect(files.unpackFiles({ connection, container, paths: ['/big'], target }, abort)).rejects.toMatchObject({
      failure: { kind: 'cancelled' }
    })
    expect(await readdir(target)).toEqual([])
  })
})
