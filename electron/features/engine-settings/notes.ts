/** What is being applied, on the disk: read after a crash, so that nothing stays half-done without a word. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { fileError } from '../../platform/save-file'
import { readSettings, besideOf, type ReadFile } from './settings-file'

const Note = v.object({
  path: v.string(),
  /** Versions of the file before and after. */
  old: v.string(),
  fresh: v.string(),
  backup: v.optional(v.string())
})
export type Note = v.InferOutput<typeof Note>

export interface Notes {
  /** Throws FailureError: disk-full, permission-denied (file). */
  write(note: Note): Promise<void>
  read(path: string): Promise<Note | undefined>
  remove(path: string): Promise<void>
  all(): Promise<readonly Note[]>
}

/** In a folder of Escale's own. */
export function fileNotes(folder: string): Notes {
  const nameOf = (path: string): string =>
    join(folder, `${createHash('sha256').update(path).digest('hex').slice(0, 16)}.json`)
  const parse = async (file: string): Promise<Note | undefined> => {
    try {
      return v.parse(Note, JSON.parse(await readFile(file, 'utf8')))
    } catch {
      // None, or one that was cut short while it was written: nothing had been done yet then.
      return undefined
    }
  }
  return {
    async write(note) {
      try {
        await mkdir(folder, { recursive: true })
        await writeFile(nameOf(note.path), JSON.stringify(note), { mode: 0o600, flush: true })
      } catch (error) {
        throw fileError(error, folder)
      }
    },
    read: (path) => parse(nameOf(path)),
    remove: (path) => rm(nameOf(path), { force: true }),
    async all() {
      const names = await readdir(folder).catch((): string[] => [])
      const notes = await Promise.all(names.map((name) => parse(join(folder, name))))
      return notes.filter((note) => note !== undefined)
    }
  }
}

/**
 * Where the old file is still there, or a third one, the note is worth nothing, and what was being written beside goes. Where the new one
 * is, whether the engine likes it was never seen: a person decides.
 */
export async function mend(notes: Notes, file: ReadFile): Promise<Note | undefined> {
  const note = await notes.read(file.path)
  if (note === undefined || note.fresh === file.version) return note
  // Not ours to remove where it was written with rights; the next write does.
  await rm(besideOf(file.path), { force: true }).catch(() => undefined)
  await notes.remove(file.path)
  return undefined
}

/** Of every file, at the start. What cannot be read stays for when it can. */
export async function mendAllSettings(notes: Notes, warn: (what: string, detail: unknown) => void): Promise<void> {
  for (const { path } of await notes.all())
    try {
      const unfinished = await mend(notes, await readSettings(path))
      if (unfinished !== undefined) warn(`Settings were being applied: ${path}`, unfinished.backup ?? '')
    } catch (error) {
      warn(`Not read: ${path}`, error)
    }
}
