/** Colima (abiosoft/colima): `colima list --json` prints a profile a line; what runs it stands in the profile's colima.yaml. */
import { posix } from 'node:path'
import * as v from 'valibot'
import type { Machine } from '../../../../contract/machines/model'
import { maybe, number, text } from '../../../engine/schema'
import {
  allCan,
  answer,
  cpuLimits,
  diskLimits,
  memoryLimits,
  positive,
  stateOf,
  versionOf,
  virtualizationOf,
  type Driver,
  type World
} from '../driver'
import { jsonObjects } from '../json-answers'

/** {"name":"default","status":"Running","arch":"aarch64","cpus":2,"memory":2147483648,"disk":64424509440,"dir":"/Users/ada/.colima/_lima/colima"} */
const Profile = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  status: text(),
  cpus: number(),
  memory: number(),
  disk: number(),
  dir: maybe(v.string())
})

/** `dir` lies in the home of Colima's own Lima; versions that do not print it have theirs in the usual places. */
function homeOf({ surroundings: { env, home, exists } }: World, dir: string | undefined): string {
  if (dir !== undefined && dir !== '') return posix.dirname(posix.dirname(dir))
  const usual = posix.join(home, '.colima')
  const config = posix.join(env['XDG_CONFIG_HOME'] || posix.join(home, '.config'), 'colima')
  return env['COLIMA_HOME'] || (!exists(usual) && exists(config) ? config : usual)
}

function machineOf(world: World, raw: unknown, version: string | undefined): Machine {
  const { name, status, cpus, memory, disk, dir } = v.parse(Profile, raw)
  const folder = posix.join(homeOf(world, dir), name)
  const diskBytes = positive(disk)
  return {
    product: 'colima',
    name,
    system: world.system,
    way: undefined,
    state: stateOf(status),
    cpus: positive(cpus),
    memoryBytes: positive(memory),
    diskBytes,
    version,
    virtualization: virtualizationOf(vmTypeIn(readOr(world, posix.join(folder, 'colima.yaml')))),
    endpoints: [`unix://${posix.join(folder, 'docker.sock')}`],
    hostname: name === 'default' ? 'colima' : `colima-${name}`,
    ...allCan,
    change: { cpus: cpuLimits(world), memory: memoryLimits(world), disk: diskLimits(diskBytes) },
    connections: []
  }
}

/** `vmType: vz` of a profile that was started once. */
const vmTypeIn = (yaml: string): string => /^vmType:\s*["']?([\w-]+)/m.exec(yaml)?.[1] ?? ''

function readOr({ surroundings }: World, path: string): string {
  try {
    return surroundings.read(path) ?? ''
  } catch {
    // It says only what runs the machine: without it, that is not known.
    return ''
  }
}

export const colima: Driver = {
  product: 'colima',
  systems: ['darwin', 'linux'],
  async look(world, signal) {
    const [listed, version] = await Promise.all([
      answer(world, 'colima', 'colima', ['list', '--json'], signal),
      versionOf(world, 'colima', 'colima', ['--version'], signal)
    ])
    return { version, machines: jsonObjects(listed).map((raw) => machineOf(world, raw, version)) }
  }
}
