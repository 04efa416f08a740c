/** A volume's files on a real engine, compared with what programs in a container see. */
import { mkdtemp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { waitUntil } from '../../../build/tools/wait.mjs'
import type { Failure } from '../../../contract/failure'
import type { BrowseState, FolderBatch } from '../../../contract/volumes/files/model'
import { readRows } from '../../../contract/volumes/files/rows'
import { escapeText } from '../../../contract/containers/files/path'
import { ownLabel } from '../../../contract/own'
import { FailureError } from '../../../electron/engine/failure-error'
import { filesHandlers } from '../../../electron/features/volumes/files/handlers'
import { leaveVolume } from '../../../electron/features/volumes/helper/volume-browsers'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo, taskContext } from '../../support/on-engine'

const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine, engines, chosen } = connectTo(socketPath)
const files = filesHandlers({ engines, chosen })
const volumes: string[] = []
let folder: string

beforeAll(async () => {
  await docker('pull', '-q', 'busybox')
  folder = await mkdtemp(join(tmpdir(), 'escale-volume-'))
})
afterAll(async () => {
  engine.dispose()
  await rm(folder, { recursive: true, force: true })
})
afterEach(async () => {
  for (const volume of volumes.splice(0)) {
    await leaveVolume(engine, volume)
    await docker('volume', 'rm', '-f', volume)
  }
})

async function make(name: string, ...options: readonly string[]): Promise<string> {
  const volume = `files-${process.pid}-${name}`
  volumes.push(volume)
  return docker('volume', 'create', ...options, volume)
}
const on = (volume: string) => ({ connection, volume })
const inVolume = (volume: string, script: string) =>
  docker('run', '--rm', '-v', `${volume}:/v`, '-w', '/v', 'busybox', 'sh', '-c', script)
const browse = (volume: string) => {
  const stream = collect<BrowseState>((context) => files.browse(on(volume), context))
  // It may be closed before it has opened.
  stream.ended.catch(() => undefined)
  return stream
}
const opened = (states: readonly BrowseState[]): boolean => states.at(-1)?.kind === 'opened'
async function list(volume: string, path = '/') {
  const stream = collect<FolderBatch>((context) => files.listFolder({ ...on(volume), path }, context))
  await stream.ended
  return readRows(stream.items.map((batch) => (batch.kind === 'rows' ? batch.rows : '')).join(''))
}
const write = (volume: string, path: string, text: string, over = 'new') =>
  files.writeFile({ ...on(volume), path, data: Buffer.from(text).toString('base64'), over }, callContext())
const read = async (volume: string, path: string) => {
  const content = await files.readFile({ ...on(volume), path, limit: 1_000_000 }, callContext())
  return { ...content, text: Buffer.from(content.data, 'base64').toString() }
}
const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
  const error = await work.then(
    () => new Error('It went well'),
    (fault: unknown) => fault
  )
  if (error instanceof FailureError) return error.failure
  throw error
}
const helpers = (volume: string) => docker('ps', '-aq', '--filter', `label=${ownLabel}`, '--filter', `volume=${volume}`)

describe('the browser of a volume', () => {
  it('stands while it is watched, without network or rights it needs not, and goes with it', async () => {
    const volume = await make('life')
    const browser = browse(volume)
    const states = await browser.until(opened)
    expect(states.at(-1)).toMatchObject({ kind: 'opened', way: 'helper', message: '' })
    const id = await helpers(volume)
    const inspected = JSON.parse(await docker('inspect', id)) as ReadonlyArray<{
      HostConfig: Record<string, unknown>
      Mounts: unknown
    }>
    expect(inspected[0]?.HostConfig).toMatchObject({
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      AutoRemove: true,
      CapDrop: ['ALL'],
      Privileged: false,
      SecurityOpt: ['no-new-privileges']
    })
    expect(inspected[0]?.Mounts).toMatchObject([{ Name: volume, RW: false }])
    expect(await list(volume)).toEqual([])
    expect(await helpers(volume)).toBe(id)
    // Writing starts another, which can.
    await write(volume, '/file', 'text')
    expect((await helpers(volume)).split('\n')).toHaveLength(2)
    expect(await inVolume(volume, 'cat file; stat -c "%a %u" file')).toBe('text644 0')
    await browser.close()
    await leaveVolume(engine, volume)
    expect(await helpers(volume)).toBe('')
  })

  it('never brings back a volume that is gone', async () => {
    const volume = `files-${process.pid}-gone`
    expect(await failureOf(list(volume))).toMatchObject({ kind: 'not-found', subject: 'volume', name: volume })
    const browser = collect<BrowseState>((context) => files.browse(on(volume), context))
    await expect(browser.ended).rejects.toThrow(/no such volume/)
    expect(await docker('volume', 'ls', '-q', '--filter', `name=${volume}`)).toBe('')
  })

  it('reads names that fool others, and no more than `ls` sees', async () => {
    const volume = await make('names')
    await inVolume(
      volume,
      `mkdir "a folder" sub; printf x > "$(printf 'two\\nlines')"; printf y > "$(printf 'latin-\\351')"; printf z > "it's \\"q\\""
       ln -s sub link; ln -s /etc/passwd out; mkfifo pipe; touch -d @1500000000 -- -dash; chown 12:34 -- -dash; chmod 4750 -- -dash
       printf w > "$(head -c 255 /dev/zero | tr '\\0' n)"; mkdir -m 700 mine; chown 99 mine; touch mine/secret`
    )
    const rows = await list(volume)
    // busybox writes a question mark for a line's end.
    expect(rows).toHaveLength(Number(await inVolume(volume, 'ls -A1 | wc -l')))
    expect(rows).toContainEqual(
      expect.objectContaining({
        name: '-dash',
        kind: 'file',
        mode: 0o4750,
        uid: 12,
        gid: 34,
        changed: 1_500_000_000_000
      })
    )
    for (const name of ['two%0Alines', 'latin-%E9', escapeText(`it's "q"`), 'n'.repeat(255)])
      expect(await read(volume, `/${name}`)).toMatchObject({ size: 1 })
    expect(await list(volume, '/mine')).toMatchObject([{ name: 'secret' }])
    expect(await failureOf(read(volume, '/out'))).toMatchObject({ kind: 'not-found', subject: 'file' })
  })

  it('lists a hundred thousand', async () => {
    const volume = await make('many')
    await inVolume(volume, 'mkdir many; cd many; seq 1 100000 | xargs touch')
    const rows = await list(volume, '/many')
    expect(new Set(rows.map(({ name }) => name)).size).toBe(100_000)
  })

  it('keeps the old content where the volume is full, or may not be written', async () => {
    const small = await make('small', '-o', 'type=tmpfs', '-o', 'device=tmpfs', '-o', 'o=size=1m')
    const keeper = await docker('run', '-d', '--init', '-v', `${small}:/v`, 'busybox', 'sleep', '1000')
    try {
      const { version } = await write(small, '/file', 'old')
      expect(await failureOf(write(small, '/file', 'n'.repeat(3_000_000), version))).toMatchObject({
        kind: 'disk-full'
      })
      expect(await docker('exec', keeper, 'sh', '-c', 'cat /v/file; ls -A /v')).toBe('oldfile')
    } finally {
      await docker('rm', '-f', keeper)
    }
    const readOnly = await make('ro', '-o', 'type=tmpfs', '-o', 'device=tmpfs', '-o', 'o=ro')
    const browser = browse(readOnly)
    expect((await browser.until(opened)).at(-1)).toMatchObject({ why: 'read-only', can: ['search', 'sizes'] })
    expect(await failureOf(write(readOnly, '/file', 'x'))).toMatchObject({ kind: 'permission-denied', subject: 'file' })
    await browser.close()
  })

  it('lets one of two save, and asks the other', async () => {
    const volume = await make('two')
    await write(volume, '/file', 'first')
    const { version } = await read(volume, '/file')
    const [one, other] = [connectTo(socketPath), connectTo(socketPath)]
    try {
      const save = (engines_: typeof engines, text: string) =>
        filesHandlers({ engines: engines_, chosen }).writeFile(
          { ...on(volume), path: '/file', data: Buffer.from(text).toString('base64'), over: version },
          callContext()
        )
      const results = await Promise.allSettled([save(one.engines, 'one'), save(other.engines, 'other')])
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const won = results[0]?.status === 'fulfilled' ? 'one' : 'other'
      expect((await read(volume, '/file')).text).toBe(won)
    } finally {
      for (const { engine: opened_ } of [one, other]) {
        await leaveVolume(opened_, volume)
        opened_.dispose()
      }
    }
  })

  it('begins anew where its helper was killed', async () => {
    const volume = await make('killed')
    const browser = browse(volume)
    await browser.until(opened)
    await docker('kill', await helpers(volume))
    await browser.until((states) => states.at(-1)?.kind === 'lost')
    expect(await list(volume)).toEqual([])
    await browser.until(opened)
    await browser.close()
  })

  it('uploads and downloads trees as they are', async () => {
    const volume = await make('trees')
    await inVolume(volume, 'mkdir -p app/conf; chown -R 7:8 app')
    const source = join(folder, 'source')
    await mkdir(join(source, 'sub'), { recursive: true })
    await writeFile(join(source, 'sub/script'), '#!/bin/sh\n', { mode: 0o755 })
    await writeFile(join(source, 'large'), Buffer.alloc(5_000_000, 7))
    await symlink('sub/script', join(source, 'link'))
    chosen.add(source)
    const upload = { ...on(volume), folder: '/app', sources: [source], overwrite: false }
    const context = taskContext<{ files: number; bytes: number; total?: number }>()
    expect(await files.uploadFiles(upload, context)).toEqual({ files: 3, bytes: 5_000_010 })
    expect(context.reports.at(-1)).toMatchObject({ total: 5_000_010 })
    expect(
      await inVolume(volume, 'stat -c "%a %u:%g %F" app/source/sub/script app/source/link; readlink app/source/link')
    ).toBe('755 7:8 regular file\n777 7:8 symbolic link\nsub/script')
    expect(await failureOf(files.uploadFiles(upload, taskContext()))).toMatchObject({
      kind: 'conflict',
      reason: 'already'
    })
    await files.uploadFiles({ ...upload, overwrite: true }, taskContext())

    const target = join(folder, 'target')
    await mkdir(target)
    chosen.add(target)
    const got = await files.unpackFiles({ ...on(volume), paths: ['/app', '/'], target }, taskContext())
    expect(got.skipped).toEqual([])
    expect(await readdir(join(target, 'app/source'))).toEqual(['large', 'link', 'sub'])
    expect((await readFile(join(target, volume, 'app/source/large'))).equals(Buffer.alloc(5_000_000, 7))).toBe(true)
    const one = join(folder, 'one')
    chosen.add(one)
    await files.saveFile({ ...on(volume), path: '/app/source/link', target: one, as: 'file' }, taskContext())
    expect(await readFile(one, 'utf8')).toBe('#!/bin/sh\n')

    const second = await make('second')
    const copied = { ...on(volume), paths: ['/app'], folder: '/', overwrite: false, target: on(second) }
    expect(await files.copyToVolume(copied, taskContext())).toEqual({ files: 3, bytes: 5_000_010 })
    const facts = 'find . -exec stat -c "%n %a %u:%g %Y %F" {} + | grep "^./" | sort'
    expect(await inVolume(second, facts)).toBe(await inVolume(volume, facts))
  })

  it('cancels an upload, of which nothing stays', async () => {
    const volume = await make('cancelled')
    const source = join(folder, 'huge')
    await writeFile(source, Buffer.alloc(300_000_000))
    chosen.add(source)
    const context = taskContext<{ files: number; bytes: number; total?: number }>()
    const uploading = failureOf(
      files.uploadFiles({ ...on(volume), folder: '/', sources: [source], overwrite: true }, context)
    )
    await waitUntil(() => context.reports.length > 0, 20_000)
    context.abort.abort()
    expect(await uploading).toMatchObject({ kind: 'cancelled' })
    expect(await inVolume(volume, 'ls -A')).toBe('')
  })

  it('is read by archives where no helper runs', async () => {
    const volume = await make('archive')
    await inVolume(volume, 'mkdir sub; echo text > sub/file; ln -s sub/file link; ln -s /etc/passwd out')
    await engine.connected()
    const { state } = engine
    if (state.kind !== 'connected') throw new Error(state.kind)
    const foreign = Object.create(engine, {
      state: { get: () => ({ ...state, capabilities: { ...state.capabilities, arch: 's390x' } }) }
    }) as typeof engine
    const other = filesHandlers({ engines: { get: () => foreign }, chosen })
    const browser = collect<BrowseState>((context) => other.browse(on(volume), context))
    browser.ended.catch(() => undefined)
    expect((await browser.until(opened)).at(-1)).toMatchObject({ way: 'archive', why: 'architecture', can: ['upload'] })
    const stream = collect<FolderBatch>((context) => other.listFolder({ ...on(volume), path: '/' }, context))
    await stream.ended
    const rows = readRows(stream.items.map((batch) => (batch.kind === 'rows' ? batch.rows : '')).join(''))
    expect(rows.map(({ name }) => name).sort()).toEqual(['link', 'out', 'sub'])
    expect(await other.readFile({ ...on(volume), path: '/link', limit: 100 }, callContext())).toMatchObject({
      path: '/sub/file',
      data: Buffer.from('text\n').toString('base64')
    })
    expect(await failureOf(other.locateFile({ ...on(volume), path: '/out' }, callContext()))).toMatchObject({
      kind: 'not-found'
    })
    const source = join(folder, 'plain')
    await writeFile(source, 'plain')
    chosen.add(source)
    await other.uploadFiles({ ...on(volume), folder: '/sub', sources: [source], overwrite: false }, taskContext())
    expect(await inVolume(volume, 'cat sub/plain')).toBe('plain')
    expect(await failureOf(other.makeFolder({ ...on(volume), path: '/new' }, callContext()))).toMatchObject({
      kind: 'unsupported'
    })
    await browser.close()
    await leaveVolume(foreign, volume)
    expect(await helpers(volume)).toBe('')
  })
})
