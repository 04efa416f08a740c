/** What discovery looks at, as a value: tests stand on any platform. */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  /** Empty for who has none. */
  readonly home: string
  /** Undefined on Windows. */
  readonly uid: number | undefined
  exists(path: string): boolean
  /** The names in a folder; none where it cannot be read. `\\.\pipe\` lists the pipes on Windows. */
  list(folder: string): readonly string[]
  /** Undefined where there is no such file. Throws where it cannot be read. */
  read(path: string): string | undefined
  /** Where links lead; the path itself where that is unknown. */
  real(path: string): string
}

/** Bytes of a file of settings: docker's own are a few thousand. */
const largest = 16 * 1024 * 1024

/** What a file's error is called where the file is simply not there. */
const isMissing = (error: unknown): boolean => {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
}

/** A service or a container may run as a user who has no home, or who is not known to the system at all. */
function homeFolder(): string {
  for (const look of [homedir, () => userInfo().homedir]) {
    try {
      const home = look()
      if (home !== '') return home
    } catch {
      // The system knows of none: the next one is asked.
    }
  }
  return ''
}

/** `env` is copied: later changes, our own among them, do not reach it. */
export function machineSurroundings(): Surroundings {
  return {
    env: { ...process.env },
    platform: process.platform,
    home: homeFolder(),
    uid: process.getuid?.(),
    exists: existsSync,
    list(folder) {
      try {
        return readdirSync(folder)
      } catch {
        // Not there or not ours to read: nothing to be found in it.
        return []
      }
    },
    read(path) {
      try {
        const file = statSync(path)
        // A pipe would be waited for, for ever; and what is larger than any settings would fill the memory.
        if (!file.isFile() || file.size > largest) throw new Error(`${path}: not a file of settings`)
        return readFileSync(path, 'utf8')
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    real(path) {
      try {
        return realpathSync(path)
      } catch {
        // A socket that is not there (now) is known by its own path.
        return path
      }
    }
  }
}
