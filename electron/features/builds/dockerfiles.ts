/** Dockerfiles of this computer: found, and written whole. */
import { chmod, readdir, realpath, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { saveBy } from '../../platform/save-file'
import { aboutPath, folderOf } from './context/build-context'

const isDockerfile = (name: string): boolean =>
  /^(Dockerfile|Containerfile)(\..+)?$|\.Dockerfile$/i.test(name) && !/\.dockerignore$/i.test(name)
/** Folders that hold many files, and none that one builds by. */
const passed = new Set(['node_modules', '.git', 'vendor', 'dist', 'target'])
/** How many names are given, and folders looked into. */
const most = 50
const mostFolders = 200

/** Names at the top, then those one folder below. */
export async function findDockerfiles(path: string, signal: AbortSignal): Promise<readonly string[]> {
  const folder = await folderOf(path)
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw aboutPath(error, folder)
  })
  const found = entries
    .filter((entry) => entry.isFile() && isDockerfile(entry.name))
    .map(({ name }) => join(folder, name))
  const folders = entries.filter((entry) => entry.isDirectory() && !passed.has(entry.name)).slice(0, mostFolders)
  const below: string[] = []
  for (const { name } of folders) {
    signal.throwIfAborted()
    // One that may not be read holds none.
    const names = await readdir(join(folder, name), { withFileTypes: true }).catch(() => [])
    below.push(
      ...names
        .filter((entry) => entry.isFile() && isDockerfile(entry.name))
        .map((entry) => join(folder, name, entry.name))
    )
  }
  const isPlain = (one: string): number => (/[/\\]Dockerfile$/.test(one) ? 0 : 1)
  return [
    ...found.toSorted((one, other) => isPlain(one) - isPlain(other) || one.localeCompare(other)),
    ...below.toSorted()
  ].slice(0, most)
}

/** In one step: half a Dockerfile never stands there. What may be done with it stays as it was, and a link stays one: where it leads is written. */
export async function saveDockerfile(path: string, text: string): Promise<string> {
  const named = resolve(path)
  const whole = await realpath(named).catch(() => named)
  const mode = await stat(whole).then(
    (stats) => stats.mode & 0o777,
    () => undefined
  )
  try {
    const write = async (beside: string): Promise<void> => {
      await writeFile(beside, text)
      if (mode !== undefined) await chmod(beside, mode)
    }
    await saveBy(whole, write, new AbortController().signal)
    return named
  } catch (error) {
    throw aboutPath(error, named)
  }
}
