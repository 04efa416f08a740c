import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, refersTo as refersToContainer } from '../../containers/requests'
import { refersTo } from '../requests'
import type { ConnectRequest, DisconnectRequest } from './api'

export const connect = (request: Omit<ConnectRequest, 'connection'>): CommandLine => {
  const { network, container, aliases, ip, ip6 } = request
  return docker('network-connect')
    .each(aliases, (line, alias) => line.option('alias', '--alias', alias))
    .when(ip !== '', (line) => line.option('ip', '--ip', ip))
    .when(ip6 !== '', (line) => line.option('ip6', '--ip6', ip6))
    .argument('network', network.name, refersTo(network))
    .argument('container', nameOf(container), refersToContainer(container))
    .line()
}

export const disconnect = ({ network, container, force }: Omit<DisconnectRequest, 'connection'>): CommandLine =>
  docker('network-disconnect')
    .when(force, (line) => line.flag('force', '--force'))
    .argument('network', network.name, refersTo(network))
    .argument('container', nameOf(container), refersToContainer(container))
    .line()
