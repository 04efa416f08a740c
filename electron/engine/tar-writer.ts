/**
 * Writes a tar's headers: ustar, with PAX before what that cannot hold. Names are bytes, kept as they are, which is why no
 * library does it: those that there are take strings. Source: POSIX.1-2018 `pax`.
 */
const block = 512
const smallest = 0o777_7777_7777
const smallestOwner = 0o777_7777

export interface TarHeader {
  /** Without a leading slash; a folder's may end with one. */
  readonly path: Buffer
  readonly kind: 'file' | 'folder' | 'link' | 'hard-link' | 'pipe'
  /** Bytes of a file. */
  readonly size: number
  readonly mode: number
  /** Milliseconds since 1970. */
  readonly changed: number
  readonly target?: Buffer
  /** Whose it is: root's where nothing is said, as docker cp leaves what it brings. */
  readonly uid?: number
  readonly gid?: number
}

const types = { file: '0', folder: '5', link: '2', 'hard-link': '1', pipe: '6' } as const

const octal = (value: number, length: number): string =>
  `${Math.max(0, value)
    .toString(8)
    .padStart(length - 1, '0')}\0`

/** The length counts its own digits. */
function record(name: string, value: Buffer): Buffer {
  const rest = name.length + value.length + 3
  let length = rest + String(rest).length
  if (String(length).length !== String(rest).length) length = rest + String(length).length
  return Buffer.concat([Buffer.from(`${length} ${name}=`), value, Buffer.from('\n')])
}

interface Plain {
  readonly size: number
  readonly mode: number
  readonly seconds: number
  readonly target: Buffer
  readonly uid: number
  readonly gid: number
}

function header(path: Buffer, type: string, { size, mode, seconds, target, uid, gid }: Plain): Buffer {
  const bytes = Buffer.alloc(block)
  path.copy(bytes, 0, 0, 100)
  bytes.write(octal(mode & 0o7777, 8), 100, 'latin1')
  bytes.write(octal(uid > smallestOwner ? 0 : uid, 8), 108, 'latin1')
  bytes.write(octal(gid > smallestOwner ? 0 : gid, 8), 116, 'latin1')
  bytes.write(octal(size > smallest ? 0 : size, 12), 124, 'latin1')
  bytes.write(octal(Math.min(seconds, smallest), 12), 136, 'latin1')
  bytes.write('        ', 148, 'latin1')
  bytes.write(type, 156, 'latin1')
  target.copy(bytes, 157, 0, 100)
  bytes.write('ustar\x0000', 257, 'latin1')
  let sum = 0
  for (const byte of bytes) sum += byte
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return bytes
}

const isAscii = (bytes: Buffer): boolean => bytes.every((byte) => byte > 0 && byte < 0x80)

/** The header of an entry, extended where it needs to be; its body and `padding(size)` follow. */
export function tarHeader(entry: TarHeader): Buffer {
  const { path, kind, size, mode, changed, target = Buffer.alloc(0), uid = 0, gid = 0 } = entry
  const seconds = Math.floor(changed / 1000)
  const needed: Buffer[] = []
  if (path.length > 100 || !isAscii(path)) needed.push(record('path', path))
  if (target.length > 100 || !isAscii(target)) needed.push(record('linkpath', target))
  if (size > smallest) needed.push(record('size', Buffer.from(String(size))))
  if (seconds < 0 || seconds > smallest) needed.push(record('mtime', Buffer.from(String(seconds))))
  if (uid > smallestOwner) needed.push(record('uid', Buffer.from(String(uid))))
  if (gid > smallestOwner) needed.push(record('gid', Buffer.from(String(gid))))
  const own = header(path, types[kind], { size, mode, seconds, target, uid, gid })
  if (needed.length === 0) return own
  const body = Buffer.concat(needed)
  return Buffer.concat([
    header(Buffer.from('PaxHeaders/entry'), 'x', {
      size: body.length,
      mode: 0o644,
      seconds: 0,
      target: Buffer.alloc(0),
      uid: 0,
      gid: 0
    }),
    body,
    padding(body.length),
    own
  ])
}

/** What fills the last block of a body. */
export const padding = (size: number): Buffer => Buffer.alloc((block - (size % block)) % block)

export const tarEnd = Buffer.alloc(2 * block)
