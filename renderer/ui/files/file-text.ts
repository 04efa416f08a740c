/** A file's facts as `ls -l` writes them. */
import type { FileEntry, FileKind } from '../../../contract/containers/files/model'

const letters: Readonly<Record<FileKind, string>> = {
  file: '-',
  folder: 'd',
  link: 'l',
  device: 'b',
  pipe: 'p',
  socket: 's',
  other: '?'
}

/** `drwxr-sr-t` */
export function modeText({ kind, mode }: Pick<FileEntry, 'kind' | 'mode'>): string {
  const three = (shift: number, special: number, letter: string): string => {
    const bits = mode >> shift
    const runs = (bits & 1) !== 0
    const last = (mode & special) !== 0 ? (runs ? letter : letter.toUpperCase()) : runs ? 'x' : '-'
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${last}`
  }
  return letters[kind] + three(6, 0o4000, 's') + three(3, 0o2000, 's') + three(0, 0o1000, 't')
}

/** `root:root`, or `0:0` where names are not known. */
export const ownerText = ({ uid, gid, user, group }: FileEntry): string => `${user ?? uid}:${group ?? gid}`
