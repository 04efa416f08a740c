/** What the docker command writes for people, as what the engine answers to programs. */
import { rejoined } from './clean'
import { apiOf, field, infoOf } from './read-docker-info'

export interface DockerTold {
  /** The client's own system: `windows`, `darwin`, `linux`. */
  readonly clientOs?: string
  readonly clientVersion?: string
  readonly server?: {
    readonly version: string
    readonly api: string
    readonly least?: string
    readonly product: string
  }
  /** No engine answered. */
  readonly failure?: string
  /** An engine answered, and speaks no version that the docker command speaks. */
  readonly mismatch?: string
  readonly context?: string
}

const unreachable =
  /(?:Cannot connect to the Docker daemon|error during connect|permission denied while trying to connect|failed to connect to the docker API|Is the docker daemon running|Cannot connect to Podman|unable to connect to Podman|request returned (?:\d+ )?Internal Server Error|Docker Desktop is unable to start)[^\n]*/i

/**
 * `client version 1.52 is too new. Maximum supported API version is 1.43`, `client version 1.24 is too old. Minimum supported API
 * version is 1.44, please upgrade …`; before 1.10: `client is newer than server (client API version: 1.24, server API version: 1.19)`.
 */
const mismatched =
  /client version \d+\.\d+ is too (?:new|old)\. (?:Maximum|Minimum) supported API version is \d+\.\d+|client (?:is newer than server|and server don't have same version) \(client[^)]{0,40}\d, server[^)]{0,40}\d\)/

const firstOf = <T>(values: readonly (T | undefined)[]): T | undefined => values.find((value) => value !== undefined)

/** `Client:` and `Server:` with what stands below each, until the next; `docker info` has both words too. */
function sections(lines: readonly string[], name: 'Client' | 'Server'): ReadonlyArray<readonly string[]> {
  const heads = lines.flatMap((line, index) => (/^\s{0,4}(?:Client|Server):/.test(line) ? [index] : []))
  return heads.flatMap((head, index) =>
    new RegExp(`^\\s*${name}:`).test(lines[head] ?? '') ? [lines.slice(head, heads[index + 1] ?? head + 60)] : []
  )
}

const podmanApi = (version: string): string => (Number.parseInt(version, 10) >= 4 ? '1.41' : '1.40')

/** Since 18.09 the engine's fields stand under `Engine:`; Podman's own stand before it. */
function serverIn(all: readonly string[]): DockerTold['server'] {
  const engine = all.findIndex((line) => /^\s*Engine:$/.test(line))
  const lines = engine < 0 ? all : all.slice(engine)
  const version = field(lines, 'Version')
  const [, api, least] =
    /^(\d+\.\d+(?:\.\d+)?)(?:\s*\(minimum version (\d+\.\d+)\))?$/.exec(field(lines, 'API version') ?? '') ?? []
  if (version === undefined || api === undefined) return undefined
  const named = /^\s*Server:\s*(\S.*)$/.exec(all[0] ?? '')?.[1]?.trim() ?? ''
  const podman = all.some((line) => /Podman Engine/.test(line))
  return {
    version,
    // Podman counts its own API's versions like its own; it speaks Docker's as well.
    api: podman && api === version ? podmanApi(version) : api,
    product: podman ? `Podman ${version}` : named,
    ...(least === undefined ? {} : { least })
  }
}

/** Docker 1.7 and older: `Server version: 1.5.0`, `Server API version: 1.17`. */
function oldServer(lines: readonly string[]): DockerTold['server'] {
  const version = field(lines, 'Server version')
  const api = field(lines, 'Server API version')
  return version === undefined || api === undefined ? undefined : { version, api, product: '' }
}

/** Of `--format json`: one line. */
function jsonServer(lines: readonly string[]): DockerTold['server'] {
  const line = lines.find((one) => /^\s*\{"Client":\{/.test(one)) ?? ''
  const server = /"Server":\{(.*)$/.exec(line)?.[1] ?? ''
  const of = (name: string): string | undefined => new RegExp(`"${name}":"([^"]{1,60})"`).exec(server)?.[1]
  const version = /"(?:Components":\[.*\]),"Version":"([^"]{1,60})"/.exec(server)?.[1] ?? of('Version')
  const api = of('ApiVersion')
  const least = of('MinAPIVersion')
  if (version === undefined || api === undefined) return undefined
  return { version, api, product: of('Name') ?? '', ...(least === undefined ? {} : { least }) }
}

/** `docker version`, an error of any docker command, and the engine of `docker info`. */
export function readDockerVersion(lines: readonly string[]): DockerTold | undefined {
  const clients = sections(lines, 'Client')
  const json = lines.find((one) => /^\s*\{"Client":\{/.test(one))
  const os =
    firstOf(clients.map((client) => /^(\w+)\//.exec(field(client, 'OS/Arch') ?? '')?.[1])) ??
    /^(\w+)\//.exec(field(lines, 'OS/Arch \\(client\\)') ?? '')?.[1] ??
    /"Client":\{[^{}]*(?:\{[^{}]*\}[^{}]*)*"Os":"(\w+)"/.exec(json ?? '')?.[1]
  const clientVersion = firstOf(clients.map((client) => field(client, 'Version'))) ?? field(lines, 'Client version')
  const context = firstOf(clients.map((client) => field(client, 'Context')))
  const info = infoOf(lines)
  const server =
    firstOf(sections(lines, 'Server').map(serverIn)) ??
    oldServer(lines) ??
    jsonServer(lines) ??
    (info?.version === undefined
      ? undefined
      : { version: info.version, api: apiOf(info.version), product: info.product })
  const at = lines.findIndex((line) => unreachable.test(line))
  const failure = unreachable.exec(rejoined(lines, at, 4).at(-1) ?? '')?.[0]
  const mismatch = firstOf(
    lines.flatMap((line, index) =>
      /client (?:version|is|and)/.test(line) ? rejoined(lines, index).map((text) => mismatched.exec(text)?.[0]) : []
    )
  )
  if (firstOf([os, clientVersion, server?.api, failure, mismatch]) === undefined) return undefined
  return {
    ...(os === undefined ? {} : { clientOs: os }),
    ...(clientVersion === undefined ? {} : { clientVersion }),
    ...(context === undefined ? {} : { context }),
    ...(server === undefined ? {} : { server }),
    ...(at < 0 || failure === undefined ? {} : { failure }),
    ...(mismatch === undefined ? {} : { mismatch })
  }
}

const dockerContext = (context: string | undefined): string =>
  context === undefined || context === 'default' ? 'docker' : `docker --context ${context.slice(0, 60)}`
const addressIn = (message: string): string | undefined =>
  /\b(?:unix|npipe|tcp|ssh):\/\/[^\s"';,]+/.exec(message)?.[0].replace(/[.:]+$/, '')

const state = (endpoint: string, known: object): string => JSON.stringify({ endpoint, state: known })

/** The facts `engine-version` and `engine-connection`, as the main process would tell them of that engine. */
export function engineFacts({ server, failure, mismatch, context }: DockerTold): {
  readonly version?: string
  readonly connection?: string
} {
  const endpoint = dockerContext(context)
  const connected = (capabilities: { version: string; apiVersion: string; product: string }): string =>
    state(endpoint, { kind: 'connected', capabilities })
  if (server !== undefined) {
    const { version, api, least, product } = server
    return {
      ...(api === '' ? {} : { version: JSON.stringify({ Version: version, ApiVersion: api, MinAPIVersion: least }) }),
      connection: connected({ version, apiVersion: api, product: product || `Docker ${version}` })
    }
  }
  if (mismatch !== undefined)
    return {
      version: JSON.stringify({ failure: { kind: 'engine-error', message: mismatch } }),
      connection: connected({ version: '', apiVersion: '', product: 'Docker' })
    }
  if (failure === undefined) return {}
  const message = failure.slice(0, 300)
  const kind = /permission denied/i.test(message) ? 'permission-denied' : 'engine-unreachable'
  return { connection: state(addressIn(message) ?? endpoint, { kind: 'unreachable', failure: { kind, message } }) }
}

/** What the failure says of the engine's socket: `{"path":"/var/run/docker.sock","there":true,"connect":"EACCES"}`. */
export function socketIn({ server, failure = '' }: DockerTold): string | undefined {
  const path = /unix:\/\/(\/[^\s"';,:]+)/.exec(failure)?.[1]?.replace(/\.$/, '')
  if (server !== undefined || path === undefined) return undefined
  const fact = (there: boolean, connect: string): string => JSON.stringify({ path, there, connect })
  if (/permission denied/i.test(failure)) return fact(true, 'EACCES')
  if (/connection refused/i.test(failure)) return fact(true, 'ECONNREFUSED')
  return /no such file or directory/i.test(failure) ? fact(false, 'ENOENT') : undefined
}
