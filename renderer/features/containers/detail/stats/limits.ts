/** What a container may use at most, from the engine's inspect. */

export interface Limits {
  /** Cores; undefined: all. */
  readonly cores: number | undefined
  /** Bytes; undefined: all. */
  readonly memory: number | undefined
  readonly pids: number | undefined
}

const positive = (value: unknown): number | undefined => (typeof value === 'number' && value > 0 ? value : undefined)

/** `--cpus` is NanoCpus; `--cpu-quota` counts microseconds of each `--cpu-period`, 100,000 where none is said. */
export function limitsOf(raw: Readonly<Record<string, unknown>>): Limits {
  const host = raw['HostConfig']
  const fields = typeof host === 'object' && host !== null ? (host as Readonly<Record<string, unknown>>) : {}
  const nano = positive(fields['NanoCpus'])
  const quota = positive(fields['CpuQuota'])
  const pinned = typeof fields['CpusetCpus'] === 'string' ? coresIn(fields['CpusetCpus']) : undefined
  const cores = [
    nano === undefined ? undefined : nano / 1e9,
    quota === undefined ? undefined : quota / (positive(fields['CpuPeriod']) ?? 100_000),
    pinned
  ].filter((value) => value !== undefined)
  return {
    cores: cores.length === 0 ? undefined : Math.min(...cores),
    memory: positive(fields['Memory']),
    pids: positive(fields['PidsLimit'])
  }
}

/** `0-2,5`: four. */
function coresIn(set: string): number | undefined {
  const count = set.split(',').reduce((sum, part) => {
    const [, first = '', last = first] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? []
    return first === '' ? sum : sum + Number(last) - Number(first) + 1
  }, 0)
  return count > 0 ? count : undefined
}
