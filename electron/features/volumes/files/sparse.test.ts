/** What ustar has no room for, and a volume's tar keeps all the same: holes and attributes. */
import { open, readFile, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { at, local, signal, tar, useLocalVolume } from '../../../../tests/support/local-volume'
import { canRunHelper } from '../../../../tests/support/volume-helper'
import { padding, tarHeader } from '../../../engine/tar-writer'
import { ask } from './replies'
import { pack } from './transfer'
import { make } from './write-file'

useLocalVolume()

const megabyte = 1024 * 1024
/** The magic number of tmpfs (statfs(2)): some kernels' has no attributes for everybody. */
const temporary = 0x0102_1994

/** An extended header with one record, before the entry that it is about. */
function extended(record: string): Buffer {
  const body = Buffer.from(`${record.length + 4} ${record}\n`)
  const header = tarHeader({ path: Buffer.from('extended'), kind: 'file', size: body.length, mode: 0o644, changed: 0 })
  header.write('x', 156)
  header.write('        ', 148)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, body, padding(body.length)])
}
async function copyOf(name: string): Promise<void> {
  await make(local.helper.browser, 'mkdir', '/copy', signal)
  const input = pack(local.helper.browser, [`/${name}`], signal)
  await ask(local.helper.browser, 'write', ['unpack', '/copy', '0', '1'], { signal, input })
}

describe.skipIf(!canRunHelper)('a tar of the volume helper', () => {
  it('keeps the holes of a file, and its bytes', async () => {
    const file = await open(at('sparse'), 'w')
    await file.truncate(8 * megabyte)
    // Across the edges of blocks and of pieces, and up to the very end.
    for (const place of [0, 5_000, megabyte - 1, 5 * megabyte + 4_095, 8 * megabyte - 3])
      await file.write(Buffer.from('abc'), 0, 3, place)
    await file.close()
    const before = await stat(at('sparse'))
    await copyOf('sparse')
    const path = join(local.folder, 'copy/sparse')
    const after = await stat(path)
    expect(after.size).toBe(8 * megabyte)
    expect((await readFile(path)).equals(await readFile(at('sparse')))).toBe(true)
    // A file system that makes no holes made none before.
    expect(after.blocks).toBeLessThanOrEqual(before.blocks + 64)
  })

  it('keeps the zeros of a file that has no holes', async () => {
    const file = await open(at('whole'), 'w')
    await file.write(Buffer.alloc(4 * megabyte))
    await file.sync()
    await file.close()
    const before = await stat(at('whole'))
    await copyOf('whole')
    const copy = await open(join(local.folder, 'copy/whole'), 'r+')
    await copy.sync()
    // A few more or less where its parts lie elsewhere.
    expect((await copy.stat()).blocks).toBeGreaterThanOrEqual(before.blocks - 64)
    await copy.close()
  })

  it('keeps attributes, as star and GNU tar write them', async ({ skip }) => {
    if ((await statfs(local.folder)).type === temporary) return skip('a file system without attributes for everybody')
    async function* input(): AsyncGenerator<Buffer, void> {
      yield extended('SCHILY.xattr.user.escale=a b=c')
      for await (const piece of tar([{ name: 'file', text: 'bytes' }])) yield piece
    }
    await ask(local.helper.browser, 'write', ['unpack', '/', '0', '1'], { signal, input: input() })
    const found = async (path: string): Promise<string> => {
      const pieces: Buffer[] = []
      for await (const piece of pack(local.helper.browser, [path], signal)) pieces.push(piece)
      return Buffer.concat(pieces).toString('latin1')
    }
    expect(await found('/file')).toContain('34 SCHILY.xattr.user.escale=a b=c\n')
    await copyOf('file')
    expect(await found('/copy/file')).toContain('34 SCHILY.xattr.user.escale=a b=c\n')
  })
})
