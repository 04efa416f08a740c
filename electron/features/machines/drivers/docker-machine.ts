/** docker-machine (docker/machine, commands/{ls,inspect}.go), of Docker Toolbox: VirtualBox on Windows 7 and on macOS before HyperKit. */
import * as v from 'valibot'
import type { Machine } from '../../../../contract/machines/model'
import { maybe, number } from '../../../engine/schema'
import {
  allCan,
  Unable,
  answer,
  cpuLimits,
  fixed,
  memoryLimits,
  positive,
  stateOf,
  versionOf,
  virtualizationOf,
  type Driver,
  type World
} from '../driver'
import { jsonObjects } from '../json-answers'

const format = '{{.Name}}\t{{.DriverName}}\t{{.State}}\t{{.URL}}'
/** Memory and disk in MB of 1024² bytes, as VirtualBox takes them. */
const Inspected = v.object({ Driver: maybe(v.object({ CPU: number(), Memory: number(), DiskSize: number() })) })

async function machineOf(
  world: World,
  line: string,
  version: string | undefined,
  signal: AbortSignal
): Promise<Machine> {
  const [name = '', driver = '', state = '', url = ''] = line.split('\t')
  const { CPU, Memory, DiskSize } = await sizes(world, name, signal)
  const isVirtualBox = driver === 'virtualbox'
  const memory = positive(Memory)
  const disk = positive(DiskSize)
  return {
    product: 'docker-machine',
    name,
    system: world.system,
    way: isVirtualBox ? 'virtualbox' : undefined,
    state: stateOf(state),
    cpus: positive(CPU),
    memoryBytes: memory === undefined ? undefined : memory * 1024 ** 2,
    diskBytes: disk === undefined ? undefined : disk * 1024 ** 2,
    version,
    virtualization: virtualizationOf(driver),
    endpoints: url.startsWith('tcp://') ? [url] : [],
    hostname: name,
    ...allCan,
    change: isVirtualBox
      ? {
          cpus: cpuLimits(world),
          memory: memoryLimits(world, 512 * 1024 ** 2, 256 * 1024 ** 2),
          disk: fixed('when-made')
        }
      : { cpus: fixed('when-made'), memory: fixed('when-made'), disk: fixed('when-made') },
    connections: []
  }
}

type Sizes = { readonly CPU?: number; readonly Memory?: number; readonly DiskSize?: number }
async function sizes(world: World, name: string, signal: AbortSignal): Promise<Sizes> {
  try {
    const text = await answer(world, 'docker-machine', 'docker-machine', ['inspect', name], signal)
    return v.parse(Inspected, jsonObjects(text)[0]).Driver ?? {}
  } catch (error) {
    // A machine that cannot be inspected is shown without its sizes.
    if (error instanceof Unable || error instanceof Error) return {}
    throw error
  }
}

export const dockerMachine: Driver = {
  product: 'docker-machine',
  systems: ['darwin', 'win32', 'linux'],
  async look(world, signal) {
    const [listed, version] = await Promise.all([
      answer(world, 'docker-machine', 'docker-machine', ['ls', '--timeout', '5', '--format', format], signal),
      versionOf(world, 'docker-machine', 'docker-machine', ['--version'], signal)
    ])
    const lines = listed.split('\n').filter((line) => line.includes('\t'))
    if (lines.length === 0 && listed.trim() !== '') throw new Error(`Not a list: ${listed.trim().slice(0, 200)}`)
    return { version, machines: await Promise.all(lines.map((line) => machineOf(world, line, version, signal))) }
  }
}
