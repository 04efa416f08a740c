/** `-p` and `--expose` as the API has them (docker/go-connections, nat.ParsePortSpecs). */
import { isAddress, parseRange } from '../../../../contract/command/port'
import type { RunOptions } from '../../../../contract/containers/run'
import { setOf } from './pairs'
import { invalid } from './refused'

interface PortBinding {
  readonly HostIp: string
  readonly HostPort: string
}

export function bindingsOf({ ports }: RunOptions): Readonly<Record<string, readonly PortBinding[]>> {
  const bindings: Record<string, PortBinding[]> = {}
  for (const { ip = '', host, hostLast, container, protocol } of ports) {
    // The engine would publish on every address.
    if (ip !== '' && !isAddress(ip)) throw invalid('ports', `invalid IP address: ${ip}`)
    ;(bindings[`${container}/${protocol}`] ??= []).push({
      HostIp: ip,
      HostPort: host === undefined ? '' : hostLast === undefined ? String(host) : `${host}-${hostLast}`
    })
  }
  return bindings
}

/** Published ports are exposed too. */
export function exposedOf({ ports, expose }: RunOptions): Readonly<Record<string, object>> {
  const published = ports.map(({ container, protocol }) => `${container}/${protocol}`)
  return setOf([...published, ...expose.flatMap(portsOf)])
}

/** `80`, `53/udp`, `8000-8002` */
function portsOf(text: string): readonly string[] {
  const [numbers = '', protocol] = text.split('/')
  const range = parseRange(numbers)
  if (range === undefined) throw invalid('expose', `invalid range format for --expose: ${text}`)
  const { first, last } = range
  return Array.from({ length: last - first + 1 }, (_, index) => `${first + index}/${(protocol || 'tcp').toLowerCase()}`)
}
