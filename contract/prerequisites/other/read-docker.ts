/** What the docker command writes for people, as what the engine answers to programs. */

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
  readonly failure?: string
  readonly context?: string
}

const unreachable =
  /(?:Cannot connect to the Docker daemon|error during connect|permission denied while trying to connect|failed to connect to the docker API|Is the docker daemon running)[^\n]*/i

const field = (lines: readonly string[], name: string): string | undefined => {
  const found = lines.map((line) => new RegExp(`^\\s*${name}:\\s+(\\S.*)$`, 'i').exec(line)?.[1]?.trim())
  return found.find((value) => value !== undefined)
}

/**
 * `docker version`: `Client:` and `Server:` (with a product's name after them), each with `Version:`, `API version:` and `OS/Arch:`;
 * since 18.09 the engine's stand under `Engine:`.
 */
export function readDockerVersion(lines: readonly string[]): DockerTold | undefined {
  const client = lines.findIndex((line) => /^\s*Client(?::|\s*\()/.test(line))
  const server = lines.findIndex((line) => /^\s*Server:/.test(line))
  const failure = lines.map((line) => unreachable.exec(line)?.[0]).find((found) => found !== undefined)
  if (client < 0 && server < 0 && failure === undefined) return undefined
  const clientLines = client < 0 ? [] : lines.slice(client, server > client ? server : client + 12)
  const serverLines = server < 0 ? [] : lines.slice(server, server + 12)
  const version = field(serverLines, 'Version')
  const [, api, least] =
    /^(\d+\.\d+)(?:\s*\(minimum version (\d+\.\d+)\))?$/.exec(field(serverLines, 'API version') ?? '') ?? []
  const os = /^(\w+)\//.exec(field(clientLines, 'OS/Arch') ?? '')?.[1]
  const clientVersion = field(clientLines, 'Version')
  const context = field(clientLines, 'Context')
  const product = /^\s*Server:\s*(\S.*)$/.exec(lines[server] ?? '')?.[1]?.trim() ?? ''
  if (os === undefined && clientVersion === undefined && api === undefined && failure === undefined) return undefined
  return {
    ...(os === undefined ? {} : { clientOs: os }),
    ...(clientVersion === undefined ? {} : { clientVersion }),
    ...(context === undefined ? {} : { context }),
    ...(version === undefined || api === undefined
      ? {}
      : { server: { version, api, product, ...(least === undefined ? {} : { least }) } }),
    ...(failure === undefined ? {} : { failure })
  }
}

/** `docker info`, as `/info` answers: what the checks read of it. Undefined where there is no engine in it. */
export function readDockerInfo(lines: readonly string[]): string | undefined {
  const driver = field(lines, 'Storage Driver')
  const os = field(lines, 'OSType')
  if (driver === undefined || os === undefined) return undefined
  const warnings = lines
    .map((line) => /^\s*WARNING:\s*\S.*$/.exec(line)?.[0]?.trim())
    .filter((line) => line !== undefined)
  return JSON.stringify({
    Driver: driver,
    OSType: os,
    CgroupDriver: field(lines, 'Cgroup Driver') ?? '',
    CgroupVersion: field(lines, 'Cgroup Version') ?? '',
    Warnings: warnings
  })
}

/** The facts `engine-version` and `engine-connection`, as the main process would tell them of that engine. */
export function engineFacts({ server, failure, context, clientVersion }: DockerTold): {
  readonly version?: string
  readonly connection?: string
} {
  const endpoint =
    context === undefined || context === 'default' ? 'docker' : `docker --context ${context.slice(0, 60)}`
  if (server !== undefined)
    return {
      version: JSON.stringify({ Version: server.version, ApiVersion: server.api, MinAPIVersion: server.least }),
      connection: JSON.stringify({
        endpoint,
        state: {
          kind: 'connected',
          capabilities: {
            version: server.version,
            apiVersion: server.api,
            product: server.product || `Docker ${server.version}`
          }
        }
      })
    }
  if (failure === undefined || (clientVersion === undefined && failure === '')) return {}
  return {
    connection: JSON.stringify({
      endpoint,
      state: { kind: 'unreachable', failure: { kind: 'engine-unreachable', message: failure.slice(0, 300) } }
    })
  }
}
