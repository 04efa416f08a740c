/** One container's stats as they come, over the engine's death and return. */
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { StatsState } from '../../../../contract/containers/stats/model'
import { backoff } from '../../../engine/backoff'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { parseLine } from '../../../engine/json-lines'
import type { Turns } from './turns'

/** Bytes: a message has some two thousand, with many networks and disks ten times that. */
const lineLimit = 1024 * 1024
const newline = 0x0a
const carriageReturn = 0x0d

export interface StatsListener {
  readonly sample: (raw: unknown) => void
  readonly state: (state: StatsState) => void
  readonly turns: Turns
}

/** Resolves when the container is gone, or with the signal; never rejects. */
export async function followStats(
  engine: Engine,
  id: string,
  signal: AbortSignal,
  listener: StatsListener
): Promise<void> {
  let failures = 0
  const sample = (line: string): void => {
    if (line === '') return
    failures = 0
    listener.sample(parseLine(line))
  }
  while (!signal.aborted) {
    try {
      const body = await engine.open({ path: `/containers/${id}/stats`, query: { stream: 1 }, signal })
      const leave = listener.turns.join(body)
      await readLines(body, sample, () => listener.turns.read(body)).finally(leave)
      // It ends where the container is removed, which the next try tells; Podman ends it where it stops.
      listener.state('stopped')
    } catch (error) {
      if (signal.aborted) return
      const kind = error instanceof FailureError ? error.failure.kind : undefined
      if (kind === 'not-found') return listener.state('gone')
      listener.state(kind === 'engine-unreachable' ? 'interrupted' : 'refused')
    }
    failures += 1
    try {
      await engine.connected(signal)
      await sleep(backoff(failures - 1), undefined, { signal })
    } catch (error) {
      if (signal.aborted) return
      throw error
    }
  }
}

/** By events, not as an async iterable: fifty a second of these are most of what the charts cost. */
function readLines(body: Readable, onLine: (line: string) => void, onRead: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let rest: Buffer | undefined
    /** Up to the end of a message. */
    let whole: Buffer | undefined
    const stop = (error: unknown): void => void body.destroy(error instanceof Error ? error : new Error(String(error)))
    // Of what came together only the newest counts: the others were overtaken.
    const take = (): void => {
      const bytes = whole
      whole = undefined
      if (bytes === undefined || body.destroyed) return
      try {
        onLine(lastLine(bytes, bytes.length - 1))
      } catch (error) {
        return stop(error)
      }
      if (rest === undefined) onRead()
    }
    body.on('data', (chunk: Buffer) => {
      const bytes = rest === undefined ? chunk : Buffer.concat([rest, chunk])
      const from = bytes.lastIndexOf(newline) + 1
      rest = from === bytes.length ? undefined : bytes.subarray(from)
      if (rest !== undefined && rest.length > lineLimit)
        return stop(new FailureError({ kind: 'engine-error', message: `A line of more than ${lineLimit} bytes` }))
      if (from === 0) return
      // Each message is a piece of its own, also where a turn brings several.
      if (whole === undefined) process.nextTick(take)
      whole = from === bytes.length ? bytes : bytes.subarray(0, from)
    })
    body.once('error', reject)
    body.once('close', resolve)
  })
}

/** The line that ends there. */
function lastLine(bytes: Buffer, end: number): string {
  let last = end
  // Engines may end a line with two bytes, or leave one empty.
  while (last > 0 && (bytes[last - 1] === newline || bytes[last - 1] === carriageReturn)) last--
  return bytes.toString('utf8', last === 0 ? 0 : bytes.lastIndexOf(newline, last - 1) + 1, last)
}
