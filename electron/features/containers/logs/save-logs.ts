/** Writes logs into a file, as `docker logs` prints them; several as `docker compose logs` does, each line with its container's name. */
import type { SaveLogsRequest } from '../../../../contract/containers/logs/api'
import { nameOf } from '../../../../contract/containers/requests'
import type { Engine } from '../../../engine/engine'
import { saveFile } from '../../../platform/save-file'
import { ContainerLog } from './container-log'
import { stampOf, type LineBatch } from './line-batch'
import { compareLines } from './merge-logs'

interface Parts {
  readonly signal: AbortSignal
  readonly onBytes: (bytes: number) => void
}

/** The bytes written. Throws FailureError; then nothing of the file stays. */
export function saveLogs(
  engine: Engine,
  { containers, timestamps, tail, since, until }: SaveLogsRequest,
  path: string,
  { signal, onBytes }: Parts
): Promise<number> {
  const width = Math.max(...containers.map((container) => nameOf(container).length))
  const logs = containers.map((container) => ({
    before: containers.length === 1 ? '' : `${nameOf(container).padEnd(width)} | `,
    batches: new ContainerLog(engine, container.id, { follow: false, tail, since, until }, signal).past(tail)
  }))
  return saveFile(path, written(logs, timestamps), { signal, onBytes })
}

interface Source {
  readonly before: string
  readonly batches: AsyncIterator<LineBatch, void>
}

async function* written(logs: readonly Source[], timestamps: boolean): AsyncGenerator<Buffer, void> {
  const heads: Array<{ readonly source: Source; batch: LineBatch; line: number }> = []
  for (const source of logs) {
    const { value } = await source.batches.next()
    if (value) heads.push({ source, batch: value, line: 0 })
  }
  while (heads.length > 0) {
    heads.sort((one, other) => compareLines(one.batch, one.line, other.batch, other.line))
    const [head, second] = heads
    if (head === undefined) return
    const { source, batch } = head
    const from = head.line
    do head.line += 1
    while (
      head.line < batch.count &&
      (second === undefined || compareLines(batch, head.line, second.batch, second.line) <= 0)
    )
    yield stretch(batch, from, head.line, source.before, timestamps)
    if (head.line < batch.count) continue
    const { value } = await source.batches.next()
    if (value) Object.assign(head, { batch: value, line: 0 })
    else heads.shift()
  }
}

function stretch(batch: LineBatch, from: number, to: number, before: string, timestamps: boolean): Buffer {
  if (before === '' && !timestamps) return batch.bytes.subarray(batch.starts[from] ?? 0, batch.endOf(to - 1))
  const parts: Buffer[] = []
  for (let line = from; line < to; line++) {
    const stamp = timestamps ? `${stampOf(batch.seconds[line] ?? 0, batch.nanoseconds[line] ?? 0)} ` : ''
    parts.push(Buffer.from(before + stamp), batch.bytes.subarray(batch.starts[line] ?? 0, batch.endOf(line)))
  }
  return Buffer.concat(parts)
}
