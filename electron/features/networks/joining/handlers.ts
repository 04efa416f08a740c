/** Containers put on networks and taken off them, as the window asks for it. */
import type { ConnectRequest, joining } from '../../../../contract/networks/joining/api'
import type { Engines } from '../../../engine/engine'
import { tellContainersChanged } from '../../../engine/own-changes'
import { send } from '../../../engine/send'
import type { Handlers } from '../../../ipc/handlers'

export const joiningHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof joining> => {
  /** One that does not run makes no event. */
  async function act(connection: string, container: string, path: string, body: object): Promise<void> {
    const engine = engines.get(connection)
    await send(engine, { method: 'POST', path, body: { Container: container, ...body } })
    tellContainersChanged(engine, [container])
  }
  return {
    connect: (request) =>
      act(request.connection, request.container.id, `/networks/${request.network.id}/connect`, {
        EndpointConfig: endpointOf(request)
      }),
    disconnect: ({ connection, network, container, force }) =>
      act(connection, container.id, `/networks/${network.id}/disconnect`, { Force: force })
  }
}

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
