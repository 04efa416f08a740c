/**
 * Docker Desktop: its state by `docker desktop status` (4.37 and newer), its sizes by its settings file. An older one is told by the
 * application alone, and by its service on Linux.
 */
import { posix } from 'node:path'
import * as v from 'valibot'
import type { HostSystem, Machine, MachineState } from '../../../../contract/machines/model'
import { text } from '../../../engine/schema'
import {
  Unable,
  allCan,
  ask,
  can,
  cannot,
  cpuLimits,
  diskLimits,
  fixed,
  memoryLimits,
  stateOf,
  type Driver,
  type Said,
  type World
} from '../driver'
import { flagIn, numberIn, readDesktopSettings, type DesktopSettings } from '../desktop-settings'
import { jsonObjects } from '../json-answers'

const mebibyte = 1024 ** 2
/** {"SessionID":"","Status":"running"} */
const Status = v.object({ Status: v.pipe(text(), v.minLength(1)) })

/** Undefined: this docker has no such subcommand. It ends with another code than 0 where Docker Desktop is stopped. */
function statusIn({ stdout }: Said): MachineState | undefined {
  try {
    const { Status: word } = v.parse(Status, jsonObjects(stdout)[0])
    return stateOf(word)
  } catch {
    return undefined
  }
}

const applications: Readonly<Record<HostSystem, readonly string[]>> = {
  darwin: ['/Applications/Docker.app'],
  win32: ['C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe'],
  linux: ['/opt/docker-desktop/bin/docker-desktop']
}

function endpointsOf({ system, surroundings: { home } }: World): readonly string[] {
  switch (system) {
    case 'darwin':
      return [`unix://${posix.join(home, '.docker', 'run', 'docker.sock')}`]
    case 'win32':
      return ['npipe:////./pipe/dockerDesktopLinuxEngine', 'npipe:////./pipe/docker_engine']
    case 'linux':
      return [`unix://${posix.join(home, '.docker', 'desktop', 'docker.sock')}`]
  }
}

async function stateOfApplication(world: World, signal: AbortSignal): Promise<MachineState> {
  if (world.system !== 'linux') return 'unknown'
  const words = ['--user', 'is-active', 'docker-desktop']
  const { stdout } = await ask(world, 'docker-desktop', 'systemctl', words, signal)
  return stdout.trim() === 'active' ? 'running' : stdout.trim() === 'activating' ? 'starting' : 'stopped'
}

function machineOf(
  world: World,
  state: MachineState,
  way: 'cli' | 'app',
  file: string | undefined,
  settings: DesktopSettings
): Machine {
  const { system } = world
  // Windows: on unless it is said to be off; there WSL has the sizes.
  const isWsl = system === 'win32' && flagIn(settings, 'WslEngineEnabled') !== false
  const memory = numberIn(settings, 'MemoryMiB')
  const disk = numberIn(settings, 'DiskSizeMiB')
  const diskBytes = disk === undefined ? undefined : disk * mebibyte
  const free = file !== undefined && !isWsl
  const why = isWsl ? ('wsl-decides' as const) : ('unreadable' as const)
  // An application of Windows that has no command line of its own is only ended by its menu.
  const byHand = way === 'app' && system === 'win32'
  return {
    product: 'docker-desktop',
    name: 'docker-desktop',
    system,
    way,
    state,
    cpus: isWsl ? undefined : numberIn(settings, 'Cpus'),
    memoryBytes: isWsl || memory === undefined ? undefined : memory * mebibyte,
    diskBytes: isWsl ? undefined : diskBytes,
    virtualization: isWsl ? 'wsl2' : undefined,
    endpoints: [...endpointsOf(world)],
    hostname: 'docker-desktop',
    ...(byHand ? { start: can, stop: cannot('by-hand'), restart: cannot('by-hand') } : allCan),
    change:
      free && !byHand
        ? {
            cpus: cpuLimits(world),
            memory: memoryLimits(world, 1024 * mebibyte, 512 * mebibyte),
            disk: diskLimits(diskBytes)
          }
        : { cpus: fixed(why), memory: fixed(why), disk: fixed(why) },
    file,
    connections: []
  }
}

export const dockerDesktop: Driver = {
  product: 'docker-desktop',
  systems: ['darwin', 'win32', 'linux'],
  async look(world, signal) {
    const stored = readDesktopSettings(world.surroundings)
    const present = stored !== undefined || applications[world.system].some((path) => world.surroundings.exists(path))
    const said = await ask(world, 'docker-desktop', 'docker', ['desktop', 'status', '--format', 'json'], signal).catch(
      (error: unknown) => {
        // There may be an application without the docker program on this PATH.
        if (error instanceof Unable && present) return undefined
        throw error
      }
    )
    const state = said === undefined ? undefined : statusIn(said)
    if (state === undefined && !present) throw new Unable({ kind: 'absent', product: 'docker-desktop' })
    const { file, settings = {} } = stored ?? {}
    return {
      machines: [
        state === undefined
          ? machineOf(world, await stateOfApplication(world, signal), 'app', file, settings)
          : machineOf(world, state, 'cli', file, settings)
      ]
    }
  }
}
