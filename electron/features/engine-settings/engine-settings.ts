/** One engine's settings: where they are, what they say, what the engine goes by, and who may change them. */
import { placeOf, type EngineFacts } from '../../../contract/engine-settings/place'
import type { Place } from '../../../contract/engine-settings/place'
import type { EngineSettings } from '../../../contract/engine-settings/model'
import { beforeAnother, commandsOf, needsRights } from '../../../contract/engine-settings/steps'
import type { Connection } from '../../../contract/connections/model'
import type { Surroundings } from '../../engine/discovery/surroundings'
import type { Engine } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import { runProgram } from '../../platform/programs/run-program'
import type { ApplyParts, Limits } from './apply'
import { controlOf, type Control } from './control'
import { containersOf } from './containers-switch'
import { inForceOf, infoOf, type Info } from './engine-facts'
import { findDockerd, type FoundDockerd } from './find-dockerd'
import { ownHands, rightsHands } from './hands'
import { mend, type Notes } from './notes'
import { isOwn, readSettings } from './settings-file'
import { validateByDockerd, type Validate } from './validate'

export interface EngineSettingsParts {
  readonly notes: Notes
  /** The dockerd behind each endpoint, as it was last seen running. */
  readonly seen: Map<string, FoundDockerd>
  readonly surroundings: Pick<Surroundings, 'platform' | 'home' | 'env'>
  /** Of this computer where nothing is said: a test has its own. */
  readonly find?: (socket: string) => Promise<FoundDockerd | undefined>
  readonly control?: (place: Extract<Place, { kind: 'file' }>) => Control
  readonly validate?: Validate
  readonly canRestartDesktop?: () => Promise<boolean>
  readonly limits?: Limits
}

interface Known {
  readonly place: Place
  readonly dockerd: FoundDockerd | undefined
  readonly info: Info | undefined
  readonly version: string
}

const versionIn = (engine: Engine): string =>
  engine.state.kind === 'connected' || engine.state.kind === 'degraded' ? engine.state.capabilities.version : ''
const productIn = (engine: Engine): string =>
  engine.state.kind === 'connected' || engine.state.kind === 'degraded' ? engine.state.capabilities.product : ''

/** Docker Desktop before 4.37 has no command that restarts it. */
async function knowsDesktop(): Promise<boolean> {
  const end = await runProgram('docker', ['desktop', 'restart', '--help'], { limit: 5_000 })
  return end.kind === 'ended' && end.code === 0 && !/is not a docker command|unknown command/i.test(end.stderr)
}

/** An engine that is down is no reason not to show its file: it may be why. */
async function know(
  parts: EngineSettingsParts,
  engine: Engine,
  { endpoint }: Pick<Connection, 'endpoint'>
): Promise<Known> {
  const { surroundings, find = findDockerd } = parts
  const up = engine.state.kind === 'connected' || engine.state.kind === 'degraded'
  const info = up ? await infoOf(engine).catch(() => undefined) : undefined
  const socket = /^unix:\/\/(.*)$/.exec(endpoint)?.[1]
  const running = surroundings.platform === 'linux' && socket !== undefined ? await find(socket) : undefined
  // One that has ended is nobody's process any more: its file is still the one that it was started by.
  const dockerd = running ?? parts.seen.get(endpoint)
  if (running !== undefined) parts.seen.set(endpoint, running)
  const facts: EngineFacts = {
    endpoint,
    operatingSystem: info?.OperatingSystem ?? '',
    name: info?.Name ?? '',
    os: info?.OSType ?? '',
    product: productIn(engine),
    rootless: info?.SecurityOptions.some((option) => option.includes('name=rootless')) ?? false
  }
  const place = placeOf(facts, surroundings, dockerd)
  const older =
    place.kind === 'file' && place.way.kind === 'desktop' && !(await (parts.canRestartDesktop ?? knowsDesktop)())
  return {
    place: older ? { ...place, way: { kind: 'by-hand' } } : place,
    dockerd,
    info,
    version: info?.ServerVersion || versionIn(engine)
  }
}

/** Never fails for a file that cannot be read: it says why. */
export async function readEngineSettings(
  parts: EngineSettingsParts,
  engine: Engine,
  connection: Pick<Connection, 'endpoint'>
): Promise<EngineSettings> {
  const { place, dockerd, info, version } = await know(parts, engine, connection)
  const containers = containersOf(place, parts.surroundings.platform, info?.OSType ?? '')
  return {
    place,
    ...(place.kind === 'file' ? await fileOf(parts, place.path) : {}),
    ...(info === undefined ? {} : { inForce: inForceOf(info) }),
    engine: {
      version,
      os: info?.OSType ?? '',
      rootless: place.kind === 'file' && place.product === 'rootless',
      swarm: info?.Swarm?.LocalNodeState === 'active',
      running: info?.ContainersRunning ?? 0,
      ...(info === undefined ? {} : { dataRoot: info.DockerRootDir }),
      words: [...(dockerd?.words ?? [])]
    },
    ...(containers === undefined ? {} : { containers })
  }
}

async function fileOf(
  { notes }: EngineSettingsParts,
  path: string
): Promise<Pick<EngineSettings, 'file' | 'unreadable' | 'unfinished'>> {
  try {
    const file = await readSettings(path)
    const note = await mend(notes, file)
    const old = note?.backup === undefined ? '' : (await readSettings(note.backup)).text
    return {
      file: { text: file.text, exists: file.exists, version: file.version, own: await isOwn(file) },
      ...(note === undefined
        ? {}
        : { unfinished: { old, ...(note.backup === undefined ? {} : { backup: note.backup }) } })
    }
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    return { unreadable: error.failure.message }
  }
}

/** What applying works with. Throws FailureError (unsupported) where there is no file here. */
export async function applyPartsOf(
  parts: EngineSettingsParts,
  engine: Engine,
  connection: Pick<Connection, 'endpoint'>,
  retry: () => void
): Promise<ApplyParts> {
  const { place, dockerd, version } = await know(parts, engine, connection)
  if (place.kind !== 'file') throw new FailureError({ kind: 'unsupported', message: place.why })
  const own = await isOwn(await readSettings(place.path))
  const rights = needsRights(place)
  const control =
    parts.control?.(place) ??
    controlOf({ way: place.way, rights, ...(dockerd?.log === undefined ? {} : { log: dockerd.log }) })
  return {
    place,
    engine,
    retry,
    control,
    hands: own
      ? ownHands(control)
      : rightsHands({
          commands: (effect) => commandsOf(place.way, effect) ?? [],
          clear: beforeAnother(place.way)
        }),
    own,
    notes: parts.notes,
    validate: parts.validate ?? validateByDockerd(dockerd?.words ?? []),
    version,
    ...(parts.limits === undefined ? {} : { limits: parts.limits })
  }
}
