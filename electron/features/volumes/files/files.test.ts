import {
  chmod,
  link,
  lstat,
  mkdir,
  readdir,
  rm,
  stat,
  symlink,
  readFile as readLocal,
  writeFile as writeLocal
} from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeBytes } from '../../../../contract/containers/files/path'
import {
  all,
  at,
  context,
  failureOf,
  list,
  local,
  on,
  read,
  signal,
  tar,
  useLocalVolume,
  write
} from '../../../../tests/support/local-volume'
import { canRunHelper, localHelper } from '../../../../tests/support/volume-helper'
import { listFolder } from './list-folder'
import { locate } from './read-file'
import { ask } from './replies'
import { countFiles, removeFiles } from './trees'
import { make } from './write-file'

useLocalVolume()

/** A name that a file system can have. */
const name = fc
  .uint8Array({ minLength: 1, maxLength: 60 })
  .filter(
    (bytes) => !bytes.includes(0) && !bytes.includes(0x2f) && !['.', '..'].includes(String.fromCharCode(...bytes))
  )

describe.skipIf(!canRunHelper)('the volume helper', () => {
  it('keeps every byte of a name, both ways', async () => {
    await fc.assert(
      fc.asyncProperty(name, name, async (one, target) => {
        const escaped = escapeBytes(one)
        await make(local.helper.browser, 'mkdir', `/${escaped}`, signal)
        const inside = Buffer.concat([at(Buffer.from(one).toString('latin1')), Buffer.from('/'), Buffer.from(one)])
        await symlink(Buffer.from(target), inside)
        expect(await list()).toMatchObject([{ name: escaped, kind: 'folder', mode: 0o755 }])
        expect(await list(`/${escaped}`)).toMatchObject([{ name: escaped, kind: 'link', target: escapeBytes(target) }])
        await removeFiles(local.helper.browser, { ...on, paths: [`/${escaped}`] }, context)
        expect(await list()).toEqual([])
      }),
      { numRuns: 60 }
    )
  })

  it('says of a file what the system says', async () => {
    await writeLocal(join(local.folder, 'plain'), 'hello', { mode: 0o640 })
    await link(join(local.folder, 'plain'), join(local.folder, 'second'))
    const stats = await lstat(join(local.folder, 'plain'), { bigint: true })
    const [entry] = (await list()).filter((one) => one.name === 'plain')
    expect(entry).toEqual({
      name: 'plain',
      kind: 'file',
      size: 5,
      mode: Number(stats.mode & 0o7777n),
      uid: Number(stats.uid),
      gid: Number(stats.gid),
      changed: Number(stats.mtimeMs)
    })
    const file = await locate(local.helper.browser, '/plain', signal)
    expect(file.version).toBe(`${stats.mtimeNs}.5.${stats.ino}`)
  })

  it('follows links within the volume alone', async () => {
    await mkdir(join(local.folder, 'a/b'), { recursive: true })
    await writeLocal(join(local.folder, 'a/b/file'), 'here')
    await symlink('b', join(local.folder, 'a/way'))
    await symlink('a/way/../b/file', join(local.folder, 'link'))
    await symlink('../../../etc/passwd', join(local.folder, 'out'))
    await symlink('/etc/passwd', join(local.folder, 'absolute'))
    await symlink('circle', join(local.folder, 'circle'))
    await symlink('/etc', join(local.folder, 'etc'))
    expect(await read('/a/way/file')).toMatchObject({ path: '/a/b/file', text: 'here' })
    expect(await read('/link')).toMatchObject({ path: '/a/b/file' })
    for (const path of ['/out', '/absolute', '/etc/passwd'])
      expect(await failureOf(read(path))).toMatchObject({ kind: 'not-found', subject: 'file' })
    expect(await failureOf(read('/circle'))).toMatchObject({ kind: 'invalid-input' })
    // Nothing but following follows.
    for (const words of [
      ['list', '/etc'],
      ['read', '/etc/passwd', '0', '100'],
      ['write', '/etc/new', 'new'],
      ['mkdir', '/etc/new'],
      ['remove', '/etc/passwd']
    ])
      expect(await failureOf(ask(local.helper.browser, 'write', words, { signal, input: tar([]) }))).toMatchObject({
        kind: 'invalid-input',
        message: expect.stringMatching(/symbolic links|not a directory/) as string
      })
    expect(await failureOf(ask(local.helper.browser, 'read', ['list', '/../etc'], { signal }))).toMatchObject({
      kind: 'invalid-input'
    })
  })

  it('writes whole, keeps owner and mode, and sees what changed meanwhile', async () => {
    await writeLocal(join(local.folder, 'file'), 'first')
    await chmod(join(local.folder, 'file'), 0o600)
    const { version } = await read('/file')
    const next = await write('/file', 'second', version)
    expect((await lstat(join(local.folder, 'file'))).mode & 0o777).toBe(0o600)
    expect(await failureOf(write('/file', 'third', version))).toMatchObject({ kind: 'conflict', reason: 'other' })
    expect(await failureOf(write('/file', 'third', 'new'))).toMatchObject({ kind: 'conflict', reason: 'already' })
    expect(await readLocal(join(local.folder, 'file'), 'utf8')).toBe('second')
    await rm(join(local.folder, 'file'))
    expect(await failureOf(write('/file', 'third', next.version))).toMatchObject({ kind: 'conflict', reason: 'other' })
    await write('/file', 'third', 'any')
    expect(await readdir(local.folder)).toEqual(['file'])
    await mkdir(join(local.folder, 'folder'))
    expect(await failureOf(write('/folder', 'x', 'any'))).toMatchObject({ kind: 'invalid-input' })
    await symlink('file', join(local.folder, 'link'))
    expect(await failureOf(write('/link', 'x', 'any'))).toMatchObject({ kind: 'invalid-input' })
    expect(await readLocal(join(local.folder, 'file'), 'utf8')).toBe('third')
  })

  it('lets one of many writers win, and tells the others', async () => {
    await writeLocal(join(local.folder, 'file'), 'first')
    const { version } = await read('/file')
    const texts = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(1000))
    const results = await Promise.allSettled(texts.map((text) => write('/file', text, version)))
    const won = results.findIndex(({ status }) => status === 'fulfilled')
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await readLocal(join(local.folder, 'file'), 'utf8')).toBe(texts[won])
    expect(await readdir(local.folder)).toEqual(['file'])
  })

  it('is cancelled, and answers others meanwhile', async () => {
    for (let index = 0; index < 200; index++)
      await mkdir(join(local.folder, `d${index % 10}/${index}/a/b/c`), { recursive: true })
    const abort = new AbortController()
    async function* endless(): AsyncGenerator<Buffer, void> {
      for (;;) {
        yield Buffer.alloc(100_000)
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const writing = failureOf(
      ask(local.helper.browser, 'write', ['write', '/new', 'new'], { signal: abort.signal, input: endless() })
    )
    for (let index = 0; index < 20; index++) await list('/d1')
    abort.abort()
    expect(await writing).toMatchObject({ kind: 'cancelled' })
    expect(await readdir(local.folder)).not.toContain('new')
    expect((await readdir(local.folder)).filter((one) => one.startsWith('.escale'))).toEqual([])
    // Left in the middle, as by a window that goes.
    const many = listFolder(local.helper.browser, '/', signal)
    await many.next()
    await many.return()
    expect(await list()).toHaveLength(10)
  })

  it('hides what a killed one has left, and removes it', async () => {
    const killed = localHelper(local.folder)
    async function* waiting(): AsyncGenerator<Buffer, void> {
      yield Buffer.alloc(100_000)
      await new Promise(() => undefined)
    }
    const writing = failureOf(ask(killed.browser, 'write', ['write', '/file', 'new'], { signal, input: waiting() }))
    // Once there is something in it, it is held: it is made a moment before.
    const isHeld = async (): Promise<boolean> => {
      const name = (await readdir(local.folder)).find((one) => one.startsWith('.escale-'))
      return name !== undefined && (await stat(join(local.folder, name))).size > 0
    }
    while (!(await isHeld())) await new Promise(setImmediate)
    // Still at work: nobody takes it away.
    await ask(local.helper.browser, 'write', ['sweep'], { signal })
    expect(await readdir(local.folder)).toHaveLength(1)
    expect(await list()).toEqual([])
    killed.kill()
    expect(await writing).toMatchObject({ kind: 'engine-error' })
    await ask(local.helper.browser, 'write', ['sweep'], { signal })
    expect(await readdir(local.folder)).toEqual([])
  })

  it('takes nothing away that another is just making', async () => {
    const other = localHelper(local.folder)
    let isWriting = true
    const sweeping = (async () => {
      let sweeps = 0
      for (; isWriting; sweeps++) await ask(local.helper.browser, 'write', ['sweep'], { signal })
      return sweeps
    })()
    async function* content(): AsyncGenerator<Buffer, void> {
      yield Buffer.from('new')
    }
    const names = Array.from({ length: 100 }, (_, index) => `file-${index}`)
    try {
      for (const name of names)
        await ask(other.browser, 'write', ['write', `/${name}`, 'new'], { signal, input: content() })
    } finally {
      isWriting = false
    }
    expect(await sweeping).toBeGreaterThan(0)
    expect((await readdir(local.folder)).sort()).toEqual([...names].sort())
    other.kill()
  })

  it('survives a tree that is deeper than any path', async () => {
    let path = ''
    for (let depth = 0; depth < 25; depth++) {
      path += `/${'d'.repeat(200)}`
      await make(local.helper.browser, 'mkdir', path, signal)
    }
    const [counted] = (
      await all(countFiles(local.helper.browser, { ...on, paths: [`/${'d'.repeat(200)}`] }, signal))
    ).slice(-1)
    expect(counted).toMatchObject({ folders: 25 })
    await removeFiles(local.helper.browser, { ...on, paths: [`/${'d'.repeat(200)}`] }, context)
    expect(await list()).toEqual([])
  })
})
