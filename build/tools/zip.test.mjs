import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { unzip } from './zip.mjs'

/** @param {ReadonlyArray<{ name: string, content: Buffer, packed: boolean, mode: number }>} entries */
function zip(entries) {
  const files = []
  const directory = []
  let offset = 0
  for (const { name, content, packed, mode } of entries) {
    const data = packed ? deflateRawSync(content) : content
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(packed ? 8 : 0, 10)
    central.writeUInt32LE(data.length, 20)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE((mode << 16) >>> 0, 38)
    central.writeUInt32LE(offset, 42)
    files.push(local, Buffer.from(name), data)
    directory.push(central, Buffer.from(name))
    offset += 30 + name.length + data.length
  }
  const all = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(all.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, all, end])
}

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'escale-zip-'))))
afterEach(() => rmSync(folder, { recursive: true }))

it('unpacks the chosen files, packed and plain, with their modes', async () => {
  const long = Buffer.from('again and '.repeat(10_000))
  const archive = join(folder, 'a.zip')
  writeFileSync(
    archive,
    zip([
      { name: 'top/program', content: long, packed: true, mode: 0o100755 },
      { name: 'top/left-out', content: Buffer.from('no'), packed: false, mode: 0o100644 },
      { name: 'top/deep/plain', content: Buffer.from('yes'), packed: false, mode: 0o100644 },
      { name: 'top/empty', content: Buffer.alloc(0), packed: false, mode: 0o100644 }
    ])
  )
  await unzip(archive, (name) => (name.endsWith('left-out') ? undefined : join(folder, 'out', name)))
  expect(readFileSync(join(folder, 'out/top/program'))).toEqual(long)
  if (process.platform !== 'win32') expect(statSync(join(folder, 'out/top/program')).mode & 0o777).toBe(0o755)
  expect(readFileSync(join(folder, 'out/top/deep/plain'), 'utf8')).toBe('yes')
  expect(readFileSync(join(folder, 'out/top/empty'), 'utf8')).toBe('')
  expect(() => statSync(join(folder, 'out/top/left-out'))).toThrow()
})

it('refuses what is no zip archive', async () => {
  const file = join(folder, 'b.zip')
  writeFileSync(file, 'x'.repeat(1000))
  await expect(unzip(file, () => undefined)).rejects.toThrow('not a zip archive')
})
