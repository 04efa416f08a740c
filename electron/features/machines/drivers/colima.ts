/** Colima (abiosoft/colima): `colima list --json` prints a profile a line; what runs it stands in the profile's colima.yaml. */
import { posix } from 'node:path'
import * as v from 'valibot'
import type { Machine } from '../../../../contract/machines/model'
import { maybe } from '../../../engine/schema'
import { virtualizationOf, type World } from '../driver'
import { limaLike, listed, machineAsListed } from './lima-like'

/** {"name":"default","status":"Running","arch":"aarch64","cpus":2,"memory":2147483648,"disk":64424509440,"dir":"/Users/ada/.colima/_lima/colima"} */
const Profile = v.object({ ...listed, dir: maybe(v.string()) })

/** `dir` lies in the home of Colima's own Lima; versions that do not print it have theirs in the usual places. */
function homeOf({ surroundings: { env, home, exists } }: World, dir: string | undefined): string {
  if (dir !== undefined && dir !== '') return posix.dirname(posix.dirname(dir))
  const usual = posix.join(home, '.colima')
  const config = posix.join(env['XDG_CONFIG_HOME'] || posix.join(home, '.config'), 'colima')
  return env['COLIMA_HOME'] || (!exists(usual) && exists(config) ? config : usual)
}

function machineOf(world: World, raw: unknown, version: string | undefined): Machine {
  const profile = v.parse(Profile, raw)
  const { name, dir } = profile
  const folder = posix.join(homeOf(world, dir), name)
  return {
    ...machineAsListed(world, profile, version),
    product: 'colima',
    virtualization: virtualizationOf(vmTypeIn(readOr(world, posix.join(folder, 'colima.yaml')))),
    endpoints: [`unix://${posix.join(folder, 'docker.sock')}`],
    hostname: name === 'default' ? 'colima' : `colima-${name}`
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

export const colima = limaLike('colima', 'colima', machineOf)
