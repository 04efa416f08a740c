/** Which proxy stands between this machine and a web address: the person's setting, or the environment's variables as curl reads them. */
import { isIP } from 'node:net'

export interface ProxySetting {
  readonly kind: 'environment' | 'none' | 'custom'
  /** For `custom`: `http://proxy.example:3128`. */
  readonly url: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** The proxy for `target`; undefined: straight. An address that is none, or of a kind that is not spoken (socks), counts as none. */
export function proxyFor(target: URL, setting: ProxySetting, environment: Environment): URL | undefined {
  if (setting.kind === 'none') return undefined
  if (setting.kind === 'custom') return isLoopback(target.hostname) ? undefined : readProxy(setting.url)
  const scheme = target.protocol === 'https:' ? 'https' : 'http'
  // An upper-case HTTP_PROXY may come from a request's header in CGI; curl leaves it out, docker does not: this is no CGI.
  const written = variable(environment, `${scheme}_proxy`) ?? variable(environment, 'all_proxy')
  if (written === undefined || isExcepted(target, variable(environment, 'no_proxy') ?? '')) return undefined
  return readProxy(written)
}

function variable(environment: Environment, name: string): string | undefined {
  return [environment[name], environment[name.toUpperCase()]].find((value) => value !== undefined && value !== '')
}

function readProxy(text: string): URL | undefined {
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined
  } catch {
    return undefined
  }
}

/** As Go has it: this machine itself is never asked through a proxy. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]'
}

/** NO_PROXY: hosts, `.domain` or `domain` with all below it, `host:port`, IPv4 ranges as `10.0.0.0/8`, `*` for all. */
function isExcepted(target: URL, list: string): boolean {
  const host = target.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const port = target.port || (target.protocol === 'https:' ? '443' : '80')
  if (isLoopback(target.hostname)) return true
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((raw) => {
      if (raw === '*') return true
      const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(raw.toLowerCase()) ?? []
      const bare = isIP(raw) === 6 ? raw.toLowerCase() : name
      if (only !== undefined && isIP(raw) !== 6 && only !== port) return false
      if (bare.includes('/')) return inRange(host, bare)
      const domain = bare.replace(/^\*?\./, '')
      return domain !== '' && (host === domain || host.endsWith(`.${domain}`))
    })
}

function inRange(host: string, range: string): boolean {
  const [base = '', length = ''] = range.split('/')
  const bits = Number(length)
  if (isIP(host) !== 4 || isIP(base) !== 4 || !/^\d+$/.test(length) || bits > 32) return false
  const mask = bits === 0 ? 0 : (-1 << (32 - bits)) >>> 0
  return (number(host) & mask) >>> 0 === (number(base) & mask) >>> 0
}
const number = (address: string): number =>
  address.split('.').reduce((sum, part) => ((sum << 8) | Number(part)) >>> 0, 0)
