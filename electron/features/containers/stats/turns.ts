/**
 * Many streams that trickle are read together: each piece by itself would wake the process, which costs more than to read it. The
 * more there are, the slower they are read, so that what a second costs stays about that of `docker stats`.
 */
import type { Readable } from 'node:stream'
import { goOn, hold } from '../../../engine/response-body'

/** Streams that are read as they come; and those that are read once a second. */
const few = 4
const some = 16
/** Milliseconds from one turn to the next. */
const pace = 1_000
const slowPace = 2_000

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
    const wanted = bodies.size <= few ? 0 : bodies.size <= some ? pace : slowPace
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
