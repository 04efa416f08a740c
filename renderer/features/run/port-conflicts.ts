/** Host ports that somebody already has: seen before the engine refuses, with the next free ones. */
import type { HeldPort, HostPort } from '../../../contract/app/ports'
import type { Container } from '../../../contract/containers/model'
import type { PublishedPort } from '../../../contract/containers/run'

export type PortHolder =
  | { readonly kind: 'container'; readonly id: string; readonly name: string }
  /** Without its name where the system does not tell it. */
  | { readonly kind: 'program'; readonly name: string | undefined }
  | { readonly kind: 'row' }

export interface PortConflict {
  readonly port: number
  readonly holder: PortHolder
  /** The next port above it that nobody holds, or range of as many; undefined where there is none. */
  readonly free: string | undefined
}

interface Taken {
  readonly ip: string
  readonly port: number
  readonly protocol: string
  readonly holder: PortHolder
}

const everywhere = (ip: string): boolean => ip === '' || ip === '0.0.0.0' || ip === '::'
const overlap = (one: string, other: string): boolean => everywhere(one) || everywhere(other) || one === other

/** A container that does not run publishes nothing: the engine lists no public ports of it. */
const takenBy = (containers: readonly Container[]): Taken[] =>
  containers.flatMap(({ id, name, ports }) =>
    ports.flatMap(({ ip, public: port, protocol }) =>
      port === undefined ? [] : [{ ip: ip ?? '', port, protocol, holder: { kind: 'container' as const, id, name } }]
    )
  )

/** The host ports that a row wants; of `any` one is enough. */
function wantedBy(row: readonly PublishedPort[]): { readonly wanted: readonly Taken[]; readonly any: boolean } {
  const wanted = row.flatMap(({ ip = '', host, hostLast, protocol }) =>
    host === undefined || host === 0
      ? []
      : Array.from({ length: (hostLast ?? host) - host + 1 }, (_, index) => ({
          ip,
          port: host + index,
          protocol,
          holder: { kind: 'row' as const }
        }))
  )
  return { wanted, any: row.some(({ hostLast }) => hostLast !== undefined) }
}

/** Ports above a wanted one that are asked about with it: one of them is likely to be free. */
const neighbours = 20

/** What this computer must be asked of for these rows: SCTP's tables are nobody's to read. */
export function portsToCheck(rows: ReadonlyArray<readonly PublishedPort[]>, most: number): readonly HostPort[] {
  const asked = new Map<string, HostPort>()
  for (const { wanted } of rows.map(wantedBy)) {
    for (const [index, { ip, port: first, protocol }] of wanted.entries()) {
      if (protocol === 'sctp') continue
      const last = index === wanted.length - 1 ? Math.min(first + neighbours + wanted.length, 65_535) : first
      for (let port = first; port <= last; port++)
        asked.set(`${ip} ${port} ${protocol}`, { ip, port, protocol: protocol === 'udp' ? 'udp' : 'tcp' })
    }
  }
  return [...asked.values()].slice(0, most)
}

/**
 * For each row of ports what stands in its way, or undefined. `machine`: what programs of this computer have, where it is the
 * engine's host; what a container has of it is that container's.
 */
export function portConflicts(
  rows: ReadonlyArray<readonly PublishedPort[]>,
  containers: readonly Container[],
  machine: readonly HeldPort[] = []
): ReadonlyArray<PortConflict | undefined> {
  const held = [
    ...takenBy(containers),
    ...machine.map(({ ip, port, protocol, program }) => ({
      ip,
      port,
      protocol,
      holder: { kind: 'program' as const, name: program }
    }))
  ]
  const wishes = rows.map(wantedBy)
  const earlier: Taken[] = []
  return wishes.map(({ wanted, any }, row) => {
    const clashes = (one: Taken) => (other: Taken) =>
      other.port === one.port && other.protocol === one.protocol && overlap(other.ip, one.ip)
    const obstacle = (one: Taken): Taken | undefined => held.find(clashes(one)) ?? earlier.find(clashes(one))
    const found = wanted.flatMap((one) => {
      const other = obstacle(one)
      return other === undefined ? [] : [{ port: one.port, holder: other.holder }]
    })
    const [first] = found
    const [lowest] = wanted
    // One that the engine chooses from a range is in nobody's way.
    if (!any) earlier.push(...wanted)
    if (first === undefined || lowest === undefined || (any && found.length < wanted.length)) return undefined
    const others = wishes.flatMap((other, index) => (index === row ? [] : other.wanted))
    const isFree = (port: number): boolean => ![...held, ...others].some(clashes({ ...lowest, port }))
    return { ...first, free: nextFree(lowest.port + 1, wanted.length, isFree) }
  })
}

function nextFree(from: number, count: number, isFree: (port: number) => boolean): string | undefined {
  let start = from
  for (let port = from; port <= 65535; port++) {
    if (!isFree(port)) start = port + 1
    else if (port - start + 1 === count) return count === 1 ? String(port) : `${start}-${port}`
  }
  return undefined
}
