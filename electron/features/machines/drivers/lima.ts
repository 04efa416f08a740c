/** Lima (lima-vm/lima, pkg/store/instance.go): `limactl list --json` prints an instance a line. Colima's own are not among them. */
import { posix } from 'node:path'
import * as v from 'valibot'
import type { Machine } from '../../../../contract/machines/model'
import { maybe, text } from '../../../engine/schema'
import { fixed, virtualizationOf, type World } from '../driver'
import { limaLike, listed, machineAsListed } from './lima-like'

/** {"name":"docker","hostname":"lima-docker","status":"Running","dir":"/Users/ada/.lima/docker","vmType":"vz","cpus":4,"memory":4294967296,"disk":107374182400} */
const Instance = v.object({ ...listed, dir: text(), vmType: text(), hostname: maybe(v.string()) })

function machineOf(world: World, raw: unknown, version: string | undefined): Machine {
  const instance = v.parse(Instance, raw)
  const { name, dir, vmType, hostname } = instance
  const machine = machineAsListed(world, instance, version)
  return {
    ...machine,
    product: 'lima',
    virtualization: virtualizationOf(vmType),
    // Of the template docker, and of those that are made like it.
    endpoints: dir === '' ? [] : [`unix://${posix.join(dir, 'sock', 'docker.sock')}`],
    hostname: hostname ?? `lima-${name}`,
    // `limactl edit` knows sizes from 0.18 on; before, it opened an editor.
    change: isBefore(version, 0, 18)
      ? { cpus: fixed('not-offered'), memory: fixed('not-offered'), disk: fixed('not-offered') }
      : machine.change
  }
}

function isBefore(version: string | undefined, major: number, minor: number): boolean {
  const [first, second] = (version ?? '').split('.').map(Number)
  if (first === undefined || second === undefined || Number.isNaN(first) || Number.isNaN(second)) return false
  return first < major || (first === major && second < minor)
}

export const lima = limaLike('lima', 'limactl', machineOf)
