/** Finds the engines that this machine can reach, and which of them the CLI would use: DOCKER_HOST, contexts, the usual places. */
import { createHash } from 'node:crypto'
import type { ConnectionBook } from '../../../contract/connections/book/model'
import { defaultContext } from '../../../contract/connections/context-name'
import { formatEndpoint, parseEndpoint, type Endpoint, type TlsFiles } from '../endpoint'
import { configFolder, defaultAddress, pathsOf, readContexts, tlsFilesIn } from './contexts'
import type { Found, Problem } from './found'
import { usualPlaces } from './places'
import type { Surroundings } from './surroundings'

export interface Discovery {
  /** The CLI's own current one first, then contexts by name, then places. */
  readonly found: readonly Found[]
  readonly problems: readonly Problem[]
  /** The id of the one to begin with. */
  readonly suggested: string | undefined
  /** True where a person chose it for this start, in the environment: it goes before what the window remembers. */
  readonly asked: boolean
  /** What the CLI goes by, and why. */
  readonly cli: Readonly<ConnectionBook['cli']>
}

/** Characters of a connection's id; a longer address stands in it by its hash. */
const longestId = 180
function idFor(kind: string, text: string): string {
  return text.length <= longestId ? `${kind}:${text}` : `${kind}:#${createHash('sha256').update(text).digest('hex')}`
}

/** What DOCKER_TLS_VERIFY, DOCKER_TLS and DOCKER_CERT_PATH say of DOCKER_HOST. Source: docker/cli `cli/flags/options.go`. */
function environmentTls(surroundings: Surroundings): TlsFiles | undefined {
  const { env } = surroundings
  const verify = (env['DOCKER_TLS_VERIFY'] ?? '') !== ''
  if (!verify && (env['DOCKER_TLS'] ?? '') === '') return undefined
  const folder = env['DOCKER_CERT_PATH'] || configFolder(surroundings)
  if (folder === undefined) return { verify }
  const found = tlsFilesIn(folder, verify, surroundings)
  if (found !== undefined || env['DOCKER_CERT_PATH'] === undefined) return found ?? { verify }
  // They are named: that they are not there is for the dialler to say.
  const at = (name: string): string => pathsOf(surroundings.platform).join(folder, name)
  return { ca: at('ca.pem'), cert: at('cert.pem'), key: at('key.pem'), verify }
}

const defaultId = `context:${defaultContext}`

/** One spelling for each endpoint: a socket by where its links lead. */
function identity(endpoint: Endpoint, surroundings: Surroundings): string {
  if (endpoint.kind === 'unix') return `unix://${surroundings.real(endpoint.path)}`
  // Of a far computer the names of people and of sockets are not the same in other letters.
  return endpoint.kind === 'ssh' ? formatEndpoint(endpoint) : formatEndpoint(endpoint).toLowerCase()
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
        id: idFor('environment', formatEndpoint(endpoint)),
        name: 'DOCKER_HOST',
        source: 'environment',
        endpoint,
        cli: []
      })
    } catch (error) {
      problems.push({
        file: 'DOCKER_HOST',
        kind: 'bad-address',
        message: error instanceof Error ? error.message : String(error)
      })
    }
  }
  const cliOf = (name: string): readonly string[] => (name === current ? [] : ['--context', name])
  const contexts = store.contexts.map((context): Found => ({
    id: idFor('context', context.name),
    name: context.name,
    source: 'context',
    endpoint: context.endpoint,
    cli: cliOf(context.name),
    context
  }))
  candidates.push(...contexts.filter(({ cli }) => cli.length === 0))
  if (candidates.length === 0 || host === '') {
    const address = defaultAddress(platform)
    const cli = host === '' ? cliOf(defaultContext) : ['-H', address]
    candidates.push({
      id: defaultId,
      name: defaultContext,
      source: 'context',
      endpoint: parseEndpoint(address),
      cli
    })
  }
  candidates.push(...contexts.filter(({ cli }) => cli.length > 0))
  for (const { name, endpoint, cli } of usualPlaces(surroundings)) {
    const address = formatEndpoint(endpoint)
    candidates.push({ id: idFor('place', address), name, source: 'place', endpoint, cli: cli ?? ['-H', address] })
  }

  const seen = new Set<string>()
  // Contexts are shown as the CLI lists them, also two that lead to one engine; a place is one only where nothing names it.
  const found = candidates.filter(({ endpoint, source }) => {
    const key = identity(endpoint, surroundings)
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew || source !== 'place'
  })
  const variable = env['DOCKER_CONTEXT'] ?? ''
  const asked = host !== '' || variable !== ''
  const { configured } = store
  const by = host !== '' ? 'host' : variable !== '' ? 'variable' : configured !== defaultContext ? 'config' : 'default'
  const cli = { by, context: host !== '' ? '' : variable || configured, configured } as const
  return { found, problems, suggested: suggest(found, asked, exists), asked, cli }
}

/** The CLI's own, unless nobody chose it and there is nothing at its address while something is elsewhere. */
function suggest(found: readonly Found[], asked: boolean, exists: (path: string) => boolean): string | undefined {
  const [first] = found
  if (first === undefined || asked || first.id !== defaultId || first.endpoint.kind !== 'unix') return first?.id
  if (exists(first.endpoint.path)) return first.id
  return (found.find(({ source }) => source === 'place') ?? first).id
}
