/** What volumes take on the engine's disk. */
import * as v from 'valibot'
import type { VolumeSize } from '../../../../contract/volumes/list/api'
import type { Engine } from '../../../engine/engine'
import { listOf } from '../../../engine/schema'
import { ListedVolume } from '../rows'

const DiskUse = v.object({ Volumes: listOf(ListedVolume) })

/** Volumes alone since API 1.42: engines before reckon everything, for they ignore a query that they do not know. */
export async function volumeSizes(engine: Engine, signal: AbortSignal): Promise<VolumeSize[]> {
  const query = { type: 'volume' }
  const { Volumes } = await engine.get({ path: '/system/df', query, signal, timeLimit: 0 }, DiskUse)
  return Volumes.flatMap(({ Name, UsageData }) =>
    UsageData === undefined || UsageData.Size < 0 ? [] : [{ name: Name, size: UsageData.Size }]
  )
}
