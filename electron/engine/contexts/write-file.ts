/** Writes a small file whole or not at all; one that is there keeps its mode, its owner, and the link that leads to it. */
import { randomBytes } from 'node:crypto'
import { chmod, chown, open, realpath, rename, rm, stat } from 'node:fs/promises'

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
