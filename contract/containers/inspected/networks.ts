/** The networks and ports of an inspected container. */
import { isOwnNetwork, networkNamed } from '../../command/network'
import type { PublishedPort, RunNetwork, RunOptions } from '../run'
import { numberOf, pairsOf, rawOf, rawsOf, textOf, textsOf, type Raw } from './raw'

type Networking = Pick<RunOptions, 'networks' | 'links' | 'macAddress'>

/** Its first network is the one that it was made on. */
export function networkingOf(container: Raw): { readonly networking: Networking; readonly lost: readonly string[] } {
  const id = textOf(container['Id'])
  const mode = textOf(rawOf(container['HostConfig'])['NetworkMode'])
  const entries = Object.entries(rawOf(rawOf(container['NetworkSettings'])['Networks'])).map(
    ([name, endpoint]) => [name, rawOf(endpoint)] as const
  )
  const macAddress = textOf(rawOf(container['Config'])['MacAddress'])
  const hostLinks = textsOf(rawOf(container['HostConfig'])['Links']).map(linkOf)
  if (!isOwnNetwork(mode)) {
    // The engine's own networks share a container with no other, for docker run; `docker network connect` may.
    const added = entries.map(([name]) => name).filter((name) => isOwnNetwork(name))
    return {
      networking: {
        networks: mode === 'default' || mode === '' ? [] : [networkNamed(mode)],
        links: hostLinks,
        macAddress
      },
      lost: added.map((name) => `NetworkSettings.Networks.${name}`)
    }
  }
  const isFirst = ([name, endpoint]: readonly [string, Raw]): boolean =>
    name === mode || (mode.length >= 12 && textOf(endpoint['NetworkID']).startsWith(mode))
  const first = entries.find(isFirst)
  const others = entries.filter((entry) => entry !== first)
  const links = textsOf(first?.[1]['Links'])
  return {
    networking: {
      networks: [
        networkOf(mode, first?.[1] ?? {}, id),
        ...others.filter(([name]) => isOwnNetwork(name)).map(([name, endpoint]) => networkOf(name, endpoint, id))
      ],
      links: [...links, ...hostLinks],
      macAddress
    },
    lost: [
      ...others.filter(([name]) => !isOwnNetwork(name)).map(([name]) => `NetworkSettings.Networks.${name}`),
      ...entries
        .filter(([, endpoint]) => numberOf(endpoint['GwPriority']) !== undefined)
        .map(([name]) => `NetworkSettings.Networks.${name}.GwPriority`)
    ]
  }
}

/** Engines before 25 count the container's short id among its aliases. */
function networkOf(name: string, endpoint: Raw, id: string): RunNetwork {
  const addresses = rawOf(endpoint['IPAMConfig'])
  return {
    ...networkNamed(name),
    aliases: textsOf(endpoint['Aliases']).filter((alias) => alias !== id.slice(0, 12)),
    ip: textOf(addresses['IPv4Address']),
    ip6: textOf(addresses['IPv6Address']),
    linkLocalIps: [...textsOf(addresses['LinkLocalIPs'])],
    driverOptions: pairsOf(endpoint['DriverOpts'])
  }
}

/** `/db:/web/database` is `db:database`. */
function linkOf(text: string): string {
  const [, target, alias] = /^\/?([^:]+):\/(?:[^/]+\/)?([^/]+)$/.exec(text) ?? []
  return target === undefined || alias === undefined ? text : `${target}:${alias}`
}

type Ports = Pick<RunOptions, 'ports' | 'expose' | 'publishAll'>

/** What is published is exposed without being said; so is what the image exposes. */
export function portsOf(config: Raw, host: Raw, image: Raw | undefined): Ports {
  const ports = Object.entries(rawOf(host['PortBindings'])).flatMap(([port, bindings]) =>
    rawsOf(bindings).flatMap((binding) => publishedOf(port, binding) ?? [])
  )
  const said = new Set([
    ...ports.map(({ container, protocol }) => `${container}/${protocol}`),
    ...Object.keys(rawOf(image?.['ExposedPorts']))
  ])
  return {
    ports,
    expose: Object.keys(rawOf(config['ExposedPorts']))
      .filter((port) => !said.has(port))
      .map((port) => port.replace(/\/tcp$/, '')),
    publishAll: host['PublishAllPorts'] === true
  }
}

/** `80/tcp`, and `{ HostIp: '127.0.0.1', HostPort: '8000-8010' }`. */
function publishedOf(port: string, binding: Raw): PublishedPort | undefined {
  const [, container, protocol] = /^(\d+)\/(tcp|udp|sctp)$/.exec(port) ?? []
  const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(textOf(binding['HostPort'])) ?? []
  if (container === undefined || protocol === undefined) return undefined
  const ip = textOf(binding['HostIp'])
  return {
    ...(ip === '' ? {} : { ip }),
    ...(first === undefined ? {} : { host: Number(first) }),
    ...(last === undefined || last === first ? {} : { hostLast: Number(last) }),
    container: Number(container),
    protocol: protocol as PublishedPort['protocol']
  }
}
