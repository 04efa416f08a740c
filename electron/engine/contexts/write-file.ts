/** Writes a small file whole or not at all; one that is there keeps its mode, its owner, and the link that leads to it. */
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** `mode` is for a new file. Throws what the file system says. */
export async function writeWhole(path: string, content: string | Buffer, mode: number): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const present = await stat(target).catch(() => undefined)
  const beside = `${target}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const file = await open(beside, 'wx', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await chmod(beside, present === undefined ? mode : present.mode & 0o7777)
    if (present !== undefined && process.getuid?.() === 0) await chown(beside, present.uid, present.gid)
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
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
