/** What takes its place is as it was packed or copied, whatever the volume's own top hands on to what is made in it. */
import { execFile } from 'node:child_process'
import { chmod, chown, lstat, mkdir, open, readdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { context, local, on, signal, tar, useLocalVolume } from '../../../../tests/support/local-volume'
import { canRunHelper } from '../../../../tests/support/volume-helper'
import { ask } from './replies'
import { pack } from './transfer'
import { copyFiles } from './trees'

const run = promisify(execFile)
const megabyte = 1024 * 1024
const isRoot = process.getuid?.() === 0
const path = (...parts: readonly string[]): string => join(local.folder, ...parts)
/** Blocks of 512 bytes that a file takes, once it is written. */
async function blocksOf(file: string): Promise<number> {
  const handle = await open(file, 'r+')
  await handle.sync()
  const { blocks } = await handle.stat()
  await handle.close()
  return blocks
}

useLocalVolume()

describe.skipIf(!canRunHelper)('places in a volume', () => {
  it.skipIf(!isRoot)('gives what a tar brings its own group, also where the top hands its own on', async () => {
    await chown(local.folder, 0, 4_321)
    await chmod(local.folder, 0o2775)
    await mkdir(path('into'), { mode: 0o755 })
    await chown(path('into'), 0, 0)
    await chmod(path('into'), 0o755)
    const files = [
      { name: 'folder/', kind: 'folder' as const, mode: 0o750 },
      { name: 'folder/file', text: 'x', mode: 0o640 },
      { name: 'file', text: 'x', mode: 0o640 }
    ]
    await ask(local.helper.browser, 'write', ['unpack', '/into', '0', '1'], { signal, input: tar(files) })
    const folder = await lstat(path('into/folder'))
    expect([folder.gid, folder.mode & 0o7777]).toEqual([0, 0o750])
    for (const name of ['into/file', 'into/folder/file']) {
      const file = await lstat(path(name))
      expect([name, file.uid, file.gid, file.mode & 0o7777]).toEqual([name, 0, 0, 0o640])
    }
  })

  it.skipIf(!isRoot)('keeps whose a pipe is, and when it was made', async () => {
    await run('mkfifo', ['-m', '620', path('pipe')])
    await chown(path('pipe'), 1_234, 4_321)
    await run('touch', ['-d', '2001-02-03 04:05:06 UTC', path('pipe')])
    await mkdir(path('copied'))
    await mkdir(path('unpacked'))
    await copyFiles(local.helper.browser, { ...on, folder: '/copied', paths: ['/pipe'], overwrite: false }, context)
    const input = pack(local.helper.browser, ['/pipe'], signal)
    await ask(local.helper.browser, 'write', ['unpack', '/unpacked', '0', '1'], { signal, input })
    const before = await lstat(path('pipe'))
    for (const place of ['copied/pipe', 'unpacked/pipe']) {
      const after = await lstat(path(place))
      expect(after.isFIFO()).toBe(true)
      expect([place, after.uid, after.gid, after.mode & 0o7777, after.mtimeMs]).toEqual([
        place,
        1_234,
        4_321,
        0o620,
        before.mtimeMs
      ])
    }
  })

  it('copies a file with holes without filling them', async () => {
    const file = await open(path('sparse'), 'w')
    await file.truncate(64 * megabyte)
    for (const place of [4_096, 32 * megabyte - 1, 48 * megabyte + 5]) await file.write(Buffer.from('abc'), 0, 3, place)
    await file.close()
    await utimes(path('sparse'), 1_000, 1_000)
    const blocks = await blocksOf(path('sparse'))
    await mkdir(path('copied'))
    const request = { ...on, folder: '/copied', paths: ['/sparse'], overwrite: false }
    await copyFiles(local.helper.browser, request, context)
    const after = await stat(path('copied/sparse'))
    expect([after.size, after.mtimeMs]).toEqual([64 * megabyte, 1_000_000])
    await run('cmp', [path('sparse'), path('copied/sparse')])
    expect(await blocksOf(path('copied/sparse'))).toBeLessThanOrEqual(blocks + 64)
  })

  it('copies files of every shape to the byte', async () => {
    await mkdir(path('from'))
    for (const [name, size, places] of [
      ['empty', 0, []],
      ['hole', 3 * megabyte + 17, []],
      ['begins', 2 * megabyte, [0]],
      ['ends', 2 * megabyte + 3, [2 * megabyte]],
      ['short', 3, [0]]
    ] as const) {
      const file = await open(path('from', name), 'w')
      await file.truncate(size)
      for (const place of places) await file.write(Buffer.from('abc'), 0, 3, place)
      await file.close()
    }
    await mkdir(path('to'))
    await copyFiles(local.helper.browser, { ...on, folder: '/to', paths: ['/from'], overwrite: false }, context)
    await run('diff', ['-r', path('from'), path('to/from')])
    expect(await readdir(local.folder)).toHaveLength(2)
  })
})
