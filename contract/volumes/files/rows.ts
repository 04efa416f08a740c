/**
 * Entries of a folder as lines, as the helper writes them: `kind mode uid gid size changed name [target]`, between them a space. A
 * hundred thousand of them cross two processes as one text each, and become objects where they are shown.
 */
import type { FileEntry, FileKind } from '../../containers/files/model'

const kinds: Readonly<Record<string, FileKind>> = {
  f: 'file',
  d: 'folder',
  l: 'link',
  b: 'device',
  c: 'device',
  p: 'pipe',
  s: 'socket'
}
const letters: Readonly<Record<FileKind, string>> = {
  file: 'f',
  folder: 'd',
  link: 'l',
  device: 'b',
  pipe: 'p',
  socket: 's',
  other: '?'
}

/** `f 644 0 0 1024 1700000000123 caf%C3%A9`, the mode in octal, the time in milliseconds since 1970. */
export const writeRow = ({ kind, mode, uid, gid, size, changed, name, target }: FileEntry): string =>
  `${letters[kind]} ${mode.toString(8)} ${uid} ${gid} ${size} ${Math.round(changed)} ${name}${target === undefined ? '' : ` ${target}`}\n`

/** A line that is none is left out: it never came from us. */
export function readRows(rows: string): FileEntry[] {
  const entries: FileEntry[] = []
  for (let at = 0; at < rows.length;) {
    const end = rows.indexOf('\n', at)
    const line = rows.slice(at, end === -1 ? rows.length : end)
    at += line.length + 1
    const [kind = '', mode, uid, gid, size, changed, name, target] = line.split(' ')
    if (name === undefined || name === '') continue
    const entry = {
      name,
      kind: kinds[kind] ?? 'other',
      size: Number(size),
      mode: Number.parseInt(mode ?? '', 8),
      uid: Number(uid),
      gid: Number(gid),
      changed: Number(changed)
    }
    entries.push(target === undefined ? entry : { ...entry, target })
  }
  return entries
}
