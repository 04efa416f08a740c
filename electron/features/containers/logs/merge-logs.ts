/** Several logs as one, in the order of their times; each log's own order stays as it is. */
import type { LineBatch } from './line-batch'

interface Queue {
  readonly origin: number
  readonly batches: readonly LineBatch[]
  batch: number
  line: number
}

/** Less than 0 where the one line is older. A line without a time goes before all: with the line before it. */
export const compareLines = (one: LineBatch, line: number, other: LineBatch, otherLine: number): number =>
  (one.seconds[line] ?? 0) - (other.seconds[otherLine] ?? 0) ||
  (one.nanoseconds[line] ?? 0) - (other.nanoseconds[otherLine] ?? 0)

function order(one: Queue, other: Queue): number {
  const own = one.batches[one.batch]
  const others = other.batches[other.batch]
  if (own === undefined || others === undefined) return 0
  return compareLines(own, one.line, others, other.line) || one.origin - other.origin
}

/** Calls `put` with stretches of lines (`to` excluded), the oldest first. */
export function mergeLogs(
  logs: ReadonlyArray<{ readonly origin: number; readonly batches: readonly LineBatch[] }>,
  put: (batch: LineBatch, origin: number, from: number, to: number) => void
): void {
  const queues: Queue[] = logs
    .map(({ origin, batches }) => ({ origin, batches: batches.filter(({ count }) => count > 0), batch: 0, line: 0 }))
    .filter(({ batches }) => batches.length > 0)
  while (queues.length > 0) {
    queues.sort(order)
    const [first, second] = queues
    if (first === undefined) return
    const batch = first.batches[first.batch]
    if (batch === undefined) return
    const from = first.line
    do first.line += 1
    while (first.line < batch.count && (second === undefined || order(first, second) < 0))
    put(batch, first.origin, from, first.line)
    if (first.line < batch.count) continue
    first.line = 0
    first.batch += 1
    if (first.batch >= first.batches.length) queues.shift()
  }
}
