/** Finds the engines that this machine can reach, and which of them the CLI would use: DOCKER_HOST, contexts, the usual places. */
import { formatEndpoint, parseEndpoint, type Endpoint, type TlsFiles } from '../endpoint'
import { configFolder, pathsOf, readContexts, tlsFilesIn } from './contexts'
import type { Found, Problem } from './found'
import { defaultAddress, usualPlaces } from './places'
import type { Surroundings } from './surroundings'

export interface Discovery {
  /** The CLI's own current one first, then contexts by name, then places. */
  readonly found: readonly Found[]
  readonly problems: readonly Problem[]
  /** The id of the one to begin with. */
  readonly suggested: string | undefined
  /** True where a person chose it for this start, in the environment: it goes before what the window remembers. */
  readonly asked: boolean
}

/** What DOCKER_TLS_VERIFY, DOCKER_TLS and DOCKER_CERT_PATH say of DOCKER_HOST. Source: docker/cli `cli/flags/options.go`. */
function environmentTls(surroundings: Surroundings): TlsFiles | undefined {
  const { env } = surroundings
  const verify = (env['DOCKER_TLS_VERIFY'] ?? '') !== ''
  if (!verify && (env['DOCKER_TLS'] ?? '') === '') return undefined
  const folder = env['DOCKER_CERT_PATH'] || configFolder(surroundings)
  const found = tlsFilesIn(folder, verify, surroundings)
  if (found !== undefined || env['DOCKER_CERT_PATH'] === undefined) return found ?? { verify }
  // They are named: that they are not there is for the dialler to say.
  const at = (name: string): string => pathsOf(surroundings.platform).join(folder, name)
  return { ca: at('ca.pem'), cert: at('cert.pem'), key: at('key.pem'), verify }
}

/** One spelling for each endpoint: a socket by where its links lead. */
function identity(endpoint: Endpoint, surroundings: Surroundings): string {
  if (endpoint.kind === 'unix') return `unix://${surroundings.real(endpoint.path)}`
  return formatEndpoint(endpoint).toLowerCase()
}

export function discover(surroundings: Surroundings): Discovery {
  const { env, platform, exists } = surroundings
  const store = readContexts(surroundings)
  const problems = [...store.problems]
  const candidates: Found[] = []
  const host = env['DOCKER_HOST'] ?? ''
  // With DOCKER_HOST set, the CLI goes by it, and `--context default` means it: no context is the CLI's own then.
  const current = host === '' ? store.current : ''

  if (host !== '') {
    try {
      const endpoint = parseEndpoint(host, environmentTls(surroundings))
      candidates.push({
        id: `environment:${formatEndpoint(endpoint)}`,
        name: 'DOCKER_HOST',
        source: 'environment',
        endpoint,
        cli: []
      })
    } catch (error) {
      problems.push({ file: 'DOCKER_HOST', message: error instanceof Error ? error.message : String(error) })
    }
  }
  const cliOf = (name: string): readonly string[] => (name === current ? [] : ['--context', name])
  const contexts = store.contexts.map(({ name, endpoint }): Found => ({
    id: `context:${name}`,
    name,
    source: 'context',
    endpoint,
    cli: cliOf(name)
  }))
  candidates.push(...contexts.filter(({ cli }) => cli.length === 0))
  if (candidates.length === 0 || host === '') {
    const address = defaultAddress(platform)
    const cli = host === '' ? cliOf('default') : ['-H', address]
    candidates.push({
      id: 'context:default',
      name: 'default',
      source: 'context',
      endpoint: parseEndpoint(address),
      cli
    })
  }
  candidates.push(...contexts.filter(({ cli }) => cli.length > 0))
  for (const { name, endpoint, cli } of usualPlaces(surroundings)) {
    const address = formatEndpoint(endpoint)
    candidates.push({ id: `place:${address}`, name, source: 'place', endpoint, cli: cli ?? ['-H', address] })
  }

  const seen = new Set<string>()
  const found = candidates.filter(({ endpoint }) => {
    const key = identity(endpoint, surroundings)
    return !seen.has(key) && seen.add(key) !== undefined
  })
  const asked = host !== '' || (env['DOCKER_CONTEXT'] ?? '') !== ''
  return { found, problems, suggested: suggest(found, asked, exists), asked }
}

/** The CLI's own, unless nobody chose it and there is nothing at its address while something is elsewhere. */
function suggest(found: readonly Found[], asked: boolean, exists: (path: string) => boolean): string | undefined {
  const [first] = found
  if (first === undefined || asked || first.id !== 'context:default' || first.endpoint.kind !== 'unix') return first?.id
  if (exists(first.endpoint.path)) return first.id
  return (found.find(({ source }) => source === 'place') ?? first).id
}
