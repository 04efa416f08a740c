/** What Lima, and Colima that is built on it, have alike: an object a line in their list, and what it tells of a machine. */
import * as v from 'valibot'
import type { Machine } from '../../../../contract/machines/model'
import { number, text } from '../../../engine/schema'
import {
  allCan,
  answer,
  cpuLimits,
  diskLimits,
  memoryLimits,
  positive,
  stateOf,
  versionOf,
  type Driver,
  type World
} from '../driver'
import { jsonObjects } from '../json-answers'

export const listed = {
  name: v.pipe(v.string(), v.minLength(1)),
  status: text(),
  cpus: number(),
  memory: number(),
  disk: number()
}
type Listed = v.InferOutput<v.ObjectSchema<typeof listed, undefined>>

/** Where it is reached, and what runs it, each product says in its own way. */
export function machineAsListed(
  world: World,
  { name, status, cpus, memory, disk }: Listed,
  version: string | undefined
): Omit<Machine, 'product' | 'virtualization' | 'endpoints' | 'hostname'> {
  const diskBytes = positive(disk)
  return {
    name,
    system: world.system,
    way: undefined,
    state: stateOf(status),
    cpus: positive(cpus),
    memoryBytes: positive(memory),
    diskBytes,
    version,
    ...allCan,
    change: { cpus: cpuLimits(world), memory: memoryLimits(world), disk: diskLimits(diskBytes) },
    connections: []
  }
}

export const limaLike = (
  product: 'colima' | 'lima',
  program: string,
  machineOf: (world: World, raw: unknown, version: string | undefined) => Machine
): Driver => ({
  product,
  systems: ['darwin', 'linux'],
  async look(world, signal) {
    const [lines, version] = await Promise.all([
      answer(world, product, program, ['list', '--json'], signal),
      versionOf(world, product, program, ['--version'], signal)
    ])
    return { version, machines: jsonObjects(lines).map((raw) => machineOf(world, raw, version)) }
  }
})
