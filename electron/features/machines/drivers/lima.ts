/** Lima (lima-vm/lima, pkg/store/instance.go): `limactl list --json` prints an instance a line. Colima's own are not among them. */
import { posix } from 'node:path'
import * as v from 'valibot'
import type { Machine } from '../../../../contract/machines/model'
import { maybe, number, text } from '../../../engine/schema'
import {
  allCan,
  answer,
  cpuLimits,
  diskLimits,
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

/** {"name":"docker","hostname":"lima-docker","status":"Running","dir":"/Users/ada/.lima/docker","vmType":"vz","cpus":4,"memory":4294967296,"disk":107374182400} */
const Instance = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  status: text(),
  dir: text(),
  vmType: text(),
  hostname: maybe(v.string()),
  cpus: number(),
  memory: number(),
  disk: number()
})

function machineOf(world: World, raw: unknown, version: string | undefined): Machine {
  const { name, status, dir, vmType, hostname, cpus, memory, disk } = v.parse(Instance, raw)
  const diskBytes = positive(disk)
  return {
    product: 'lima',
    name,
    system: world.system,
    way: undefined,
    state: stateOf(status),
    cpus: positive(cpus),
    memoryBytes: positive(memory),
    diskBytes,
    version,
    virtualization: virtualizationOf(vmType),
    // Of the template docker, and of those that are made like it.
    endpoints: dir === '' ? [] : [`unix://${posix.join(dir, 'sock', 'docker.sock')}`],
    hostname: hostname ?? `lima-${name}`,
    ...allCan,
    // `limactl edit` knows sizes from 0.18 on; before, it opened an editor.
    change: isBefore(version, 0, 18)
      ? { cpus: fixed('not-offered'), memory: fixed('not-offered'), disk: fixed('not-offered') }
      : { cpus: cpuLimits(world), memory: memoryLimits(world), disk: diskLimits(diskBytes) },
    connections: []
  }
}

function isBefore(version: string | undefined, major: number, minor: number): boolean {
  const [first, second] = (version ?? '').split('.').map(Number)
  if (first === undefined || second === undefined || Number.isNaN(first) || Number.isNaN(second)) return false
  return first < major || (first === major && second < minor)
}

export const lima: Driver = {
  product: 'lima',
  systems: ['darwin', 'linux'],
  async look(world, signal) {
    const [listed, version] = await Promise.all([
      answer(world, 'lima', 'limactl', ['list', '--json'], signal),
      versionOf(world, 'lima', 'limactl', ['--version'], signal)
    ])
    return { version, machines: jsonObjects(listed).map((raw) => machineOf(world, raw, version)) }
  }
}
