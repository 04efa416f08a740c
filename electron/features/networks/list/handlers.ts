/** The list of networks, narrowed by the engine, and what it can make networks of. */
import * as v from 'valibot'
import type { list } from '../../../../contract/networks/list/api'
import type { Engines } from '../../../engine/engine'
import { flag, listOf, maybe, text } from '../../../engine/schema'
import type { Handlers } from '../../../ipc/handlers'
import { listNetworks } from '../networks-mirror'

const Info = v.object({
  Swarm: maybe(v.object({ LocalNodeState: text(), ControlAvailable: flag() })),
  Plugins: maybe(v.object({ Network: listOf(v.string()) }))
})

export const listHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof list> => ({
  async matching({ connection, filters }, { signal }) {
    return (await listNetworks(engines.get(connection), filters, signal)).map(({ id }) => id)
  },
  async drivers({ connection }, { signal }) {
    const { Swarm, Plugins } = await engines.get(connection).get({ path: '/info', signal }, Info)
    const isActive = Swarm?.LocalNodeState === 'active'
    return {
      drivers: Plugins?.Network ?? [],
      swarm: isActive ? (Swarm.ControlAvailable ? 'manager' : 'worker') : 'off'
    }
  }
})
