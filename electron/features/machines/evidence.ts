/** What an engine and this computer say of what serves it. */
import * as v from 'valibot'
import type { BackendFacts, DesktopFacts, EngineFacts } from '../../../contract/machines/backend'
import type { Connection } from '../../../contract/connections/model'
import type { Engines } from '../../engine/engine'
import { listOf, maybe, text } from '../../engine/schema'
import { flagIn, readDesktopSettings } from './desktop-settings'
import type { World } from './driver'
import { isLocal } from './match'

const Info = v.object({
  Name: text(),
  OperatingSystem: text(),
  KernelVersion: text(),
  OSType: text('linux'),
  Architecture: text(),
  Labels: listOf(v.string())
})
const Version = v.object({
  Platform: maybe(v.object({ Name: text() })),
  Components: listOf(v.object({ Name: text() }))
})

/** Milliseconds: the page does not wait longer for an engine's own word. */
const limit = 5_000

async function engineFacts(
  engines: Engines,
  { id, state }: Connection,
  signal: AbortSignal
): Promise<EngineFacts | undefined> {
  if (state.kind !== 'connected' && state.kind !== 'degraded') return undefined
  const engine = engines.get(id)
  try {
    const [info, version] = await Promise.all([
      engine.get({ path: '/info', signal, timeLimit: limit }, Info),
      engine.get({ path: '/version', signal, timeLimit: limit }, Version)
    ])
    return {
      name: info.Name,
      operatingSystem: info.OperatingSystem,
      kernel: info.KernelVersion,
      osType: info.OSType,
      architecture: info.Architecture,
      labels: info.Labels,
      platform: version.Platform?.Name ?? '',
      components: version.Components.map(({ Name }) => Name)
    }
  } catch (error) {
    if (signal.aborted) throw error
    // It went away or hangs: what serves it is told without it.
    return undefined
  }
}

function desktopFacts({ surroundings }: World): DesktopFacts {
  const settings = readDesktopSettings(surroundings)?.settings ?? {}
  const facts: { -readonly [Key in keyof DesktopFacts]: DesktopFacts[Key] } = {}
  const framework = flagIn(settings, 'UseVirtualizationFramework')
  const libkrun = flagIn(settings, 'UseLibkrun')
  const wsl = flagIn(settings, 'WslEngineEnabled')
  if (framework !== undefined) facts.useVirtualizationFramework = framework
  if (libkrun !== undefined) facts.useLibkrun = libkrun
  if (wsl !== undefined) facts.wslEngineEnabled = wsl
  return facts
}

/** `QEMU Standard PC (Q35 + ICH9, 2009)`, `innotek GmbH VirtualBox`, `Microsoft Corporation Virtual Machine`. */
function dmi({ surroundings }: World): string | undefined {
  const parts = ['sys_vendor', 'product_name'].map((name) => {
    try {
      return (surroundings.read(`/sys/class/dmi/id/${name}`) ?? '').trim()
    } catch {
      // Not ours to read: nothing is known of it.
      return ''
    }
  })
  const whole = parts.filter((part) => part !== '').join(' ')
  return whole === '' ? undefined : whole
}

/** All but the machine that serves it, which the products' own answers tell. */
export async function gatherEvidence(
  engines: Engines,
  connection: Connection,
  world: World | undefined,
  signal: AbortSignal
): Promise<BackendFacts> {
  const engine = await engineFacts(engines, connection, signal)
  const local = isLocal(connection.endpoint)
  const computer = world?.system === 'linux' && local ? dmi(world) : undefined
  return {
    system: world?.system,
    local,
    ...(engine === undefined ? {} : { engine }),
    ...(computer === undefined ? {} : { dmi: computer }),
    ...(world === undefined ? {} : { desktop: desktopFacts(world) })
  }
}
