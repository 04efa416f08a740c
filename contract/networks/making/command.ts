import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import type { CreateNetworkRequest } from './api'

const pair = ({ name, value }: CreateNetworkRequest['labels'][number]): string =>
  value === '' ? name : `${name}=${value}`

/** docker finds out by itself which gateway and which range belong to which subnet. */
export const create = (request: Omit<CreateNetworkRequest, 'connection'>): CommandLine => {
  const { name, driver, subnets, ipv6, internal, attachable, options, labels } = request
  const given = (field: 'subnet' | 'range' | 'gateway'): readonly string[] =>
    subnets.map((one) => one[field]).filter((text) => text !== '')
  return docker('network-create')
    .when(driver !== '' && driver !== 'bridge', (line) => line.option('driver', '--driver', driver))
    .each(given('subnet'), (line, subnet) => line.option('subnet', '--subnet', subnet))
    .each(given('range'), (line, range) => line.option('ip-range', '--ip-range', range))
    .each(given('gateway'), (line, gateway) => line.option('gateway', '--gateway', gateway))
    .when(ipv6, (line) => line.flag('ipv6', '--ipv6'))
    .when(internal, (line) => line.flag('internal', '--internal'))
    .when(attachable, (line) => line.flag('attachable', '--attachable'))
    .each(options, (line, option) => line.option('option', '--opt', `${option.name}=${option.value}`))
    .each(labels, (line, label) => line.option('label', '--label', pair(label)))
    .argument('name', name)
    .line()
}
