/** An inspect as it compares with another container's. */

export interface Inspected {
  readonly Config: Readonly<Record<string, unknown>>
  readonly HostConfig: Readonly<Record<string, unknown>>
  readonly rest: Readonly<Record<string, unknown>>
}

type Raw = Readonly<Record<string, unknown>>
type Clean = (key: string, value: unknown) => unknown

const rawOf = (value: unknown): Raw => (typeof value === 'object' && value !== null ? (value as Raw) : {})
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const sorted = (value: unknown, text: (one: string) => string = (one) => one): string[] =>
  textsOf(value).map(text).sort()
const sortedBy = (value: unknown, key: string): unknown[] =>
  Array.isArray(value) ? value.map(rawOf).sort((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1)) : []

/** Without what differs between any two containers; unset is one thing, however it is written. */
export function normalised(inspect: string): Inspected {
  const { Config, HostConfig, ...rest } = rawOf((JSON.parse(inspect) as unknown[])[0])
  const [config, host] = [rawOf(Config), rawOf(HostConfig)]
  const isOwnName = typeof rest['Id'] === 'string' && config['Hostname'] === rest['Id'].slice(0, 12)
  return {
    Config: cleanMap(
      {
        ...config,
        Hostname: isOwnName ? 'ID' : config['Hostname'],
        // The CLI keeps them in a map, or sorts them, as its version will: their order says nothing.
        Env: sorted(config['Env']),
        // Docker 20.10's CLI says what every container does.
        StopSignal: config['StopSignal'] === 'SIGTERM' ? undefined : config['StopSignal']
      },
      (_key, value) => value
    ),
    HostConfig: cleanMap(
      {
        ...host,
        Binds: sorted(host['Binds'], modesInOrder),
        // The engine keeps them in a map: each inspect has its own order.
        Links: sorted(host['Links']),
        CapAdd: sorted(host['CapAdd'], capability),
        CapDrop: sorted(host['CapDrop'], capability),
        Ulimits: sortedBy(host['Ulimits'], 'Name')
      },
      ofTheTerminal
    ),
    rest: cleanMap(
      {
        ...rest,
        Mounts: sortedBy(rest['Mounts'], 'Destination').map((mount) => {
          const { Mode, ...others } = rawOf(mount)
          return {
            ...others,
            Mode: String(Mode ?? '')
              .split(',')
              .sort()
              .join()
          }
        })
      },
      ofTheContainer
    )
  }
}

/** `/a:/b:z,ro` is `/a:/b:ro,z`. */
function modesInOrder(bind: string): string {
  const [source = '', target = '', ...modes] = bind.split(':')
  return [source, target, ...modes.map((list) => list.split(',').sort().join())].join(':')
}

/** Newer CLIs write `NET_ADMIN` out. */
const capability = (name: string): string => {
  const upper = name.toUpperCase()
  return upper === 'ALL' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`
}

const ofTheTerminal: Clean = (key, value) => (key === 'ConsoleSize' ? undefined : value)

const ownFields =
  /^(?:Id|Created|StartedAt|FinishedAt|Pid|ResolvConfPath|HostnamePath|HostsPath|LogPath|SandboxID|SandboxKey|EndpointID|IPAddress|MacAddress|GraphDriver)$/
const ofTheContainer: Clean = (key, value) => {
  if (ownFields.test(key)) return undefined
  // A port that the engine picked.
  if (key === 'HostPort') return Number(value) > 30_000 ? 'any' : value
  // Newer CLIs leave a network driver's options as they are written, older ones write them small.
  return key === 'DriverOpts' ? JSON.parse(JSON.stringify(value).toLowerCase()) : value
}

function cleanMap(value: Raw, clean: Clean): Raw {
  return (cleaned(value, clean) ?? {}) as Raw
}

function cleaned(value: unknown, clean: Clean): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((one) => cleaned(one, clean))
  if (typeof value === 'string')
    return /^[0-9a-f]{64}$/.test(value) ? 'ID' : value.replace(/\/[0-9a-f]{64}\//, '/ID/') || undefined
  if (typeof value !== 'object' || value === null) return value ?? undefined
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const one = cleaned(clean(key, inner), clean)
    return one === undefined ? [] : [[key, one] as const]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}
