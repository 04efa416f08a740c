/**
 * Unpacks chosen files of a zip archive, one at a time and never whole in memory.
 * The format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (no encryption, no zip64).
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, open, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

/** @typedef {{ readonly name: string, readonly method: number, readonly size: number, readonly offset: number, readonly mode: number }} Entry */

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function bytes(file, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<Entry[]>}
 */
async function directory(file) {
  const { size } = await file.stat()
  const tailStart = Math.max(0, size - 65_557) // the longest that the end record can be
  const tail = await bytes(file, tailStart, size - tailStart)
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0) throw new Error('not a zip archive')
  const count = tail.readUInt16LE(end + 10)
  const all = await bytes(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  const entries = []
  for (let at = 0, index = 0; index < count; index++) {
    const nameLength = all.readUInt16LE(at + 28)
    entries.push({
      name: all.toString('utf8', at + 46, at + 46 + nameLength),
      method: all.readUInt16LE(at + 10),
      size: all.readUInt32LE(at + 20),
      offset: all.readUInt32LE(at + 42),
      mode: all.readUInt32LE(at + 38) >>> 16
    })
    at += 46 + nameLength + all.readUInt16LE(at + 30) + all.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * @param {string} archive
 * @param {(name: string) => string | undefined} target where a file goes; undefined leaves it out
 */
export async function unzip(archive, target) {
  const file = await open(archive)
  try {
    for (const { name, method, size, offset, mode } of await directory(file)) {
      const path = name.endsWith('/') ? undefined : target(name)
      if (path === undefined) continue
      const local = await bytes(file, offset, 30)
      const start = offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
      await mkdir(dirname(path), { recursive: true })
      const packed = () => createReadStream(archive, { start, end: start + size - 1 })
      if (size === 0) await writeFile(path, '')
      else if (method === 0) await pipeline(packed(), createWriteStream(path))
      else if (method === 8) await pipeline(packed(), createInflateRaw(), createWriteStream(path))
      else throw new Error(`${name} is packed in a way (${method}) that is not known here`)
      if ((mode & 0o777) !== 0) await chmod(path, mode & 0o777)
    }
  } finally {
    await file.close()
  }
}
