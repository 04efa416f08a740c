/** The list of volumes, narrowed and measured by the engine. */
import type { list } from '../../../../contract/volumes/list/api'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import { listVolumes } from '../volumes-mirror'
import { volumeSizes } from './sizes'
import { usesOf } from './uses'

export const listHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof list> => ({
  async matching({ connection, filters }, { signal }) {
    return (await listVolumes(engines.get(connection), filters, signal)).map(({ name }) => name)
  },
  uses: ({ connection, volume }, { signal }) => usesOf(engines.get(connection), volume, signal),
  sizes: ({ connection }, { signal }) => volumeSizes(engines.get(connection), signal)
})
