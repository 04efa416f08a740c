/** Host ports that a container already publishes: seen before the engine refuses, with the next free one. */
import type { PublishedPort } from '../../../contract/containers/run'
import type { Container } from '../../../contract/containers/model'

export interface PortConflict {
  readonly port: number
  /** Undefined: another row of the same form has it. */
  readonly holder: Pick<Container, 'id' | 'name'> | undefined
  /** The next port above it that nobody holds; undefined where there is none. */
  readonly free: number | undefined
}

interface Taken {
  readonly ip: string
  readonly port: number
  readonly protocol: string
  readonly holder: Pick<Container, 'id' | 'name'> | undefined
}

const everywhere = (ip: string): boolean => ip === '' || ip === '0.0.0.0' || ip === '::'
const overlap = (one: string, other: string): boolean => everywhere(one) || everywhere(other) || one === other

/** A container that does not run publishes nothing: the engine lists no public ports of it. */
const takenBy = (containers: readonly Container[]): Taken[] =>
  containers.flatMap(({ id, name, ports }) =>
    ports.flatMap(({ ip, public: port, protocol }) =>
      port === undefined ? [] : [{ ip: ip ?? '', port, protocol, holder: { id, name } }]
    )
  )

/** For each of the ports what stands in its way, or undefined. */
export function portConflicts(
  ports: ReadonlyArray<PublishedPort | undefined>,
  containers: readonly Container[]
): ReadonlyArray<PortConflict | undefined> {
  const held = takenBy(containers)
  const wanted: Taken[] = []
  return ports.map((port) => {
    if (port?.host === undefined || port.host === 0) return undefined
    const { ip = '', host, protocol } = port
    const clash = (candidate: number) => (taken: Taken) =>
      taken.port === candidate && taken.protocol === protocol && overlap(taken.ip, ip)
    const found = held.find(clash(host)) ?? wanted.find(clash(host))
    const others = ports.flatMap((other) =>
      other?.host === undefined || other === port
        ? []
        : [{ ip: other.ip ?? '', port: other.host, protocol: other.protocol, holder: undefined }]
    )
    wanted.push({ ip, port: host, protocol, holder: undefined })
    if (found === undefined) return undefined
    let free = host + 1
    while (free <= 65535 && [...held, ...others].some(clash(free))) free++
    return { port: host, holder: found.holder, free: free > 65535 ? undefined : free }
  })
}
