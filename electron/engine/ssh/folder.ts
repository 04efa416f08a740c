/** Folders that are this person's alone, for sockets and questions: gone with who made them, also when that was killed. */
import { accessSync, chmodSync, constants, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'escale-ssh-'
/** Bytes of a folder's path: a socket's path has about 104, and ssh adds 18 to the name of its own while it makes it. */
const longest = 70
/** ssh reads such paths within options, where other signs have a meaning. */
const plain = /^[\w./+-]+$/

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Of another person, then, and alive.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Removes what earlier runs left behind: whoever is named by the folder no longer lives. */
export function sweepFolders(place: string, alive: (pid: number) => boolean = isAlive): void {
  for (const name of readdirSync(place)) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]
    if (pid === undefined || alive(Number(pid))) continue
    try {
      rmSync(join(place, name), { recursive: true, force: true })
    } catch {
      // Another person's: theirs to remove.
    }
  }
}

/** Whether files in it may be run: a folder of temporary files may be mounted so that they are not. */
function runs(folder: string): boolean {
  const file = join(folder, 'run')
  try {
    writeFileSync(file, '', { mode: 0o700 })
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  } finally {
    rmSync(file, { force: true })
  }
}

const placesHere = (): readonly string[] =>
  [tmpdir(), process.env['XDG_RUNTIME_DIR'] ?? '', '/tmp'].filter((place) => place !== '')

let isSwept = false

/** Throws the last place's error where none can be used. */
export function makeFolder(places: readonly string[] = placesHere()): string {
  const made: string[] = []
  let fault: unknown = new Error(`No folder for ssh's sockets: ${places.join(', ')}`)
  for (const place of places) {
    if (process.platform !== 'win32' && (!plain.test(place) || place.length + prefix.length + 16 > longest)) continue
    try {
      if (!isSwept) sweepFolders(place)
      const folder = mkdtempSync(join(place, `${prefix}${process.pid}-`))
      chmodSync(folder, 0o700)
      made.push(folder)
      if (process.platform === 'win32' || runs(folder)) break
    } catch (error) {
      fault = error
    }
  }
  isSwept = true
  // Where nothing may be run, nothing can be asked: keys and agents still work.
  const chosen = made.at(-1)
  for (const folder of made) if (folder !== chosen) rmSync(folder, { recursive: true, force: true })
  if (chosen === undefined) throw fault
  return chosen
}
