/** The backups that are planned and were written, in a versioned file of their own: it names folders that no page may set. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { BackupPlan, BackupRecord } from '../../../../contract/volumes/keep/backups'

const version = 1

const Entry = v.object({
  connection: v.string(),
  volume: v.string(),
  plan: BackupPlan,
  /** When it was planned: the first is due after that. */
  since: v.number(),
  /** Newest first. */
  records: v.array(BackupRecord)
})
export type BackupEntry = Readonly<v.InferOutput<typeof Entry>>
const StoredFile = v.object({ version: v.literal(version), backups: v.array(v.unknown()) })

type Warn = (what: string, error: unknown) => void

export interface BackupStore {
  read(): BackupEntry[]
  write(entries: readonly BackupEntry[]): void
}

export const memoryStore = (): BackupStore => {
  let kept: readonly BackupEntry[] = []
  return { read: () => [...kept], write: (entries) => (kept = entries) }
}

export function fileStore(folder: string, warn: Warn): BackupStore {
  const file = join(folder, 'backups.json')
  return {
    read() {
      if (!existsSync(file)) return []
      try {
        const { backups } = v.parse(StoredFile, JSON.parse(readFileSync(file, 'utf8')))
        // One that is broken costs only itself.
        return backups.flatMap((one) => {
          const parsed = v.safeParse(Entry, one)
          return parsed.success ? [parsed.output] : []
        })
      } catch (error) {
        // Kept aside: what a person had set can still be read there.
        renameSync(file, `${file}.broken`)
        warn('The backups could not be read', error)
        return []
      }
    },
    write(backups) {
      try {
        mkdirSync(folder, { recursive: true })
        writeFileSync(`${file}.new`, `${JSON.stringify({ version, backups }, null, 2)}\n`, { mode: 0o600 })
        renameSync(`${file}.new`, file)
      } catch (error) {
        warn('The backups could not be written', error)
      }
    }
  }
}
