/** A private registry as a container: what `docker run` is told. */
import { emptyRunOptions, type RunOptions } from '../../../../contract/containers/run'

export interface StartFields {
  readonly image: string
  readonly name: string
  readonly port: string
  /** Reached from this computer alone. */
  readonly local: boolean
  /** The volume that keeps the images; empty: a new one that goes with the container. */
  readonly volume: string
  /** Images can be deleted from it. */
  readonly deletes: boolean
  /** It comes back with the engine. */
  readonly restarts: boolean
}

export const usualFields: StartFields = {
  image: 'registry:2',
  name: 'registry',
  port: '5000',
  local: true,
  volume: 'registry-data',
  deletes: true,
  restarts: true
}

const insideRegistry = { port: 5000, data: '/var/lib/registry' } as const

export function startOptions({ image, name, port, local, volume, deletes, restarts }: StartFields): RunOptions {
  const kept: RunOptions['mounts'] = [
    { kind: 'volume', source: volume, target: insideRegistry.data, readOnly: false, flag: 'volume', options: [] }
  ]
  return {
    ...emptyRunOptions,
    image,
    name,
    ports: [
      {
        ...(local ? { ip: '127.0.0.1' } : {}),
        host: Number(port),
        container: insideRegistry.port,
        protocol: 'tcp'
      }
    ],
    environment: deletes ? [{ name: 'REGISTRY_STORAGE_DELETE_ENABLED', value: 'true', secret: false }] : [],
    mounts: volume === '' ? [] : kept,
    restart: { name: restarts ? 'unless-stopped' : 'no' }
  }
}

/** Which field is wrong; the keys of what is said about it. */
export function startProblems({ name, port, volume, image }: StartFields): {
  readonly name?: 'bad-name'
  readonly port?: 'bad-port'
  readonly volume?: 'bad-name'
  readonly image?: 'empty'
} {
  const legal = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/
  const number = Number(port)
  const portFits = /^\d{1,5}$/.test(port) && number >= 1 && number <= 65_535
  return {
    ...(legal.test(name) ? {} : { name: 'bad-name' as const }),
    ...(portFits ? {} : { port: 'bad-port' as const }),
    ...(volume === '' || legal.test(volume) ? {} : { volume: 'bad-name' as const }),
    ...(image.trim() === '' ? { image: 'empty' as const } : {})
  }
}

/**
 * Where this computer reaches what is started so: `localhost:5000`; undefined where it does not, for the engine is elsewhere
 * and its machine alone is let in. `endpoint` is the engine's, as DOCKER_HOST writes it.
 */
export function addressOf({ port, local }: Pick<StartFields, 'port' | 'local'>, endpoint: string): string | undefined {
  const host = /^(?:tcp|ssh|https?):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/]+)/.exec(endpoint)?.[1] ?? 'localhost'
  const here = /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(host)
  if (here) return `localhost:${port}`
  return local ? undefined : `${host.toLowerCase()}:${port}`
}
