/**
 * What `stat` printed of many files. Between any two fields stands a word that nobody could know beforehand, so that no name,
 * whatever is in it, can pass for another file.
 */
import type { FileEntry, FileKind } from '../../../../contract/containers/files/model'
import { escapeBytes } from '../../../../contract/containers/files/path'

/** Kind and permissions in hex, owners, size, time, name, and name with target; GNU's, busybox's and uutils' stat alike. */
export const statFormat = (token: string): string => `${token}%f %u %g %s %Y %U %G ${token}%n${token}%N${token}`

/** The kind, as `st_mode` has it. Source: inode(7). */
const kinds: Readonly<Record<number, FileKind>> = {
  0o14: 'socket',
  0o12: 'link',
  0o10: 'file',
  0o06: 'device',
  0o04: 'folder',
  0o02: 'device',
  0o01: 'pipe'
}

/** `output` as latin1: a character a byte. `folder` ends with a slash, as `find` was given it. */
export function parseStat(output: string, token: string, folder: string): readonly FileEntry[] {
  // Each file is: token facts token name token name-and-target token newline.
  const pieces = output.split(token)
  const entries: FileEntry[] = []
  for (let at = 1; at + 2 < pieces.length; at += 4) {
    const [facts = '', path = '', link = ''] = pieces.slice(at, at + 3)
    const name = path.startsWith(folder) ? path.slice(folder.length) : ''
    const [mode = '', uid, gid, size, changed, user = '', group = ''] = facts.trim().split(' ')
    if (name === '' || name.includes('/') || !/^[0-9a-f]+$/i.test(mode)) continue
    const bits = Number.parseInt(mode, 16)
    const kind = kinds[bits >> 12] ?? 'other'
    const target = kind === 'link' ? targetOf(path, link) : undefined
    entries.push({
      name: escapeLatin(name),
      kind,
      size: Number(size),
      mode: bits & 0o7777,
      uid: Number(uid),
      gid: Number(gid),
      ...(isName(user) ? { user } : {}),
      ...(isName(group) ? { group } : {}),
      changed: Number(changed) * 1000,
      ...(target === undefined ? {} : { target: escapeLatin(target) })
    })
  }
  return entries
}

const isName = (name: string): boolean => name !== '' && name !== 'UNKNOWN'
const escapeLatin = (latin: string): string => escapeBytes(Buffer.from(latin, 'latin1'))

/** `name -> target` with QUOTING_STYLE=literal, `'name' -> 'target'` of busybox, which escapes nothing. */
function targetOf(path: string, link: string): string | undefined {
  const plain = `${path} -> `
  if (link.startsWith(plain)) return link.slice(plain.length)
  const quoted = `'${path}' -> '`
  return link.startsWith(quoted) && link.endsWith("'") ? link.slice(quoted.length, -1) : undefined
}
