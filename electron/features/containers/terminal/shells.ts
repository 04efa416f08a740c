/**
 * Finds the shells in a container by looking at its files: nothing runs in it for that, it may be paused or stopped, and a
 * bare image is known for what it is.
 */
import * as v from 'valibot'
import type { FoundShells, ShellName } from '../../../../contract/containers/terminal/model'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { listOf, maybe, text } from '../../../engine/schema'
import { send } from '../actions'

const unixShells: readonly ShellName[] = ['bash', 'zsh', 'fish', 'ash', 'sh', 'pwsh']
const usualFolders = ['/bin', '/usr/bin', '/usr/local/bin', '/opt/microsoft/powershell/7']
/** Requests under way at once. */
const parallel = 6

const windowsPlaces: ReadonlyArray<readonly [ShellName, readonly string[]]> = [
  ['pwsh', ['C:\\Program Files\\PowerShell\\7\\pwsh.exe', 'C:\\Program Files\\PowerShell\\pwsh.exe']],
  ['powershell', ['C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe']],
  ['cmd', ['C:\\Windows\\System32\\cmd.exe']]
]

const Inspected = v.object({ Config: maybe(v.object({ Env: listOf(v.string()) })), Platform: text() })

/** Where the container's own PATH looks, and where shells usually are. */
function placesOf(environment: readonly string[]): ReadonlyArray<readonly [ShellName, readonly string[]]> {
  const path = environment.find((entry) => entry.startsWith('PATH='))?.slice('PATH='.length) ?? ''
  const folders = path.split(':').filter((folder) => folder.startsWith('/'))
  const all = [...new Set([...folders.map((folder) => folder.replace(/\/+$/, '')), ...usualFolders])].slice(0, 20)
  return unixShells.map((name) => [name, all.map((folder) => `${folder}/${name}`)] as const)
}

/** Throws FailureError: not-found (the container is gone), engine-unreachable. */
export async function findShells(engine: Engine, id: string, signal: AbortSignal): Promise<FoundShells> {
  const { Config, Platform } = await engine.get({ path: `/containers/${id}/json`, signal }, Inspected)
  const windows = Platform === 'windows'
  const places = windows ? windowsPlaces : placesOf(Config?.Env ?? [])
  const waiting = places.flatMap(([name, paths]) => paths.map((path) => ({ name, path })))
  const found = new Set<ShellName>()
  let hidden = false
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !hidden; next = waiting.shift()) {
      const { name, path } = next
      if (found.has(name)) continue
      const there = await isThere(engine, id, path, signal)
      if (there === undefined) hidden = true
      else if (there) found.add(name)
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  // A proxy forbids it, or Windows keeps the files of what runs under Hyper-V to itself.
  if (hidden) return { shells: windows ? ['powershell', 'cmd'] : ['sh'], certain: false }
  const shells = places.map(([name]) => name).filter((name) => found.has(name))
  // Where there is ash, it is what sh is.
  return {
    shells: shells.includes('ash') && shells.includes('sh') ? shells.filter((name) => name !== 'ash') : shells,
    certain: true
  }
}

/** Undefined where the engine does not let one look. */
async function isThere(engine: Engine, id: string, path: string, signal: AbortSignal): Promise<boolean | undefined> {
  try {
    await send(engine, { method: 'HEAD', path: `/containers/${id}/archive`, query: { path }, signal })
    return true
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    const { kind } = error.failure
    if (kind === 'not-found') return false
    if (kind === 'engine-unreachable' || kind === 'cancelled') throw error
    return undefined
  }
}
