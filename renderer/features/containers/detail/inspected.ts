/** What the overview shows of the engine's inspect, read tolerantly: engines from 20.10 on, and Podman's API, leave out different things. */
import { quote } from '../../../../contract/command/quote'
import type { Port } from '../../../../contract/containers/model'

export interface EnvironmentEntry {
  readonly name: string
  readonly value: string
  /** Its name says that it is nobody else's business: hidden until it is asked for. */
  readonly secret: boolean
}

export interface MountEntry {
  readonly type: string
  /** A volume's name or a path of the host; empty for a tmpfs. */
  readonly source: string
  readonly target: string
  readonly readOnly: boolean
  /** A volume that the engine named itself: it goes with `docker rm -v`. */
  readonly anonymous: boolean
}

export interface NetworkEntry {
  readonly name: string
  /** Empty while the container does not run. */
  readonly addresses: readonly string[]
  readonly gateway: string
  readonly mac: string
  /** The names by which others on that network reach it; Docker makes one of the id, which is left out. */
  readonly aliases: readonly string[]
}

export interface Inspected {
  /** Milliseconds since 1970; undefined where it has not been. */
  readonly startedAt: number | undefined
  readonly finishedAt: number | undefined
  readonly exitCode: number
  readonly outOfMemory: boolean
  /** The engine's own words on why it could not start. */
  readonly error: string
  readonly restartCount: number
  /** The last answer of its health check. */
  readonly healthOutput: string
  /** Program and arguments as a shell would take them. */
  readonly command: string
  readonly workingFolder: string
  readonly user: string
  readonly hostname: string
  readonly tty: boolean
  readonly openStdin: boolean
  /** Its input ends when the first who is attached leaves. */
  readonly stdinOnce: boolean
  readonly restartPolicy: { readonly name: string; readonly retries: number }
  readonly autoRemove: boolean
  readonly privileged: boolean
  readonly ports: readonly Port[]
  readonly mounts: readonly MountEntry[]
  readonly networks: readonly NetworkEntry[]
  readonly environment: readonly EnvironmentEntry[]
  readonly labels: ReadonlyArray<readonly [string, string]>
}

type Fields = Readonly<Record<string, unknown>>
const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const texts = (value: unknown): readonly string[] => list(value).filter((one) => typeof one === 'string')

/** `0001-01-01T00:00:00Z` is Go's word for never. */
function time(value: unknown): number | undefined {
  const at = Date.parse(text(value))
  return Number.isNaN(at) || at <= 0 ? undefined : at
}

const secretName = /PASSW|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL/i

/** `NAME=value`; a name alone is one whose value is unset. */
function environmentEntry(entry: string): EnvironmentEntry {
  const at = entry.indexOf('=')
  const name = at < 0 ? entry : entry.slice(0, at)
  return { name, value: at < 0 ? '' : entry.slice(at + 1), secret: secretName.test(name) }
}

function mountEntry(value: unknown): MountEntry {
  const mount = fields(value)
  const name = text(mount['Name'])
  return {
    type: text(mount['Type']),
    source: name || text(mount['Source']),
    target: text(mount['Destination']),
    readOnly: mount['RW'] === false,
    anonymous: /^[0-9a-f]{64}$/.test(name)
  }
}

function networkEntry(name: string, value: unknown, id: string): NetworkEntry {
  const network = fields(value)
  return {
    name,
    addresses: [text(network['IPAddress']), text(network['GlobalIPv6Address'])].filter((address) => address !== ''),
    gateway: text(network['Gateway']),
    mac: text(network['MacAddress']),
    aliases: [...new Set([...texts(network['Aliases']), ...texts(network['DNSNames'])])].filter(
      (alias) => !id.startsWith(alias)
    )
  }
}

/** `{ '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }], '443/tcp': null }` */
function portsOf(value: unknown): readonly Port[] {
  return Object.entries(fields(value)).flatMap(([key, bindings]) => {
    const [inside = '', protocol = 'tcp'] = key.split('/')
    const port = { private: Number(inside), protocol }
    if (!Number.isInteger(port.private)) return []
    const published = list(bindings).flatMap((binding) => {
      const outside = Number(text(fields(binding)['HostPort']))
      return Number.isInteger(outside) && outside > 0
        ? [{ ...port, ip: text(fields(binding)['HostIp']), public: outside }]
        : []
    })
    return published.length > 0 ? published : [port]
  })
}

const byName = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

export function readInspected(raw: Fields): Inspected {
  const state = fields(raw['State'])
  const config = fields(raw['Config'])
  const host = fields(raw['HostConfig'])
  const network = fields(raw['NetworkSettings'])
  const policy = fields(host['RestartPolicy'])
  const checks = list(fields(state['Health'])['Log'])
  const id = text(raw['Id'])
  const program = text(raw['Path'])
  return {
    startedAt: time(state['StartedAt']),
    finishedAt: time(state['FinishedAt']),
    exitCode: number(state['ExitCode']),
    outOfMemory: state['OOMKilled'] === true,
    error: text(state['Error']),
    restartCount: number(raw['RestartCount']),
    healthOutput: text(fields(checks.at(-1))['Output']).trim(),
    command: [...(program === '' ? [] : [program]), ...texts(raw['Args'])]
      .map((word) => quote(word, 'posix'))
      .join(' '),
    workingFolder: text(config['WorkingDir']),
    user: text(config['User']),
    hostname: text(config['Hostname']),
    tty: config['Tty'] === true,
    openStdin: config['OpenStdin'] === true,
    stdinOnce: config['StdinOnce'] === true,
    restartPolicy: { name: text(policy['Name']) || 'no', retries: number(policy['MaximumRetryCount']) },
    autoRemove: host['AutoRemove'] === true,
    privileged: host['Privileged'] === true,
    ports: portsOf(network['Ports']),
    mounts: list(raw['Mounts']).map(mountEntry),
    networks: Object.entries(fields(network['Networks'])).map(([name, value]) => networkEntry(name, value, id)),
    environment: texts(config['Env']).map(environmentEntry),
    labels: Object.entries(fields(config['Labels']))
      .map(([name, value]) => [name, text(value)] as const)
      .sort(([one], [other]) => byName(one, other))
  }
}
