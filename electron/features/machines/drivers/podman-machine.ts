/** Podman's machines (containers/podman, cmd/podman/machine/{list,inspect}.go): the list gives bytes as text, inspect the socket. */
import * as v from 'valibot'
import type { Machine } from '../../../../contract/machines/model'
import { flag, listOf, maybe, number, text } from '../../../engine/schema'
import {
  allCan,
  Unable,
  ask,
  answer,
  cpuLimits,
  diskLimits,
  fixed,
  memoryLimits,
  positive,
  versionOf,
  virtualizationOf,
  type Driver,
  type World
} from '../driver'
import { jsonObjects } from '../json-answers'

/** Bytes as text; 4.0 wrote numbers. */
const Bytes = v.fallback(v.pipe(v.union([v.string(), v.number()]), v.transform(Number)), 0)

const Listed = v.object({
  Name: v.pipe(v.string(), v.minLength(1)),
  Running: flag(),
  Starting: flag(),
  VMType: text(),
  CPUs: number(),
  Memory: Bytes,
  DiskSize: Bytes
})
/** Memory in MiB and disk in GiB here; newer ones tell in the list too. */
const Inspected = v.object({
  Name: text(),
  ConnectionInfo: maybe(
    v.object({ PodmanSocket: maybe(v.object({ Path: text() })), PodmanPipe: maybe(v.object({ Path: text() })) })
  )
})
type Inspected = v.InferOutput<typeof Inspected>

function endpointsOf(found: Inspected | undefined): readonly string[] {
  const { PodmanSocket, PodmanPipe } = found?.ConnectionInfo ?? {}
  return [
    ...(PodmanSocket?.Path ? [`unix://${PodmanSocket.Path}`] : []),
    ...(PodmanPipe?.Path ? [`npipe://${PodmanPipe.Path.replaceAll('\\', '/')}`] : [])
  ]
}

function machineOf(world: World, raw: unknown, inspected: readonly Inspected[], version: string | undefined): Machine {
  const { Name, Running, Starting, VMType, CPUs, Memory, DiskSize } = v.parse(Listed, raw)
  // Without JSON's own flag the name of the default one ends with a star.
  const name = Name.replace(/\*$/, '')
  const isWsl = virtualizationOf(VMType) === 'wsl2'
  const diskBytes = positive(DiskSize)
  return {
    product: 'podman-machine',
    name,
    system: world.system,
    way: undefined,
    state: Starting ? 'starting' : Running ? 'running' : 'stopped',
    cpus: positive(CPUs),
    memoryBytes: positive(Memory),
    diskBytes,
    version,
    virtualization: virtualizationOf(VMType),
    endpoints: [...endpointsOf(inspected.find((one) => one.Name === name))],
    ...allCan,
    change: isWsl
      ? { cpus: fixed('wsl-decides'), memory: fixed('wsl-decides'), disk: fixed('wsl-decides') }
      : {
          cpus: cpuLimits(world),
          memory: memoryLimits(world, 512 * 1024 ** 2, 256 * 1024 ** 2),
          disk: diskLimits(diskBytes)
        },
    connections: []
  }
}

export const podmanMachine: Driver = {
  product: 'podman-machine',
  systems: ['darwin', 'win32', 'linux'],
  async look(world, signal) {
    const [said, version] = await Promise.all([
      ask(world, 'podman-machine', 'podman', ['machine', 'list', '--format', 'json'], signal),
      versionOf(world, 'podman-machine', 'podman', ['--version'], signal)
    ])
    // Root has no machines, and packages of Linux leave the subcommand out.
    if (said.code !== 0 && /as root|unrecognized command|unknown command/i.test(said.stderr))
      return { version, machines: [] }
    if (said.code !== 0)
      throw new Unable({
        kind: 'failed',
        product: 'podman-machine',
        why: 'refused',
        message: said.stderr.trim().slice(0, 2_000)
      })
    const listed = jsonObjects(said.stdout)
    const names = v.parse(listOf(Listed), listed).map(({ Name }) => Name.replace(/\*$/, ''))
    const inspected = names.length === 0 ? [] : await inspect(world, names, signal)
    return { version, machines: listed.map((raw) => machineOf(world, raw, inspected, version)) }
  }
}

/** It only tells where the engines listen: without it the machines are shown all the same. */
async function inspect(world: World, names: readonly string[], signal: AbortSignal): Promise<readonly Inspected[]> {
  try {
    const text = await answer(world, 'podman-machine', 'podman', ['machine', 'inspect', ...names], signal)
    return v.parse(listOf(Inspected), jsonObjects(text))
  } catch (error) {
    if (error instanceof Unable || error instanceof Error) return []
    throw error
  }
}
