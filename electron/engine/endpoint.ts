/** Where an engine listens, as a value: read from what DOCKER_HOST and docker contexts write. */
import { domainToASCII } from 'node:url'
import { FailureError } from './failure-error'
import { formatSshAddress, parseSshAddress, type SshAddress } from './ssh/address'

/** Paths of PEM files, read anew at each dial: a renewed certificate needs no restart. Absent: not used. */
export interface TlsFiles {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  /** False: the engine's certificate is not checked (a context's SkipTLSVerify). */
  readonly verify: boolean
}

export type Endpoint =
  | { readonly kind: 'unix'; readonly path: string }
  /** `\\.\pipe\docker_engine` */
  | { readonly kind: 'pipe'; readonly path: string }
  /** `basePath`: `/docker` where a proxy serves the engine below a path, else empty. */
  | {
      readonly kind: 'tcp'
      readonly host: string
      readonly port: number
      readonly basePath: string
      readonly tls?: TlsFiles
    }
  | ({ readonly kind: 'ssh' } & SshAddress)
  /** A scheme that nothing dials: it is known, and said so. */
  | { readonly kind: 'unsupported'; readonly scheme: string; readonly address: string }

const unreadable = (address: string): FailureError =>
  new FailureError({ kind: 'invalid-input', field: 'endpoint', message: `Not an engine's address: ${address}` })

/**
 * Reads `unix:///path`, `npipe:////./pipe/name`, `tcp://host:port`, `http(s)://…`, `ssh://user@host`, or `host:port`. Source: docker/cli
 * `opts/hosts.go`. Ports default to 2375, with TLS 2376. Throws FailureError (invalid-input).
 */
export function parseEndpoint(address: string, tls?: TlsFiles): Endpoint {
  const text = address.trim()
  const [, scheme = 'tcp', rest = text] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? []
  switch (scheme.toLowerCase()) {
    case 'unix':
      return { kind: 'unix', path: rest === '' ? '/var/run/docker.sock' : rest }
    case 'npipe':
      return { kind: 'pipe', path: (rest === '' ? '//./pipe/docker_engine' : rest).replaceAll('/', '\\') }
    case 'tcp':
    case 'http':
      return tcpEndpoint(rest, text, tls)
    case 'https':
      return tcpEndpoint(rest, text, tls ?? { verify: true })
    case 'ssh':
      return sshEndpoint(rest)
    default:
      return { kind: 'unsupported', scheme: scheme.toLowerCase(), address: text }
  }
}

function sshEndpoint(rest: string): Endpoint {
  try {
    return { kind: 'ssh', ...parseSshAddress(rest) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new FailureError({ kind: 'invalid-input', field: 'endpoint', message }, { cause: error })
  }
}

function tcpEndpoint(rest: string, address: string, tls: TlsFiles | undefined): Endpoint {
  // A scheme that URL knows nothing about keeps a port that is some scheme's default.
  // A port alone is this computer's, as docker has it.
  const whole = `engine://${rest.startsWith(':') ? 'localhost' : ''}${rest}`
  const url = URL.canParse(whole) ? new URL(whole) : undefined
  if (url === undefined && rest !== '') throw unreadable(address)
  const host = hostOf((url?.hostname ?? '').replace(/^\[|\]$/g, '')) ?? 'localhost'
  const port = url?.port ? Number(url.port) : tls === undefined ? 2375 : 2376
  const basePath = (url?.pathname ?? '').replace(/\/+$/, '')
  return { kind: 'tcp', host, port, basePath, tls }
}

/** As name servers know it: `bücher.example` is `xn--bcher-kva.example`. Undefined: there is none. */
function hostOf(name: string): string | undefined {
  if (name === '') return undefined
  if (!name.includes('%')) return name
  try {
    return domainToASCII(decodeURIComponent(name)) || name
  } catch {
    // No name in UTF-8: nothing will be found under it, and that is said.
    return name
  }
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host)

/** As DOCKER_HOST writes it. */
export function formatEndpoint(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'unix':
      return `unix://${endpoint.path}`
    case 'pipe':
      return `npipe://${endpoint.path.replaceAll('\\', '/')}`
    case 'tcp':
      return `tcp://${bracketed(endpoint.host)}:${endpoint.port}${endpoint.basePath}`
    case 'ssh':
      return formatSshAddress(endpoint)
    case 'unsupported':
      return endpoint.address
  }
}

/** What a request's Host header says; an engine behind a socket does not look at it, a proxy may. */
export const hostHeader = (endpoint: Endpoint): string =>
  endpoint.kind === 'tcp' ? `${bracketed(endpoint.host)}:${endpoint.port}` : 'docker'

export const basePathOf = (endpoint: Endpoint): string => (endpoint.kind === 'tcp' ? endpoint.basePath : '')
