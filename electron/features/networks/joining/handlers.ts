/** Containers put on networks and taken off them, as the window asks for it. */
import type { ConnectRequest, joining } from '../../../../contract/networks/joining/api'
import type { Engines } from '../../../engine/engine'
import { send } from '../../../engine/send'
import type { Handlers } from '../../../ipc/handlers'

export const joiningHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof joining> => ({
  connect: (request) =>
    send(engines.get(request.connection), {
      method: 'POST',
      path: `/networks/${request.network.id}/connect`,
      body: { Container: request.container.id, EndpointConfig: endpointOf(request) }
    }),
  disconnect: ({ connection, network, container, force }) =>
    send(engines.get(connection), {
      method: 'POST',
      path: `/networks/${network.id}/disconnect`,
      body: { Container: container.id, Force: force }
    })
})

function endpointOf({ aliases, ip, ip6 }: ConnectRequest): object {
  const addresses = {
    ...(ip === '' ? {} : { IPv4Address: ip }),
    ...(ip6 === '' ? {} : { IPv6Address: ip6 })
  }
  return {
    ...(aliases.length === 0 ? {} : { Aliases: aliases }),
    ...(Object.keys(addresses).length === 0 ? {} : { IPAMConfig: addresses })
  }
}
