import {
  chmod,
  link,
  lstat,
  mkdir,
  readdir,
  readlink,
  symlink,
  readFile as readLocal,
  writeFile as writeLocal
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { escapeText } from '../../../../contract/containers/files/path'
import { readRows } from '../../../../contract/volumes/files/rows'
import {
  all,
  at,
  context,
  failureOf,
  local,
  on,
  signal,
  tar,
  unpack,
  useLocalVolume,
  type TarFile
} from '../../../../tests/support/local-volume'
import { canRunHelper } from '../../../../tests/support/volume-helper'
import { readTar } from '../../../engine/tar-reader'
import { folderSizes } from './folder-sizes'
import { ask } from './replies'
import { searchFiles } from './search-files'
import { pack } from './transfer'
import { copyFiles, countFiles, moveFiles, removeFiles, setPermissions } from './trees'
import { make, renameFile } from './write-file'

useLocalVolume()

describe.skipIf(!canRunHelper)('trees of the volume helper', () => {
  it('renames, moves and copies, never over what is there unless it is told to', async () => {
    await mkdir(join(local.folder, 'from/deep'), { recursive: true })
    await mkdir(join(local.folder, 'to/from'), { recursive: true })
    await writeLocal(join(local.folder, 'from/deep/one'), 'one')
    await link(join(local.folder, 'from/deep/one'), join(local.folder, 'from/two'))
    await symlink('deep/one', join(local.folder, 'from/link'))
    await writeLocal(join(local.folder, 'to/from/old'), 'old')
    await chmod(join(local.folder, 'from/deep'), 0o2710)
    const into = { ...on, folder: '/to', paths: ['/from'] }
    expect(await failureOf(copyFiles(local.helper.browser, { ...into, overwrite: false }, context))).toMatchObject({
      kind: 'conflict',
      reason: 'already',
      name: '/from'
    })
    await copyFiles(local.helper.browser, { ...into, overwrite: true }, context)
    expect((await readdir(join(local.folder, 'to/from'))).sort()).toEqual(['deep', 'link', 'old', 'two'])
    expect(await readlink(join(local.folder, 'to/from/link'))).toBe('deep/one')
    expect((await lstat(join(local.folder, 'to/from/deep'))).mode & 0o7777).toBe(0o2710)
    const [copy, other, source] = await Promise.all(
      ['to/from/two', 'to/from/deep/one', 'from/two'].map((path) => lstat(join(local.folder, path)))
    )
    expect(copy?.ino).toBe(other?.ino)
    expect(copy?.ino).not.toBe(source?.ino)
    expect(copy?.mtimeMs).toBe(source?.mtimeMs)

    await renameFile(local.helper.browser, { ...on, path: '/from', name: escapeText('neü') }, signal)
    expect((await readdir(local.folder)).sort()).toEqual(['neü', 'to'])
    await mkdir(join(local.folder, 'to/neü'))
    const move = { ...on, folder: '/to', paths: [`/${escapeText('neü')}`] }
    expect(await failureOf(moveFiles(local.helper.browser, { ...move, overwrite: false }, signal))).toMatchObject({
      kind: 'conflict'
    })
    await moveFiles(local.helper.browser, { ...move, overwrite: true }, signal)
    expect(await readdir(local.folder)).toEqual(['to'])
    expect((await readdir(join(local.folder, 'to/neü'))).sort()).toEqual(['deep', 'link', 'two'])
    // A folder does not go into itself.
    expect(
      await failureOf(
        moveFiles(local.helper.browser, { ...on, folder: '/to/from', paths: ['/to'], overwrite: false }, signal)
      )
    ).toMatchObject({ kind: 'invalid-input' })
  })

  it('counts, weighs, searches, changes and removes trees', async () => {
    for (const path of ['big', 'small/a', 'small/b']) await mkdir(join(local.folder, path), { recursive: true })
    await writeLocal(join(local.folder, 'big/file'), Buffer.alloc(100_000, 1))
    await link(join(local.folder, 'big/file'), join(local.folder, 'small/same'))
    for (let index = 0; index < 30; index++) await writeLocal(join(local.folder, `small/a/file-${index}`), 'x')
    await writeLocal(join(local.folder, 'small/b/ÉCLAIR.txt'), 'é')
    await symlink('/', join(local.folder, 'small/root'))
    const [counted] = (await all(countFiles(local.helper.browser, { ...on, paths: ['/big', '/small'] }, signal))).slice(
      -1
    )
    expect(counted).toMatchObject({ kind: 'counted', files: 34, folders: 4, bytes: 100_032 })

    const [weighed] = (
      await all(folderSizes(local.helper.browser, { ...on, path: '/', depth: 2, top: 3 }, signal))
    ).slice(-1)
    if (weighed?.kind !== 'weighed') throw new Error('No sizes')
    expect(weighed.root).toMatchObject({ kind: 'folder', files: 34, folders: 5, bytes: 100_032 })
    const small = weighed.root.children.find((child) => child.name === 'small')
    expect(small?.children.map(({ name: child }) => child)).toEqual(expect.arrayContaining(['a', 'b']))
    const total = (nodes: readonly { readonly bytes: number }[]) => nodes.reduce((sum, { bytes }) => sum + bytes, 0)
    expect(total(small?.children ?? [])).toBe(small?.bytes)
    expect(total(weighed.root.children)).toBe(100_032)
    const only = await all(folderSizes(local.helper.browser, { ...on, path: '/small/a', depth: 1, top: 4 }, signal))
    expect(only.at(-1)).toMatchObject({
      root: { children: [{ kind: 'file' }, {}, {}, {}, { kind: 'rest', name: '', files: 26, bytes: 26 }] }
    })

    const search = async (words: string, limit = 100) => {
      const batches = await all(searchFiles(local.helper.browser, { ...on, path: '/', words, limit }, signal))
      return {
        names: readRows(batches.map((batch) => ('rows' in batch ? batch.rows : '')).join('')).map((row) => row.name),
        end: batches.at(-1)
      }
    }
    expect((await search('éclair')).names).toEqual([`small/b/${escapeText('ÉCLAIR.txt')}`])
    expect((await search('FILE-2')).names).toHaveLength(11)
    expect((await search('file', 5)).end).toMatchObject({ kind: 'searched', found: 5, complete: false })

    const change = { ...on, paths: ['/small'], uid: 12, gid: 34, mode: 0o750, below: true }
    if (process.getuid?.() === 0) {
      await chmod(join(local.folder, 'small/a/file-1'), 0o4755)
      await setPermissions(local.helper.browser, change, context)
      expect(await lstat(join(local.folder, 'small/a/file-1'))).toMatchObject({ uid: 12, gid: 34, mode: 0o100750 })
      expect(await lstat(join(local.folder, 'small/a/file-2'))).toMatchObject({ mode: 0o100640 })
      expect(await lstat(join(local.folder, 'small/a'))).toMatchObject({ mode: 0o40750, uid: 12 })
      expect(await lstat(join(local.folder, 'small/root'))).toMatchObject({ uid: 12 })
    }
    await removeFiles(local.helper.browser, { ...on, paths: ['/small'] }, context)
    expect(await readdir(local.folder)).toEqual(['big'])
    expect((await lstat('/')).isDirectory()).toBe(true)
  })

  it('packs what it unpacks', async () => {
    const long = 'n'.repeat(200)
    await mkdir(join(local.folder, 'tree', long), { recursive: true })
    await writeLocal(at(`tree/${long}/latin-\xe9`), 'bytes')
    await symlink(`${long}/file`, join(local.folder, 'tree/link'))
    await link(at(`tree/${long}/latin-\xe9`), join(local.folder, 'tree/second'))
    const found: string[] = []
    for await (const entry of readTar(pack(local.helper.browser, ['/tree'], signal)))
      found.push(`${entry.kind} ${entry.path.toString('latin1')} ${entry.target.toString('latin1')}`)
    expect(found).toHaveLength(5)
    expect(found).toContain(`link tree/link ${long}/file`)
    await make(local.helper.browser, 'mkdir', '/copy', signal)
    await ask(local.helper.browser, 'write', ['unpack', '/copy', '0', '1'], {
      signal,
      input: pack(local.helper.browser, ['/tree'], signal)
    })
    const [one, other] = await Promise.all([
      lstat(at(`copy/tree/${long}/latin-\xe9`)),
      lstat(join(local.folder, 'copy/tree/second'))
    ])
    expect(one.ino).toBe(other.ino)
    expect(await readLocal(join(local.folder, 'copy/tree/second'), 'utf8')).toBe('bytes')
    expect((await readdir(local.folder)).sort()).toEqual(['copy', 'tree'])
  })

  it('takes no hostile tar for a way out', async () => {
    await mkdir(join(local.folder, 'into'))
    await symlink('/tmp', join(local.folder, 'into/there'))
    const outside = join(tmpdir(), `escale-outside-${process.pid}`)
    const hostile: TarFile[][] = [
      [{ name: '../up', text: 'x' }],
      [{ name: 'a/../../up', text: 'x' }],
      [
        { name: 'link', kind: 'link', target: Buffer.from(tmpdir()) },
        { name: `link/escale-outside-${process.pid}`, text: 'x' }
      ],
      [{ name: 'hard', kind: 'hard-link', target: Buffer.from('/etc/passwd') }],
      [{ name: 'hard', kind: 'hard-link', target: Buffer.from('../into/there') }],
      [{ name: `there/escale-outside-${process.pid}`, text: 'x' }]
    ]
    for (const files of hostile) {
      const failure = await failureOf(unpack(files, false, '/into'))
      expect(['invalid-input', 'not-found', 'conflict']).toContain(failure.kind)
      await expect(lstat(outside)).rejects.toThrow()
      expect(await readdir(local.folder)).toEqual(['into'])
      expect(await readdir(join(local.folder, 'into'))).toEqual(['there'])
    }
    // A folder does not take the place of a link, nor go through it.
    await unpack([{ name: 'there/escale-inside', text: 'x' }], true, '/into').catch(() => undefined)
    await expect(lstat(join(tmpdir(), 'escale-inside'))).rejects.toThrow()
  })

  it('leaves nothing of what is cut or is no tar', async () => {
    await writeLocal(join(local.folder, 'old'), 'old')
    async function* cut(): AsyncGenerator<Buffer, void> {
      for await (const piece of tar([{ name: 'old', text: 'new'.repeat(1000) }])) {
        yield piece.subarray(0, 600)
        if (piece.length > 600) return
      }
    }
    const words = ['unpack', '/', '1', '0']
    expect(await failureOf(ask(local.helper.browser, 'write', words, { signal, input: cut() }))).toMatchObject({
      kind: 'invalid-input'
    })
    async function* noise(): AsyncGenerator<Buffer, void> {
      yield Buffer.alloc(5000, 'noise')
    }
    await failureOf(ask(local.helper.browser, 'write', words, { signal, input: noise() }))
    expect(await readdir(local.folder)).toEqual(['old'])
    expect(await readLocal(join(local.folder, 'old'), 'utf8')).toBe('old')
  })
})
