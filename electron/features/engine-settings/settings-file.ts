/** The file itself: read as it is, written whole or not at all, with its owner, its mode, its encoding and its ends of lines. */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { access, copyFile, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { longestText } from '../../../contract/engine-settings/api'
import { FailureError } from '../../engine/failure-error'
import { fileError } from '../../platform/save-file'
import { setManner, settle, writeWhole, type Manner } from '../../platform/write-whole'

export interface ReadFile {
  /** Where links lead. */
  readonly path: string
  readonly exists: boolean
  readonly text: string
  readonly bytes: Buffer
  readonly version: string
  readonly mode: number
  readonly uid: number | undefined
  readonly gid: number | undefined
}

export const versionOf = (bytes: Buffer | undefined): string =>
  bytes === undefined ? 'none' : createHash('sha256').update(bytes).digest('hex')

/** Notepad and PowerShell begin a file with a mark of its encoding; engines read past it, and so do we. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le')
  return bytes.toString('utf8').replace(/^\uFEFF/, '')
}
/** `text` in the manner of the bytes that it replaces. */
export function encode(text: string, like: Buffer): Buffer {
  const was = decode(like)
  const broken = was.includes('\r\n') ? text.replaceAll(/\r?\n/g, '\r\n') : text
  if (like[0] === 0xff && like[1] === 0xfe)
    return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(broken, 'utf16le')])
  return Buffer.from(like[0] === 0xef && like[1] === 0xbb ? `\uFEFF${broken}` : broken)
}

/** Throws FailureError: permission-denied (file), invalid-input where it is no text of a fitting size. */
export async function readSettings(path: string): Promise<ReadFile> {
  const real = await realpath(path).catch(() => path)
  try {
    const facts = await stat(real)
    if (!facts.isFile() || facts.size > longestText)
      throw new FailureError({ kind: 'invalid-input', message: `${path}: not a file of settings` })
    const bytes = await readFile(real)
    return {
      path: real,
      exists: true,
      text: decode(bytes).replaceAll('\r\n', '\n'),
      bytes,
      version: versionOf(bytes),
      mode: facts.mode & 0o7777,
      uid: facts.uid,
      gid: facts.gid
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw fileError(error, path)
    const nothing = Buffer.alloc(0)
    return {
      path: real,
      exists: false,
      text: '',
      bytes: nothing,
      version: 'none',
      mode: 0o644,
      uid: undefined,
      gid: undefined
    }
  }
}

/** Whether this person can write there, and leave it as it was but for its text. */
export async function isOwn({ path, exists, uid }: ReadFile): Promise<boolean> {
  const me = process.getuid?.()
  if (exists && me !== undefined && me !== 0 && uid !== me) return false
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    try {
      await access(folder, constants.W_OK)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) return false
    }
  }
}

/** What a write leaves beside where it is killed: removed by the next one. */
export const besideOf = (path: string): string => `${path}.escale-new`

/** Throws FailureError: disk-full, permission-denied (file). The file is then as it was. */
export async function writeSettings(path: string, bytes: Buffer, manner: Manner): Promise<void> {
  try {
    await writeWhole(path, bytes, { mode: manner.mode, manner, folders: 0o777, beside: besideOf(path) })
  } catch (error) {
    throw fileError(error, path)
  }
}

/** As it is, beside it. Throws as writeSettings does, and leaves no half a copy. */
export async function keepBackup(file: ReadFile, backup: string): Promise<void> {
  try {
    await copyFile(file.path, backup, constants.COPYFILE_EXCL)
    const copy = await open(backup, 'r+')
    await copy.sync().finally(() => copy.close())
    await setManner(backup, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(backup, { force: true }).catch(() => undefined)
    throw fileError(error, backup)
  }
}

/** The backup is the file again, as it was. */
export async function putBack(backup: string, path: string): Promise<void> {
  try {
    await rename(backup, path)
    await settle(path)
  } catch (error) {
    throw fileError(error, path)
  }
}

export async function removeSettings(path: string): Promise<void> {
  try {
    await rm(path, { force: true })
    await settle(path)
  } catch (error) {
    throw fileError(error, path)
  }
}

/** Backups of one file that stay. */
const keptBackups = 5

/** The oldest go. What cannot be removed is no harm. */
export async function pruneBackups(path: string): Promise<void> {
  const folder = dirname(path)
  const prefix = `${basename(path)}.escale-`
  const names = await readdir(folder).catch((): string[] => [])
  const ours = names.filter((name) => name.startsWith(prefix) && /^\d{8}-\d{6}(-\d+)?$/.test(name.slice(prefix.length)))
  for (const name of ours.sort().slice(0, -keptBackups))
    await rm(join(folder, name), { force: true }).catch(() => undefined)
}
