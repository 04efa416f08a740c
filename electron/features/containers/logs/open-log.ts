/** Opens the logs of one or several containers into a view: the newest screen first, what is older behind it, then what comes. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { LogViewRequest } from '../../../../contract/containers/logs/api'
import type { LogViewInput, LogViewItem } from '../../../../contract/containers/logs/model'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { ContainerLog } from './container-log'
import { followLog, isLost } from './follow-logs'
import { usualLimits } from './kept-log'
import type { LineBatch } from './line-batch'
import { recordLength } from './log-lines'
import { after, disorder } from './log-position'
import { LogStore } from './log-store'
import { LogView } from './log-view'
import { mergeLogs } from './merge-logs'

/** Lines of the first screen and some to scroll. */
const firstLines = 1000
/** Lines that may have been written while the first screen was read, and no longer than `disorder` after it began. */
const mostSince = 20_000
/** Milliseconds. */
const drawing = 80
/** Several logs' new lines are put in order once so many milliseconds have brought all of them. */
const gathering = 100

/** The views that windows have open, by their ids. */
export type OpenedLogs = Map<string, LogView>

export async function* openLog(
  engine: Engine,
  request: LogViewRequest,
  { signal, input, opened }: { signal: AbortSignal; input: AsyncIterable<LogViewInput>; opened: OpenedLogs }
): AsyncGenerator<LogViewItem, void> {
  const view = new LogView()
  const id = randomUUID()
  const stop = new AbortController()
  const onAbort = (): void => stop.abort()
  signal.addEventListener('abort', onAbort, { once: true })
  opened.set(id, view)
  view.say({ kind: 'opened', view: id })
  let failure: unknown
  void (async () => {
    for await (const one of input) view.take(one)
  })()
  read(engine, request, view, stop.signal).catch((error: unknown) => {
    failure = error
    view.end()
  })
  try {
    yield* view.items(signal)
    if (failure !== undefined && !signal.aborted) throw failure
  } finally {
    signal.removeEventListener('abort', onAbort)
    stop.abort()
    view.end()
    opened.delete(id)
  }
}

async function read(engine: Engine, request: LogViewRequest, view: LogView, signal: AbortSignal): Promise<void> {
  const { containers, follow, tail, since, until } = request
  const logs = containers.map(
    ({ id }, origin) => [new ContainerLog(engine, id, { follow, tail, since, until }, signal), origin] as const
  )
  const [only] = logs
  if (logs.length === 1 && only !== undefined) return readOne(only[0], view)

  const fail = (origin: number, error: unknown): void => {
    if (signal.aborted) return
    if (!(error instanceof FailureError)) throw error
    view.say({ kind: 'state', origin, state: 'failed', failure: error.failure })
  }
  let lines = 0
  const heads = await Promise.all(
    logs.map(async ([log, origin]) => {
      const batches: LineBatch[] = []
      try {
        for await (const batch of log.past()) {
          batches.push(batch)
          view.reading = lines += batch.count
        }
        return { log, origin, batches }
      } catch (error) {
        fail(origin, error)
        return { log: undefined, origin, batches }
      }
    })
  )
  view.reading = undefined
  mergeLogs(heads, (batch, origin, from, to) => view.log.append(batch, origin, from, to))
  view.grew()
  if (!follow) return heads.forEach(({ origin }) => view.say({ kind: 'state', origin, state: 'closed' }))
  const gather = gatherer(view)
  await Promise.all(
    heads.map(({ log, origin }) =>
      log === undefined
        ? undefined
        : followInto(log, origin, view, (batch) => gather(batch, origin)).catch((error: unknown) => fail(origin, error))
    )
  )
}

async function readOne(log: ContainerLog, view: LogView): Promise<void> {
  const { tail, follow } = log.span
  const few = Math.min(tail ?? firstLines, firstLines)
  const head: LineBatch[] = []
  for await (const batch of log.past(few)) head.push(batch)
  const whole = tail !== undefined && tail <= firstLines
  const skipped = whole ? 0 : uncertain(head, log.endsWithin ? 0 : few)
  const isAll = whole || skipped === undefined
  const count = head.reduce((sum, batch) => sum + batch.count, 0)
  if (skipped !== undefined && skipped >= count && count > 0) return readEndless(log, view)
  let before = skipped ?? 0
  for (const batch of head) {
    view.log.append(batch, 0, Math.min(before, batch.count))
    before = Math.max(0, before - batch.count)
  }
  view.grew()
  if (!isAll) await drawn(log.signal)
  const older = isAll ? undefined : readOlder(log, head, skipped, view)
  const rest = follow ? followOne(log, view) : undefined
  await Promise.all([older, rest])
  if (!follow) view.say({ kind: 'state', origin: 0, state: 'closed' })
  view.end()
}

/** Resolves once a window has had the time to draw the first screen: what is read after it takes all of the processor. */
const drawn = (signal: AbortSignal): Promise<void> => pause(drawing, undefined, { signal }).catch(() => undefined)

/** One line is all that came first, and nobody knows where in it: all of it is read before it is shown. */
async function readEndless(log: ContainerLog, view: LogView): Promise<void> {
  log.forget()
  view.reading = 0
  for await (const batch of log.past()) {
    view.log.append(batch, 0)
    view.reading = view.log.end
  }
  view.reading = undefined
  view.grew()
  if (log.span.follow) await followOne(log, view)
  view.say({ kind: 'state', origin: 0, state: 'closed' })
  view.end()
}

/**
 * How many of the first lines may be the rest of one: the engine counts records of 16 KiB for lines, and can begin in the midst of
 * one. Undefined where the engine gave fewer than it was asked for: it has no more.
 */
function uncertain(head: readonly LineBatch[], asked: number): number | undefined {
  let count = 0
  let first: number | undefined
  let hasLong = false
  for (const batch of head)
    for (let line = 0; line < batch.count; line++, count++) {
      hasLong ||= batch.endOf(line) - (batch.starts[line] ?? 0) > recordLength
      if (!batch.unfinished.includes(line)) first ??= count + 1
    }
  return count < asked && !hasLong ? undefined : (first ?? count)
}

interface HeadLine {
  readonly batch: LineBatch
  readonly line: number
}

function headLine(head: readonly LineBatch[], index: number): HeadLine | undefined {
  let left = index
  for (const batch of head) {
    if (left < batch.count) return { batch, line: left }
    left -= batch.count
  }
  return undefined
}

/** Reads what stands before the first screen; where the engine goes away meanwhile, from the beginning again. */
async function readOlder(log: ContainerLog, head: readonly LineBatch[], skipped: number, view: LogView): Promise<void> {
  const first = headLine(head, skipped)
  if (first === undefined) return
  const { signal, engine, span } = log
  for (;;) {
    const store = new LogStore(usualLimits)
    try {
      view.reading = 0
      for await (const batch of log.older(after(first.batch, first.line, disorder), span.tail)) {
        store.append(batch)
        view.reading = store.end
      }
      store.cut(seamOf(store, head, skipped))
      view.reading = undefined
      view.log.putPast(store)
      view.grew()
      return
    } catch (error) {
      view.reading = undefined
      if (signal.aborted) return
      if (!isLost(error)) throw error
      await engine.connected(signal)
    }
  }
}

/**
 * Where in what was read of the past the first screen begins: from there on the two are the same lines. The past's last one can lack
 * its end, for it ends with a moment, and each record of a long line has its own.
 */
function seamOf(past: LogStore, head: readonly LineBatch[], skipped: number): number {
  const same = (number: number, index: number): boolean => {
    const found = past.find(number)
    const other = headLine(head, skipped + index)
    if (found === undefined || other === undefined) return false
    const { block, index: at } = found
    const own = block.bytes.subarray(block.startOf(at), block.startOf(at + 1) - 1)
    const begin = other.batch.starts[other.line] ?? 0
    const end = other.batch.endOf(other.line) - 1
    return (
      block.nanoseconds[at] === other.batch.nanoseconds[other.line] &&
      block.seconds[at] === other.batch.seconds[other.line] &&
      block.sources[at] === other.batch.sources[other.line] &&
      own.equals(other.batch.bytes.subarray(begin, number === past.end - 1 ? Math.min(end, begin + own.length) : end))
    )
  }
  const count = head.reduce((sum, batch) => sum + batch.count, 0)
  for (let start = Math.max(past.first, past.end - count - mostSince); start < past.end; start++) {
    let length = 0
    while (start + length < past.end && same(start + length, length)) length++
    // What was written since the first screen was read may be there as well: it comes to who follows.
    if (start + length === past.end || length === count - skipped) return start
  }
  return past.end
}

const followOne = (log: ContainerLog, view: LogView): Promise<void> =>
  followInto(log, 0, view, (batch) => {
    view.log.append(batch, 0)
    view.grew()
  })

async function followInto(
  log: ContainerLog,
  origin: number,
  view: LogView,
  put: (batch: LineBatch) => void
): Promise<void> {
  let quiet = true
  for await (const item of followLog(log)) {
    if (item.kind === 'lines') {
      put(item.batch)
      if (!quiet) view.say({ kind: 'state', origin, state: 'live' })
      quiet = true
      continue
    }
    quiet = item.kind === 'resumed'
    view.say({ kind: 'state', origin, state: item.kind, ...(item.kind === 'ended' ? { exitCode: item.exitCode } : {}) })
  }
  view.say({ kind: 'state', origin, state: 'closed' })
}

/** Lines of several logs wait for one another a moment, so that they come in the order of their times. */
function gatherer(view: LogView): (batch: LineBatch, origin: number) => void {
  let waiting = new Map<number, LineBatch[]>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    timer = undefined
    const logs = [...waiting].map(([origin, batches]) => ({ origin, batches }))
    waiting = new Map()
    mergeLogs(logs, (batch, origin, from, to) => view.log.append(batch, origin, from, to))
    view.grew()
  }
  return (batch, origin) => {
    const batches = waiting.get(origin) ?? []
    batches.push(batch)
    waiting.set(origin, batches)
    timer ??= setTimeout(flush, gathering)
  }
}
