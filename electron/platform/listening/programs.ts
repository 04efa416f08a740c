/** Which program has a socket (Linux): only of one's own programs the system lets one see it. */
import { readdir, readFile, readlink } from 'node:fs/promises'

/** Names by the sockets' numbers; without those that nobody may see. */
export async function programsOf(inodes: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  if (inodes.size === 0) return found
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (found.size === inodes.size) break
    for (const link of await linksOf(pid)) {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(link) ?? []
      if (inode === undefined || !inodes.has(inode) || found.has(inode)) continue
      const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
      if (name.trim() !== '') found.set(inode, name.trim())
    }
  }
  return found
}

/** What its descriptors are; nothing of somebody else's program, or one that has ended. */
async function linksOf(pid: string): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`
  const names = await readdir(folder).catch(() => [])
  return Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => '')))
}
