/** Reads a small zip that is in memory whole, as `docker context import` takes one. Source: PKWARE's APPNOTE 6.3.10, sections 4.3 and 4.4. */
import { crc32, inflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'other'
  /** Bytes of its content. */
  readonly size: number
  /** Throws an Error where it is broken, or larger than it says. */
  content(): Buffer
}

const endSize = 22
const longestRemark = 0xffff
const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const
const method = { stored: 0, deflated: 8 } as const

export const isZip = (beginning: Buffer): boolean =>
  beginning.length >= 4 && [signature.local, signature.end].some((mark) => beginning.readUInt32LE(0) === mark)

const broken = (what: string): Error => new Error(`Not a zip: ${what}`)

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - endSize - longestRemark)
  for (let at = bytes.length - endSize; at >= lowest; at--) if (bytes.readUInt32LE(at) === signature.end) return at
  throw broken('it has no directory')
}

/** Of Unix: a link or a device is no file. Writers on other systems say nothing. */
function kindOf(name: string, attributes: number): ZipEntry['kind'] {
  if (name.endsWith('/')) return 'folder'
  const format = (attributes >>> 16) & 0o170000
  return format === 0 || format === 0o100000 ? 'file' : format === 0o040000 ? 'folder' : 'other'
}

/** Throws an Error for what is no zip, or is one of a kind that docker does not write: encrypted, or of more than 4 GB. */
export function readZip(bytes: Buffer): readonly ZipEntry[] {
  try {
    const end = findEnd(bytes)
    const count = bytes.readUInt16LE(end + 10)
    const entries: ZipEntry[] = []
    let at = bytes.readUInt32LE(end + 16)
    for (let turn = 0; turn < count; turn++) {
      if (bytes.readUInt32LE(at) !== signature.central) throw broken('its directory is cut off')
      const lengths = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset))
      const [named = 0, extra = 0, remark = 0] = lengths
      entries.push(entryAt(bytes, at, bytes.toString('utf8', at + 46, at + 46 + named)))
      at += 46 + named + extra + remark
    }
    return entries
  } catch (error) {
    // An offset that leads out of it.
    throw error instanceof RangeError ? broken('it is cut off') : error
  }
}

function entryAt(bytes: Buffer, at: number, name: string): ZipEntry {
  const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1
  const how = bytes.readUInt16LE(at + 10)
  const sum = bytes.readUInt32LE(at + 16)
  const packed = bytes.readUInt32LE(at + 20)
  const size = bytes.readUInt32LE(at + 24)
  const local = bytes.readUInt32LE(at + 42)
  if (isEncrypted) throw broken('it is encrypted')
  return {
    name,
    kind: kindOf(name, bytes.readUInt32LE(at + 38)),
    size,
    content() {
      if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== signature.local)
        throw broken('a file is not where it should be')
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      const found = unpack(bytes.subarray(from, from + packed), how, size)
      if (found.length !== size || crc32(found) !== sum) throw broken('a file is damaged')
      return found
    }
  }
}

/** Never more than it says: a few bytes may hold gigabytes. */
function unpack(packed: Buffer, how: number, size: number): Buffer {
  if (how === method.stored) return packed
  if (how !== method.deflated) throw broken(`a file is packed in way ${how}`)
  return inflateRawSync(packed, { maxOutputLength: size + 1 })
}
