/** Writes a small file whole or not at all: beside its place, flushed to the disk, and moved there in one step. */
import { randomBytes } from 'node:crypto'
import { chmod, chown, copyFile, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Who a file belongs to and who may read it; without an owner, whoever writes it. */
export interface Manner {
  readonly mode: number
  readonly uid?: number | undefined
  readonly gid?: number | undefined
}

export interface WriteOptions {
  /** Of a new file. One that is there keeps its mode, its owner, and the link that leads to it. */
  readonly mode: number
  /** In place of what is there now: as it was when it was read. */
  readonly manner?: Manner
  /** The mode of folders that are missing; without it, none is made. */
  readonly folders?: number
  /** Where a copy of what stood there stays. */
  readonly kept?: string
  /** Where it is written first: what a write leaves there that is killed, the next one removes. Any name where not given. */
  readonly beside?: string
}

/** Throws what the file system says; the file is then as it was, and nothing lies beside it. */
export async function writeWhole(
  path: string,
  content: string | Buffer,
  { mode, manner, folders, kept, beside: wanted }: WriteOptions
): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const present = manner ?? (await stat(target).catch(() => undefined))
  const beside = wanted ?? `${target}.${randomBytes(6).toString('hex')}.tmp`
  if (folders !== undefined) await ensureFolder(dirname(target), folders)
  try {
    if (wanted !== undefined) await rm(wanted, { force: true })
    if (kept !== undefined) await keepCopy(target, kept)
    const file = await open(beside, 'wx', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await setManner(beside, present ?? { mode })
    await rename(beside, target)
  } catch (error) {
    // Where the folder is gone or read-only there is nothing of ours in it.
    await rm(beside, { force: true }).catch(() => undefined)
    throw error
  }
  await settle(target)
}

/** Only an administrator gives files away. */
export async function setManner(path: string, { mode, uid, gid }: Manner): Promise<void> {
  await chmod(path, mode & 0o7777)
  if (process.getuid?.() === 0 && uid !== undefined && gid !== undefined) await chown(path, uid, gid)
}

/** That a file was moved or removed is on the disk too. Windows flushes no folder, and one that may not be read is not flushed. */
export async function settle(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(dirname(path), 'r').catch(() => undefined)
  await folder?.sync().finally(() => folder.close())
}

async function keepCopy(path: string, copy: string): Promise<void> {
  try {
    await copyFile(path, copy)
  } catch (error) {
    // A first one has nothing before it.
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

/** With those above it, each with that mode. Node's own recursive one says of a read-only disk that nothing is there. */
export async function ensureFolder(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode })
  } catch (error) {
    // A disk that may not be written says so only of what is not there.
    if (codeOf(error) === 'EEXIST') return
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error
    await ensureFolder(dirname(path), mode)
    await mkdir(path, { mode })
  }
}
