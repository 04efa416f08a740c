/** Where containers mount a volume. */
import * as v from 'valibot'
import type { VolumeUse } from '../../../../contract/volumes/list/api'
import { isOwn } from '../../../../contract/own'
import type { Engine } from '../../../engine/engine'
import { flag, listOf, text, textMap } from '../../../engine/schema'

const Rows = listOf(
  v.object({
    Id: v.string(),
    Labels: textMap(),
    Mounts: listOf(v.object({ Type: text(), Name: text(), Destination: text(), RW: flag(true) }))
  })
)

/** The engine's filter takes a path for a name too: the mounts say it exactly. */
export async function usesOf(engine: Engine, volume: string, signal: AbortSignal): Promise<VolumeUse[]> {
  const query = { all: 1, filters: JSON.stringify({ volume: [volume] }) }
  const rows = await engine.get({ path: '/containers/json', query, signal }, Rows)
  return rows.flatMap(({ Id, Labels, Mounts }) =>
    isOwn(Labels)
      ? []
      : Mounts.filter(({ Type, Name }) => Type === 'volume' && Name === volume).map(({ Destination, RW }) => ({
          container: Id,
          path: Destination,
          readOnly: !RW
        }))
  )
}
