/**
 * WSL 2 (learn.microsoft.com/windows/wsl/basic-commands): `--list --verbose` is a table whose head and states follow the language of
 * Windows; which distributions run is asked by itself. Sizes are one for all, in `.wslconfig`.
 */
import { win32 } from 'node:path'
import type { Machine } from '../../../../contract/machines/model'
import {
  can,
  cannot,
  fixed,
  answer,
  ask,
  cpuLimits,
  memoryLimits,
  positive,
  versionOf,
  type Driver,
  type World
} from '../driver'
import { wslSettingsIn } from '../wsl-config'

/** `* Ubuntu    Running    2`: the head has no number at its end. */
function distributionsIn(text: string): ReadonlyArray<{ readonly name: string; readonly version: number }> {
  return text.split('\n').flatMap((line) => {
    const [, name, version] = /^[*\s]\s*(\S.*?)\s{2,}\S.*?\s+(\d+)\s*$/.exec(line) ?? []
    return name === undefined ? [] : [{ name, version: Number(version) }]
  })
}

/** Docker Desktop's own, and Rancher Desktop's: acted on through their products. */
const kept: ReadonlyMap<string, 'desktop-keeps' | 'kept'> = new Map([
  ['docker-desktop', 'desktop-keeps'],
  ['docker-desktop-data', 'desktop-keeps'],
  ['rancher-desktop', 'kept'],
  ['rancher-desktop-data', 'kept']
])

export const wslConfigPath = ({ home }: World['surroundings']): string => win32.join(home, '.wslconfig')

function settingsOf({ surroundings }: World): ReturnType<typeof wslSettingsIn> {
  try {
    return wslSettingsIn(surroundings.read(wslConfigPath(surroundings)) ?? '')
  } catch {
    // Without the file's own word nothing is known of the sizes.
    return {}
  }
}

export const wsl: Driver = {
  product: 'wsl',
  systems: ['win32'],
  async look(world, signal) {
    const [listed, running, version] = await Promise.all([
      answer(world, 'wsl', 'wsl', ['--list', '--verbose'], signal),
      // Where none runs it says so in a sentence, and ends with another code.
      ask(world, 'wsl', 'wsl', ['--list', '--running', '--quiet'], signal),
      versionOf(world, 'wsl', 'wsl', ['--version'], signal)
    ])
    const active = new Set(running.code === 0 ? running.stdout.split('\n').map((line) => line.trim()) : [])
    const { processors, memoryBytes } = settingsOf(world)
    const distributions = distributionsIn(listed)
    if (distributions.length === 0 && listed.trim() !== '')
      throw new Error(`Not a list: ${listed.trim().slice(0, 200)}`)
    const machines = distributions
      .filter((one) => one.version === 2)
      .map(({ name }): Machine => {
        const keeper = kept.get(name)
        const ability = keeper === undefined ? can : cannot(keeper)
        return {
          product: 'wsl',
          name,
          system: 'win32',
          way: undefined,
          state: active.has(name) ? 'running' : 'stopped',
          cpus: positive(processors),
          memoryBytes: positive(memoryBytes),
          version,
          virtualization: 'wsl2',
          endpoints: [],
          start: ability,
          stop: ability,
          restart: ability,
          change: {
            cpus: cpuLimits(world),
            memory: memoryLimits(world, 1024 ** 3, 512 * 1024 ** 2),
            disk: fixed('not-offered')
          },
          file: wslConfigPath(world.surroundings),
          connections: []
        }
      })
    return { version, machines }
  }
}
