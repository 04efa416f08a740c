/**
 * Many streams that trickle are read together: each piece by itself would wake the process, which costs more than to read it. The
 * more there are, the slower they are read, so that what a second costs stays about that of `docker stats`.
 */
import type { Readable } from 'node:stream'
import { goOn, hold } from '../../../engine/response-body'

/** Up to so many streams, milliseconds from one turn to the next; 0: as they come. */
const paces: ReadonlyArray<readonly [streams: number, pace: number]> = [
  [4, 0],
  [16, 1_000],
  [32, 2_000],
  [Infinity, 3_000]
]
const paceFor = (count: number): number => paces.find(([streams]) => count <= streams)?.[1] ?? 0

export interface Turns {
  /** Returns what leaves it; the body is then no longer held. */
  join(body: Readable): () => void
  /** It was read up to the end of a message. */
  read(body: Readable): void
}

export function createTurns(): Turns {
  const bodies = new Set<Readable>()
  let timer: NodeJS.Timeout | undefined
  let current = 0

  /** Those that have had their turn. */
  const read = new Set<Readable>()
  let holding: NodeJS.Immediate | undefined
  // Node's HTTP goes on reading in what is left of this turn of the loop: a hold before its end would be undone.
  const holdAll = (): void => {
    holding = undefined
    if (current > 0) read.forEach((body) => bodies.has(body) && hold(body))
    read.clear()
  }
  const everyone = (): void => bodies.forEach(goOn)
  const settle = (): void => {
    const wanted = paceFor(bodies.size)
    if (wanted === current) return
    current = wanted
    clearInterval(timer)
    timer = wanted === 0 ? undefined : setInterval(everyone, wanted)
    everyone()
  }
  return {
    join(body) {
      bodies.add(body)
      settle()
      return () => {
        bodies.delete(body)
        goOn(body)
        settle()
      }
    },
    read(body) {
      if (current === 0) return
      read.add(body)
      holding ??= setImmediate(holdAll)
    }
  }
}
