/** One container's stats as they come, over the engine's death and return. */
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { StatsState } from '../../../../contract/containers/stats/model'
import { backoff } from '../../../engine/backoff'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { parseLine } from '../../../engine/json-lines'

/** Bytes: a message has some two thousand, with many networks and disks ten times that. */
const lineLimit = 1024 * 1024
const newline = 0x0a

export interface StatsListener {
  readonly sample: (raw: unknown) => void
  readonly state: (state: StatsState) => void
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
    failures = 0
    listener.sample(parseLine(line))
  }
  while (!signal.aborted) {
    try {
      const body = await engine.open({ path: `/containers/${id}/stats`, query: { stream: 1 }, signal })
      await readLines(body, sample)
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
function readLines(body: Readable, onLine: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let rest: Buffer | undefined
    const stop = (error: unknown): void => void body.destroy(error instanceof Error ? error : new Error(String(error)))
    body.on('data', (chunk: Buffer) => {
      const bytes = rest === undefined ? chunk : Buffer.concat([rest, chunk])
      let from = 0
      try {
        for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
          if (end > from) onLine(bytes.toString('utf8', from, end))
          from = end + 1
        }
      } catch (error) {
        return stop(error)
      }
      rest = from === bytes.length ? undefined : bytes.subarray(from)
      if (rest !== undefined && rest.length > lineLimit)
        stop(new FailureError({ kind: 'engine-error', message: `A line of more than ${lineLimit} bytes` }))
    })
    body.once('error', reject)
    body.once('close', resolve)
  })
}
