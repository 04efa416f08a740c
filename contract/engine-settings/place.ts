/**
 * Where an engine's settings are, and how it is told to read them again. Pure: from what the engine says of itself and what this computer
 * knows of its process. Sources: the dockerd reference (configuration file), Docker's rootless and Docker Desktop manuals, OrbStack's and
 * Colima's documentation, snap's layout of the docker package.
 */
import * as v from 'valibot'

/** A command as a person would type it: program and words. */
export const CommandWords = v.array(v.string())
export type CommandWords = readonly string[]

/** How the engine is told: `reload` reads the file again, `restart` begins anew. */
export const Way = v.variant('kind', [
  /** systemd has it: the system's own, or this person's (`--user`). */
  v.object({ kind: v.literal('systemd'), unit: v.string(), user: v.boolean() }),
  /** A process by its number: SIGHUP; begun anew by the system's service program where there is one. */
  v.object({ kind: v.literal('process'), pid: v.number(), service: v.optional(v.picklist(['service', 'rc-service'])) }),
  v.object({ kind: v.literal('snap'), pid: v.number() }),
  v.object({ kind: v.literal('desktop') }),
  v.object({ kind: v.literal('orbstack') }),
  v.object({ kind: v.literal('windows-service') }),
  /** This computer does not see its process: the file can be written, and the rest is done by hand. */
  v.object({ kind: v.literal('by-hand') })
])
export type Way = v.InferOutput<typeof Way>

export const Place = v.variant('kind', [
  v.object({
    kind: v.literal('file'),
    path: v.string(),
    /** Whose it is, in the words of `engine-settings.place`. */
    product: v.picklist(['engine', 'rootless', 'desktop', 'orbstack', 'windows']),
    way: Way
  }),
  v.object({
    kind: v.literal('elsewhere'),
    why: v.picklist(['remote', 'colima', 'lima', 'rancher', 'podman', 'unknown']),
    /** The file there, or the product's own file here. */
    path: v.optional(v.string()),
    /** To be copied, in their order. */
    commands: v.array(CommandWords)
  })
])
export type Place = v.InferOutput<typeof Place>

export interface EngineFacts {
  /** As DOCKER_HOST has it. */
  readonly endpoint: string
  /** Of /info and /version; empty where it did not answer. */
  readonly operatingSystem: string
  readonly name: string
  readonly os: string
  readonly product: string
  readonly rootless: boolean
}
/** The dockerd behind the connection, as this computer's process table shows it. */
export interface DockerdProcess {
  readonly pid: number
  /** What it was started with, without the program. */
  readonly words: readonly string[]
  /** `docker.service`, and whether it is this person's own. */
  readonly unit?: { readonly name: string; readonly user: boolean }
  /** The `sysvinit` or OpenRC program that restarts it, where there is no systemd. */
  readonly service?: 'service' | 'rc-service'
}
export interface PlaceSurroundings {
  readonly platform: string
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

const join = (platform: string, ...parts: readonly string[]): string =>
  parts.join(platform === 'win32' ? '\\' : '/').replace(/(?<!^)([\\/])\1+/g, '$1')

/** `--config-file=/x`, `--config-file /x`: the last one counts. */
export function configFileOf(words: readonly string[]): string | undefined {
  let found: string | undefined
  words.forEach((word, index) => {
    if (word === '--config-file') found = words[index + 1] ?? found
    else if (word.startsWith('--config-file=')) found = word.slice('--config-file='.length)
  })
  return found === '' ? undefined : found
}

export function placeOf(engine: EngineFacts, here: PlaceSurroundings, dockerd?: DockerdProcess): Place {
  const place = placeAtHome(engine, here, dockerd)
  // Of somebody without a home nothing is known: what would be found there is another's.
  const homeless = here.home === '' && place.kind === 'file' && /^(desktop|orbstack|rootless)$/.test(place.product)
  return homeless && configFileOf(dockerd?.words ?? []) === undefined
    ? { kind: 'elsewhere', why: 'unknown', commands: [] }
    : place
}

/** Where the engine of a Linux computer listens by itself, and a person's own. */
const usualSocket = /^unix:\/\/(\/var)?\/run\/docker\.sock$/
const rootlessSocket = /^unix:\/\/\/run\/user\/\d+\/docker\.sock$/

function placeAtHome(engine: EngineFacts, here: PlaceSurroundings, dockerd: DockerdProcess | undefined): Place {
  const { endpoint } = engine
  const { platform, home, env } = here
  if (/podman/i.test(engine.product)) return { kind: 'elsewhere', why: 'podman', commands: [] }
  const colima = /\/\.?colima\/(?:([^/]+)\/)?docker\.sock$/.exec(endpoint)
  if (colima !== null || /^colima(-|$)/.test(engine.name)) {
    const profile = colima?.[1] ?? (engine.name.replace(/^colima-?/, '') || 'default')
    const root =
      colima === null
        ? join(platform, home, '.colima')
        : endpoint.replace(/^unix:\/\//, '').replace(/\/(?:[^/]+\/)?docker\.sock$/, '')
    const named = profile === 'default' ? [] : ['--profile', profile]
    return {
      kind: 'elsewhere',
      why: 'colima',
      path: join(platform, root, profile, 'colima.yaml'),
      commands: [
        ['colima', 'stop', ...named],
        ['colima', 'start', '--edit', ...named]
      ]
    }
  }
  if (/orbstack/i.test(engine.operatingSystem) || /\/\.orbstack\//.test(endpoint))
    return {
      kind: 'file',
      product: 'orbstack',
      path: join(platform, home, '.orbstack', 'config', 'docker.json'),
      way: { kind: 'orbstack' }
    }
  if (/rancher desktop/i.test(engine.operatingSystem) || /\/\.rd\/docker\.sock$/.test(endpoint))
    return {
      kind: 'elsewhere',
      why: 'rancher',
      path: '/etc/docker/daemon.json',
      commands: [['rdctl', 'shell', 'sudo', 'vi', '/etc/docker/daemon.json']]
    }
  const lima = /\/\.lima\/([^/]+)\/sock\/docker\.sock$/.exec(endpoint)?.[1] ?? /^lima-(.+)$/.exec(engine.name)?.[1]
  if (lima !== undefined)
    return {
      kind: 'elsewhere',
      why: 'lima',
      path: '/etc/docker/daemon.json',
      commands: [['limactl', 'shell', lima, 'sudo', 'vi', '/etc/docker/daemon.json']]
    }
  const isDesktop =
    /docker desktop/i.test(`${engine.operatingSystem} ${engine.product}`) ||
    engine.name === 'docker-desktop' ||
    /\/\.docker\/desktop\/docker\.sock$|dockerDesktop(Linux|Windows)Engine$/.test(endpoint)
  const local = /^(unix|npipe):/.test(endpoint)
  // From within WSL: its file is in the home of the person of Windows.
  if (isDesktop && platform === 'linux' && env['WSL_DISTRO_NAME'] !== undefined)
    return { kind: 'elsewhere', why: 'unknown', commands: [] }
  if (isDesktop && (local || /^tcp:\/\/(127\.|localhost)/.test(endpoint))) {
    const file = engine.os === 'windows' ? 'windows-daemon.json' : 'daemon.json'
    return { kind: 'file', product: 'desktop', path: join(platform, home, '.docker', file), way: { kind: 'desktop' } }
  }
  if (!local && dockerd === undefined) return remote(endpoint)
  if (platform === 'win32')
    return {
      kind: 'file',
      product: 'windows',
      path:
        configFileOf(dockerd?.words ?? []) ??
        join(platform, env['ProgramData'] ?? 'C:\\ProgramData', 'docker', 'config', 'daemon.json'),
      way: { kind: 'windows-service' }
    }
  if (platform !== 'linux') return { kind: 'elsewhere', why: 'unknown', commands: [] }
  const way = wayOf(dockerd)
  const rootless = engine.rootless || (dockerd?.unit?.user ?? false) || rootlessSocket.test(endpoint)
  // Two engines may run here: whose dockerd is not seen, and who listens elsewhere, does not go by the usual file. It is another's.
  if (dockerd === undefined && !rootless && !usualSocket.test(endpoint))
    return { kind: 'elsewhere', why: 'unknown', commands: [] }
  const config = env['XDG_CONFIG_HOME'] || join(platform, home, '.config')
  const usual = rootless
    ? join(platform, config, 'docker', 'daemon.json')
    : way.kind === 'snap'
      ? '/var/snap/docker/current/config/daemon.json'
      : '/etc/docker/daemon.json'
  return {
    kind: 'file',
    product: rootless ? 'rootless' : 'engine',
    path: configFileOf(dockerd?.words ?? []) ?? usual,
    way: rootless && dockerd === undefined ? { kind: 'systemd', unit: 'docker.service', user: true } : way
  }
}

function wayOf(dockerd: DockerdProcess | undefined): Way {
  if (dockerd === undefined) return { kind: 'by-hand' }
  const { pid, unit, service } = dockerd
  if (unit?.name.startsWith('snap.') === true) return { kind: 'snap', pid }
  if (unit !== undefined) return { kind: 'systemd', unit: unit.name, user: unit.user }
  return { kind: 'process', pid, ...(service === undefined ? {} : { service }) }
}

/** `ssh://user@host:22` is edited there; of any other only what it says of itself is shown. */
function remote(endpoint: string): Place {
  const [, destination = ''] = /^ssh:\/\/([^/]+)/.exec(endpoint) ?? []
  if (destination === '') return { kind: 'elsewhere', why: 'remote', commands: [] }
  const [, host = destination, port] = /^(.*?)(?::(\d+))?$/.exec(destination) ?? []
  const ssh = ['ssh', '-t', ...(port === undefined ? [] : ['-p', port]), host]
  return {
    kind: 'elsewhere',
    why: 'remote',
    path: '/etc/docker/daemon.json',
    commands: [
      [...ssh, 'sudo', 'vi', '/etc/docker/daemon.json'],
      [...ssh, 'sudo', 'systemctl', 'reload', 'docker']
    ]
  }
}
