/** The settings file: read once at start, written whole and atomically, never fatal when it is broken. */
import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { defaultSettings, readSettings, settingsVersion, type Settings } from '../../contract/settings/model'
import { writeWhole } from './write-whole'

/** Changes within this time, in milliseconds, are written together: a drag of a column is one write. */
const writeDelay = 300

const SettingsFile = v.object({ version: v.number(), settings: v.unknown() })

export interface SettingsStore {
  readonly current: Settings
  update(changed: Partial<Settings>): void
  onChange(listener: (settings: Settings) => void): () => void
  /** Resolves when everything is on the disk. */
  flush(): Promise<void>
}

type Warn = (what: string, error: unknown) => void

function load(file: string, warn: Warn): Settings {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    // The first start: there is none yet.
    return defaultSettings
  }
  try {
    const parsed = v.parse(SettingsFile, JSON.parse(text))
    if (parsed.version > settingsVersion) throw new Error(`Written by a newer version (${parsed.version})`)
    return readSettings(parsed.settings)
  } catch (error) {
    // Kept aside: what a person had set can still be read there.
    renameSync(file, `${file}.broken`)
    warn('The settings could not be read; defaults are used', error)
    return defaultSettings
  }
}

export function openSettings(folder: string, warn: Warn): SettingsStore {
  const file = join(folder, 'settings.json')
  let current = load(file, warn)
  const listeners = new Set<(settings: Settings) => void>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const write = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const text = `${JSON.stringify({ version: settingsVersion, settings: current }, null, 2)}\n`
    writing = writing.then(async () => {
      try {
        await writeWhole(file, text, { mode: 0o600, folders: 0o777 })
      } catch (error) {
        warn('The settings could not be written', error)
      }
    })
    return writing
  }

  return {
    get current() {
      return current
    },
    update(changed) {
      current = { ...current, ...changed }
      timer ??= setTimeout(() => void write(), writeDelay)
      for (const listener of listeners) listener(current)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    flush: () => (timer === undefined ? writing : write())
  }
}
