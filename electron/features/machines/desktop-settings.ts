/**
 * Docker Desktop's settings file: settings-store.json from 4.35 (names begin with a capital, and what is as it came is left out),
 * settings.json before. Source: docs.docker.com/desktop/settings-and-maintenance/settings, and files of both kinds.
 */
import { posix, win32 } from 'node:path'
import type { Surroundings } from '../../engine/discovery/surroundings'

export type DesktopSettings = Readonly<Record<string, unknown>>

/** Newest first. */
function places({ platform, home, env }: Surroundings): readonly string[] {
  const names = ['settings-store.json', 'settings.json']
  switch (platform) {
    case 'darwin':
      return names.map((name) => posix.join(home, 'Library', 'Group Containers', 'group.com.docker', name))
    case 'win32':
      return names.map((name) => win32.join(env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'Docker', name))
    default:
      return names.map((name) => posix.join(home, '.docker', 'desktop', name))
  }
}

/** Undefined: there is none, or none that can be read. */
export function readDesktopSettings(
  surroundings: Surroundings
): { readonly file: string; readonly settings: DesktopSettings } | undefined {
  for (const file of places(surroundings)) {
    try {
      const text = surroundings.read(file)
      if (text === undefined) continue
      const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
      if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
        return { file, settings: parsed as DesktopSettings }
    } catch {
      // Docker Desktop's own affair: the other one may be whole.
    }
  }
  return undefined
}

/** `Cpus` and `cpus` are one. */
const keyIn = (settings: DesktopSettings, name: string): string | undefined =>
  Object.keys(settings).find((key) => key.toLowerCase() === name.toLowerCase())

export function numberIn(settings: DesktopSettings, name: string): number | undefined {
  const value = settings[keyIn(settings, name) ?? '']
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined
}
export function flagIn(settings: DesktopSettings, name: string): boolean | undefined {
  const value = settings[keyIn(settings, name) ?? '']
  return typeof value === 'boolean' ? value : undefined
}

/** The file with these entries set, under the names that it has for them; all else stays. Throws where it is no settings file. */
export function withDesktopSettings(
  file: string,
  text: string,
  entries: ReadonlyArray<readonly [string, string | number]>
): string {
  const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Error(`Not a settings file: ${file}`)
  const settings = { ...(parsed as Record<string, unknown>) }
  // The older file begins its names with a small letter.
  const named = (name: string): string =>
    file.endsWith('settings.json') ? name.replace(/^./, (letter) => letter.toLowerCase()) : name
  for (const [name, value] of entries) settings[keyIn(settings, name) ?? named(name)] = value
  return `${JSON.stringify(settings, undefined, 2)}\n`
}
