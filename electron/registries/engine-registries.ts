/** What an engine has been told of registries (`GET /info`, RegistryConfig): which it asks without encryption, and Docker Hub's mirrors. */
import { BlockList, isIP } from 'node:net'
import * as v from 'valibot'
import type { Engine } from '../engine/engine'
import { flag, listOf, mapOf, maybe, text } from '../engine/schema'

const Info = v.object({
  OperatingSystem: text(),
  OSType: text(),
  Architecture: text(),
  SecurityOptions: listOf(v.string()),
  RegistryConfig: maybe(
    v.object({
      InsecureRegistryCIDRs: listOf(v.string()),
      IndexConfigs: mapOf(v.object({ Secure: flag(true) })),
      Mirrors: listOf(v.string())
    })
  )
})

export interface EngineRegistries {
  /** `https://mirror.example/`; asked in place of Docker Hub, in this order. */
  readonly mirrors: readonly string[]
  /** `linux`, `windows`. */
  readonly os: string
  /** As images name it: `amd64`, `arm64`. */
  readonly architecture: string
  /** Docker Desktop, which keeps the engine's settings itself. */
  readonly desktop: boolean
  readonly rootless: boolean
  isInsecure(registry: string): boolean
}

/** Docker's own rule where nothing is known: this machine alone. */
export const noEngine: EngineRegistries = {
  mirrors: [],
  os: 'linux',
  architecture: process.arch === 'x64' ? 'amd64' : process.arch,
  desktop: false,
  rootless: false,
  isInsecure: (registry) => isWithin(hostOf(registry), ['127.0.0.0/8', '::1/128'])
}

const architectures: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv7l: 'arm',
  armv6l: 'arm',
  i686: '386',
  i386: '386'
}

export function readRegistries(info: unknown): EngineRegistries {
  const { OperatingSystem, OSType, Architecture, SecurityOptions, RegistryConfig } = v.parse(Info, info)
  if (RegistryConfig === undefined) return noEngine
  const { InsecureRegistryCIDRs: ranges, IndexConfigs: known, Mirrors: mirrors } = RegistryConfig
  return {
    mirrors: mirrors.filter((mirror) => URL.canParse(mirror)),
    os: OSType || 'linux',
    architecture: architectures[Architecture] ?? (Architecture || noEngine.architecture),
    desktop: /docker desktop/i.test(OperatingSystem),
    rootless: SecurityOptions.some((option) => /^name=rootless\b/.test(option)),
    isInsecure: (registry) => {
      const entry = Object.hasOwn(known, registry) ? known[registry] : undefined
      return entry === undefined ? isWithin(hostOf(registry), ranges) : !entry.Secure
    }
  }
}

/** Where it cannot be told, Docker's own rule: browsing does not need the engine. */
export const registriesOf = async (engine: Engine, signal?: AbortSignal): Promise<EngineRegistries> => {
  try {
    const request = { path: '/info', timeLimit: 5_000, ...(signal === undefined ? {} : { signal }) }
    return readRegistries(await engine.get(request, v.unknown()))
  } catch (error) {
    if (signal?.aborted === true) throw error
    return noEngine
  }
}

/** Without its port and brackets. */
const hostOf = (registry: string): string => registry.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')

function isWithin(host: string, ranges: readonly string[]): boolean {
  const address = host === 'localhost' ? '127.0.0.1' : host
  const family = isIP(address)
  if (family === 0) return false
  const list = new BlockList()
  for (const range of ranges) {
    const [base = '', length = ''] = range.split('/')
    const kind = isIP(base)
    const bits = Number(length)
    if (kind !== 0 && /^\d+$/.test(length) && bits <= (kind === 4 ? 32 : 128))
      list.addSubnet(base, bits, kind === 4 ? 'ipv4' : 'ipv6')
  }
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6')
}
