/** Networks' operations as docker commands. */
import { docker } from '../command/build'
import type { CommandLine } from '../command/line'
import type { RemoveNetworksRequest } from './api'
import { refersTo, type OnNetwork } from './requests'

export const list = (): CommandLine => docker('network-ls').line()

export const inspect = ({ network }: Pick<OnNetwork, 'network'>): CommandLine =>
  docker('network-inspect').argument('network', network.name, refersTo(network)).line()

export const inspectFormat = (network: OnNetwork['network'], template: string): CommandLine =>
  docker('network-inspect')
    .option('format', '--format', template)
    .argument('network', network.name, refersTo(network))
    .line()

export const remove = ({ networks }: Pick<RemoveNetworksRequest, 'networks'>): CommandLine =>
  docker('network-rm')
    .each(networks, (line, network) => line.argument('network', network.name, refersTo(network)))
    .line()
