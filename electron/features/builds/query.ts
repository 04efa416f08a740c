/** A build's options as `POST /build` takes them (moby's api/swagger.yaml, ImageBuild). */
import { readInstructions, stagesOf } from '../../../contract/builds/instructions'
import type { BuildOptions } from '../../../contract/builds/options'
import { cutPair } from '../../../contract/command/csv'
import { parseExtraHost } from '../../../contract/command/hosts'
import { parseUlimit } from '../../../contract/command/limits'
import { parseReference } from '../../../contract/images/reference'
import type { Engine, EngineRequest } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'

type Query = NonNullable<EngineRequest['query']>

/** JSON where there is something to say. */
const json = (value: object | readonly unknown[]): string | undefined =>
  Object.keys(value).length === 0 ? undefined : JSON.stringify(value)
const given = (text: string): string | undefined => text || undefined

/** `way`: whose parameters; what BuildKit has no use for is left out, as docker does. Throws FailureError: invalid-input. */
export function buildQuery(options: BuildOptions, way: 'buildkit' | 'classic'): Query {
  const isClassic = way === 'classic'
  const own = options.buildArguments.map(({ name, value }) => [name, value ?? process.env[name] ?? null])
  const query: Query = {
    t: options.tags.length === 0 ? undefined : options.tags,
    buildargs: json(Object.fromEntries(own) as object),
    labels: json(Object.fromEntries(options.labels.map((label) => [cutPair(label)[0], cutPair(label)[1] ?? '']))),
    target: given(options.target),
    platform: given(options.platform),
    nocache: options.noCache ? 1 : undefined,
    pull: options.pull ? 1 : undefined,
    networkmode: given(options.network),
    cachefrom: json(options.cacheFrom),
    extrahosts: options.extraHosts.length === 0 ? undefined : options.extraHosts.map(extraHost),
    shmsize: options.shmSize,
    ulimits: json(options.ulimits.map(ulimit)),
    cgroupparent: given(options.cgroupParent),
    rm: 1
  }
  if (!isClassic) return { ...query, version: 2 }
  return {
    ...query,
    memory: options.memory,
    memswap: options.memorySwap,
    cpushares: options.cpuShares,
    cpusetcpus: given(options.cpuSet),
    cpusetmems: given(options.memorySet),
    cpuperiod: options.cpuPeriod,
    cpuquota: options.cpuQuota,
    securityopt: json(options.securityOptions),
    isolation: given(options.isolation),
    squash: options.squash ? 1 : undefined,
    forcerm: options.forceRemove ? 1 : undefined
  }
}

const refused = (field: string, text: string): FailureError =>
  new FailureError({ kind: 'invalid-input', field, message: text })

function extraHost(text: string): string {
  const parsed = parseExtraHost(text)
  if (!parsed.ok) throw refused('extraHosts', text)
  return `${parsed.value.name}:${parsed.value.address}`
}

function ulimit(text: string): { Name: string; Soft: number; Hard: number } {
  const parsed = parseUlimit(text)
  if (!parsed.ok) throw refused('ulimits', text)
  return { Name: parsed.value.name, Soft: parsed.value.soft, Hard: parsed.value.hard }
}

/** Registries whose images the build begins with. */
function registriesOf(dockerfile: string, { cacheFrom }: BuildOptions): ReadonlySet<string> {
  const bases = stagesOf(readInstructions(dockerfile)).map(({ base }) => base)
  return new Set(
    [...bases, ...cacheFrom].flatMap((text) => {
      const parsed = parseReference(text)
      return parsed.ok ? [parsed.reference.registry] : []
    })
  )
}

/** What docker's own sign-ins are called in config.json. */
const hubKey = 'https://index.docker.io/v1/'

export interface SignIn {
  readonly username: string
  readonly password: string
  readonly identityToken: string
}

/** Who is signed in where the build's images come from, by the registry's name in config.json. */
export async function signInsFor(
  engine: Engine,
  dockerfile: string,
  options: BuildOptions
): Promise<ReadonlyMap<string, SignIn>> {
  const found = new Map<string, SignIn>()
  for (const registry of registriesOf(dockerfile, options)) {
    const header = await engine.registryAuth(registry)
    if (header === undefined) continue
    const raw = JSON.parse(Buffer.from(header, 'base64').toString('utf8')) as Record<string, unknown>
    const text = (name: string): string => (typeof raw[name] === 'string' ? raw[name] : '')
    found.set(registry === 'docker.io' ? hubKey : registry, {
      username: text('username'),
      password: text('password'),
      identityToken: text('identitytoken')
    })
  }
  return found
}

/** For the classic builder: `X-Registry-Config`. */
export function registryConfig(signIns: ReadonlyMap<string, SignIn>): Readonly<Record<string, string>> {
  if (signIns.size === 0) return {}
  const config = Object.fromEntries(
    [...signIns].map(([registry, { username, password, identityToken }]) => [
      registry,
      { username, password, identitytoken: identityToken, serveraddress: registry }
    ])
  )
  return { 'X-Registry-Config': Buffer.from(JSON.stringify(config)).toString('base64url') }
}
