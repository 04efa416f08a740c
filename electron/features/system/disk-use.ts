/** What the engine keeps on its disk, reckoned as docker reckons it (docker/cli, cli/command/formatter/disk_usage.go). */
import * as v from 'valibot'
import type { DiskUseRow } from '../../../contract/system/model'
import type { Engine } from '../../engine/engine'
import { flag, listOf, maybe, number, text } from '../../engine/schema'

const DiskUse = v.object({
  LayersSize: number(),
  Images: listOf(v.object({ Size: number(), SharedSize: number(-1), Containers: number() })),
  Containers: listOf(v.object({ SizeRw: number(), State: text() })),
  Volumes: listOf(v.object({ UsageData: maybe(v.object({ Size: number(-1), RefCount: number(-1) })) })),
  BuildCache: listOf(v.object({ Size: number(), InUse: flag(), Shared: flag() }))
})
type DiskUse = v.InferOutput<typeof DiskUse>

export async function diskUse(engine: Engine, signal: AbortSignal): Promise<DiskUseRow[]> {
  return rowsOf(await engine.get({ path: '/system/df', signal, timeLimit: 0 }, DiskUse))
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)

function row(kind: DiskUseRow['kind'], total: number, active: number, size: number, reclaimable: number): DiskUseRow {
  const shares = kind !== 'build-cache' && size > 0
  return {
    kind,
    total,
    active,
    size,
    reclaimable,
    ...(shares ? { share: Math.trunc((reclaimable * 100) / size) } : {})
  }
}

export function rowsOf({ LayersSize, Images, Containers, Volumes, BuildCache }: DiskUse): DiskUseRow[] {
  const used = Images.filter(({ Containers, Size, SharedSize }) => Containers !== 0 && Size !== -1 && SharedSize !== -1)
  const running = Containers.filter(({ State }) => /running|paused|restarting/.test(State))
  const written = sum(Containers.map(({ SizeRw }) => SizeRw))
  const measured = Volumes.flatMap(({ UsageData }) =>
    UsageData === undefined || UsageData.Size < 0 ? [] : [UsageData]
  )
  const own = BuildCache.filter(({ Shared }) => !Shared)
  const cached = sum(own.map(({ Size }) => Size))
  return [
    row(
      'images',
      Images.length,
      Images.filter(({ Containers }) => Containers > 0).length,
      LayersSize,
      LayersSize - sum(used.map(({ Size, SharedSize }) => Size - SharedSize))
    ),
    row('containers', Containers.length, running.length, written, written - sum(running.map(({ SizeRw }) => SizeRw))),
    row(
      'volumes',
      Volumes.length,
      Volumes.filter(({ UsageData }) => (UsageData?.RefCount ?? 0) > 0).length,
      sum(measured.map(({ Size }) => Size)),
      sum(measured.filter(({ RefCount }) => RefCount === 0).map(({ Size }) => Size))
    ),
    row(
      'build-cache',
      BuildCache.length,
      BuildCache.filter(({ InUse }) => InUse).length,
      cached,
      cached - sum(own.filter(({ InUse }) => InUse).map(({ Size }) => Size))
    )
  ]
}
