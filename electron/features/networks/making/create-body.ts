/** A new network in the engine's own terms. */
import type { CreateNetworkRequest } from '../../../../contract/networks/making/api'
import type { Subnet } from '../../../../contract/networks/model'

/** As docker's own command sends it (docker/cli, cli/command/network/create.go); what nobody set is left to the engine. */
export function createBody(request: Omit<CreateNetworkRequest, 'connection'>): object {
  const { name, driver, subnets, ipv6, internal, attachable, options, labels } = request
  return {
    Name: name,
    // Engines before 25 make a second one of that name without it.
    CheckDuplicate: true,
    Driver: driver === '' ? 'bridge' : driver,
    Internal: internal,
    Attachable: attachable,
    ...(ipv6 ? { EnableIPv6: true } : {}),
    IPAM: { Driver: 'default', Options: {}, Config: subnets.map(plan) },
    Options: Object.fromEntries(options.map((option) => [option.name, option.value])),
    Labels: Object.fromEntries(labels.map((label) => [label.name, label.value]))
  }
}

const plan = ({ subnet, gateway, range }: Subnet): object => ({
  ...(subnet === '' ? {} : { Subnet: subnet }),
  ...(range === '' ? {} : { IPRange: range }),
  ...(gateway === '' ? {} : { Gateway: gateway })
})
