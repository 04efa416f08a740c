/** The list of containers, as the window asks for it. */
import * as v from 'valibot'
import type { list } from '../../../../contract/containers/list/api'
import type { ContainersChange } from '../../../../contract/containers/model'
import type { Engine, Engines } from '../../../engine/engine'
import { listOf, number, text } from '../../../engine/schema'
import type { Handlers } from '../../../ipc/handlers'
import { containersMirror } from '../containers-mirror'

const Ids = listOf(v.object({ Id: text() }))
/** A container that wrote nothing has no SizeRw. */
const Sizes = listOf(v.object({ Id: text(), SizeRw: number(), SizeRootFs: number() }))

export const listHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof list> => ({
  watch: ({ connection }, { signal }) => watch(engines.get(connection), signal),
  async matching({ connection, filters }, { signal }) {
    const query = { all: 1, filters: JSON.stringify(filters) }
    const rows = await engines.get(connection).get({ path: '/containers/json', query, signal }, Ids)
    return { ids: rows.map(({ Id }) => Id) }
  },
  async sizes({ connection, ids }, { signal }) {
    const filters = ids === undefined ? undefined : JSON.stringify({ id: ids })
    const query = { all: 1, size: 1, filters }
    const rows = await engines.get(connection).get({ path: '/containers/json', query, signal, timeLimit: 0 }, Sizes)
    return rows.map(({ Id, SizeRw, SizeRootFs }) => ({ id: Id, own: SizeRw, virtual: SizeRootFs }))
  }
})

async function* watch(engine: Engine, signal: AbortSignal): AsyncGenerator<ContainersChange, void> {
  for await (const change of containersMirror(engine).watch(signal)) {
    if (change.kind === 'snapshot') yield { kind: 'snapshot', containers: change.values }
    else {
      if (change.removed.length > 0) yield { kind: 'remove', ids: change.removed }
      if (change.upserted.length > 0) yield { kind: 'upsert', containers: change.upserted }
    }
  }
}
