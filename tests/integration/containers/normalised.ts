/** An inspect as it compares with another container's. */

export interface Inspected {
  readonly Config: Record<string, unknown>
  readonly HostConfig: Record<string, unknown>
  readonly rest: Record<string, unknown>
}

/** Without what differs between any two containers: ids, times, paths, addresses; unset is one thing, however it is written. */
export function normalised(inspect: string): Inspected {
  const own =
    /^(?:Id|Created|StartedAt|FinishedAt|Pid|ResolvConfPath|HostnamePath|HostsPath|LogPath|Hostname|SandboxID|SandboxKey|EndpointID|IPAddress|MacAddress|GraphDriver|ConsoleSize)$/
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(clean)
    if (typeof value === 'string')
      return /^[0-9a-f]{64}$/.test(value) ? 'ID' : value.replace(/\/[0-9a-f]{64}\//, '/ID/')
    if (typeof value !== 'object' || value === null) return value === null || value === '' ? undefined : value
    const entries = Object.entries(value).flatMap(([key, inner]) => {
      const cleaned = own.test(key)
        ? undefined
        : /^HostPort$/.test(key) && Number(inner) > 30_000
          ? 'any'
          : clean(inner)
      return cleaned === undefined ? [] : [[key, cleaned] as const]
    })
    return entries.length === 0 ? undefined : Object.fromEntries(entries)
  }
  const { Config, HostConfig, ...rest } = JSON.parse(inspect)[0] as Record<string, unknown>
  // The CLI keeps them in a map, or sorts them, as its version will: their order says nothing.
  ;(Config as { Env: string[] | null }).Env?.sort()
  for (const name of ['Binds', 'CapAdd', 'CapDrop'])
    (HostConfig as Record<string, string[] | null | undefined>)[name]?.sort()
  const mounts = (rest['Mounts'] as Array<{ Destination: string }>).sort((a, b) =>
    a.Destination < b.Destination ? -1 : 1
  )
  return {
    Config: clean(Config) as Inspected['Config'],
    HostConfig: clean(HostConfig) as Inspected['HostConfig'],
    rest: clean({ ...rest, Mounts: mounts }) as Inspected['rest']
  }
}
