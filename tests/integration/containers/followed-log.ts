/** A container's log as the main process follows it, line by line: what an opened log is filled with. */
import type { LogLine } from '../../../contract/containers/model'
import type { Engine } from '../../../electron/engine/engine'
import { ContainerLog } from '../../../electron/features/containers/logs/container-log'
import { followLog, type FollowedLog } from '../../../electron/features/containers/logs/follow-logs'

export type LogBatch =
  Exclude<FollowedLog, { kind: 'lines' }> | { readonly kind: 'lines'; readonly lines: readonly LogLine[] }

export async function* followedLog(
  engine: Engine,
  { container, follow = false, tail }: { container: { id: string }; follow?: boolean; tail?: number },
  signal: AbortSignal
): AsyncGenerator<LogBatch, void> {
  for await (const item of followLog(new ContainerLog(engine, container.id, { follow, tail }, signal)))
    yield item.kind === 'lines' ? { kind: 'lines', lines: item.batch.lines() } : item
}
