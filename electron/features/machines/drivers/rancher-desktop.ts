/**
 * Rancher Desktop (rancher-sandbox/rancher-desktop, src/go/rdctl): `rdctl` talks to the application, and is refused where that does not
 * run. DISABLED is a machine that runs without Kubernetes.
 */
import { posix } from 'node:path'
import * as v from 'valibot'
import type { Machine, MachineState } from '../../../../contract/machines/model'
import { maybe, number, text } from '../../../engine/schema'
import {
  allCan,
  ask,
  cpuLimits,
  fixed,
  memoryLimits,
  positive,
  stateOf,
  versionOf,
  virtualizationOf,
  type Driver,
  type Said
} from '../driver'
import { jsonObjects } from '../json-answers'

const Sizes = v.object({ memoryInGB: number(), numberCPUs: number(), type: text() })
/** Until 1.8 the sizes stood under `kubernetes`, and until 1.13 the type under `experimental`. */
const Settings = v.object({
  virtualMachine: maybe(Sizes),
  kubernetes: maybe(Sizes),
  experimental: maybe(v.object({ virtualMachine: maybe(v.object({ type: text() })) }))
})
const State = v.object({ vmState: text() })

const first = (said: Said): unknown => (said.code === 0 ? jsonObjects(said.stdout)[0] : undefined)

function stateFrom(said: Said): MachineState {
  // The application does not run: nobody answers.
  if (said.code !== 0) return 'stopped'
  const { vmState } = v.parse(State, first(said))
  return vmState === 'DISABLED' ? 'running' : stateOf(vmState)
}

export const rancherDesktop: Driver = {
  product: 'rancher-desktop',
  systems: ['darwin', 'win32', 'linux'],
  async look(world, signal) {
    const { system } = world
    const [state, settings, version] = await Promise.all([
      ask(world, 'rancher-desktop', 'rdctl', ['api', '/v1/backend_state'], signal),
      ask(world, 'rancher-desktop', 'rdctl', ['list-settings'], signal),
      versionOf(world, 'rancher-desktop', 'rdctl', ['version'], signal)
    ])
    const read = v.parse(maybe(Settings), first(settings))
    const { memoryInGB = 0, numberCPUs = 0, type = '' } = read?.virtualMachine ?? read?.kubernetes ?? {}
    const memory = positive(memoryInGB)
    const machine: Machine = {
      product: 'rancher-desktop',
      name: 'rancher-desktop',
      system,
      way: undefined,
      state: stateFrom(state),
      cpus: system === 'win32' ? undefined : positive(numberCPUs),
      memoryBytes: memory === undefined || system === 'win32' ? undefined : memory * 1024 ** 3,
      version,
      virtualization:
        system === 'win32' ? 'wsl2' : virtualizationOf(type || read?.experimental?.virtualMachine?.type || ''),
      endpoints:
        system === 'win32'
          ? ['npipe:////./pipe/docker_engine']
          : [`unix://${posix.join(world.surroundings.home, '.rd', 'docker.sock')}`],
      hostname: system === 'win32' ? undefined : 'lima-rancher-desktop',
      ...allCan,
      change:
        system === 'win32'
          ? { cpus: fixed('wsl-decides'), memory: fixed('wsl-decides'), disk: fixed('wsl-decides') }
          : { cpus: cpuLimits(world), memory: memoryLimits(world, 2 * 1024 ** 3), disk: fixed('not-offered') },
      connections: []
    }
    return { version, machines: [machine] }
  }
}
