/** One message of the engine's stats, read by docker's own rules (docker/cli, cli/command/container/stats_helpers.go). */

/** What the engine counts: all but memory and processes grow from the container's start on. */
export interface Counters {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Time that it had on processors, and that all processors together had; in one unit. */
  readonly cpu: number
  readonly system: number
  readonly cores: number
  readonly memory: number
  readonly memoryLimit: number
  readonly received: number
  readonly sent: number
  readonly read: number
  readonly written: number
  readonly pids: number
}

type Fields = Readonly<Record<string, unknown>>

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const count = (value: unknown): number => (typeof value === 'number' && value >= 0 ? value : 0)
const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Go's zero time: what does not run is still told of, each second, in zeros. */
const isZeroTime = (read: string): boolean => read === '' || read.startsWith('0001-01-01')

/**
 * `{"read":"2026-11-21T08:00:01.123456789Z","cpu_stats":{"cpu_usage":{"total_usage":1},"system_cpu_usage":2,"online_cpus":2},
 * "memory_stats":{"usage":1,"limit":2,"stats":{"inactive_file":0}},"networks":{"eth0":{"rx_bytes":0,"tx_bytes":0}},…}`.
 * Undefined where the container does not run. It is read by hand: a schema would cost more than all the rest.
 */
export function readCounters(raw: unknown): Counters | undefined {
  const message = fields(raw)
  const read = typeof message['read'] === 'string' ? message['read'] : ''
  if (isZeroTime(read)) return undefined
  const at = Date.parse(read)
  if (Number.isNaN(at)) return undefined
  const cpu = fields(message['cpu_stats'])
  const usage = fields(cpu['cpu_usage'])
  const total = count(usage['total_usage'])
  const memory = fields(message['memory_stats'])
  const processors = count(message['num_procs'])
  const windows = processors > 0 && count(cpu['system_cpu_usage']) === 0
  const storage = fields(message['storage_stats'])
  return {
    at,
    cpu: total,
    ...(windows
      ? // Windows counts in steps of 100 ns, and a share of all processors is what docker shows.
        { system: at * 10_000 * processors, cores: 1 }
      : {
          system: count(cpu['system_cpu_usage']),
          cores: count(cpu['online_cpus']) || items(usage['percpu_usage']).length
        }),
    memory: windows ? count(memory['privateworkingset']) : usedMemory(memory),
    memoryLimit: count(memory['limit']),
    ...networkOf(message),
    ...(windows
      ? { read: count(storage['read_size_bytes']), written: count(storage['write_size_bytes']) }
      : diskOf(fields(message['blkio_stats']))),
    pids: count(fields(message['pids_stats'])['current'])
  }
}

/** Without the pages of files that nobody uses: `total_inactive_file` in version 1 of cgroups, `inactive_file` in version 2. */
function usedMemory(memory: Fields): number {
  const used = count(memory['usage'])
  const stats = fields(memory['stats'])
  const first = stats['total_inactive_file']
  if (typeof first === 'number' && first < used) return used - first
  const second = count(stats['inactive_file'])
  return second < used ? used - second : used
}

function networkOf({ networks, network }: Fields): { received: number; sent: number } {
  // Engines before 1.21 had one network only.
  const all = networks === undefined && network !== undefined ? [network] : Object.values(fields(networks))
  let received = 0
  let sent = 0
  for (const one of all) {
    received += count(fields(one)['rx_bytes'])
    sent += count(fields(one)['tx_bytes'])
  }
  return { received, sent }
}

function diskOf({ io_service_bytes_recursive: entries }: Fields): { read: number; written: number } {
  let read = 0
  let written = 0
  for (const entry of items(entries)) {
    const { op, value } = fields(entry)
    const letter = typeof op === 'string' ? op[0]?.toLowerCase() : undefined
    if (letter === 'r') read += count(value)
    else if (letter === 'w') written += count(value)
  }
  return { read, written }
}

/**
 * Percent of one core between two messages, as docker works it out. Undefined where the counter began anew: at a restart, it
 * would be below zero.
 */
export function cpuPercent(before: Counters | undefined, now: Counters): number | undefined {
  if (before === undefined || now.cpu < before.cpu || now.system < before.system) return undefined
  const system = now.system - before.system
  const cpu = now.cpu - before.cpu
  return system > 0 && cpu > 0 ? (cpu / system) * now.cores * 100 : 0
}
