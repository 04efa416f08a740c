/** Where a connection costs a program here and one over there, few are opened at a time: who waits may find one that is free by then. */
import type { Duplex } from 'node:stream'

/** Connections that are opened side by side. */
const most = 4
/** Milliseconds in which one that has answered may become free, before another is opened. */
const moment = 100
/** Milliseconds after which one no longer counts: its answer may take as long as it likes. */
const longest = 1_500

export interface OpeningTurns {
  /** Calls `go` now, or in its turn. */
  take(go: () => void): void
  /** A connection is being opened; it emits `opened` at its first answer. */
  opens(connection: Duplex): void
  /** A connection is free again. */
  freed(): void
  /** Everyone's turn has come. */
  flush(): void
}

export function createOpeningTurns(): OpeningTurns {
  let opening = 0
  const waiting: Array<() => void> = []
  const next = (): void => waiting.shift()?.()
  return {
    take(go) {
      if (opening < most && waiting.length === 0) go()
      else waiting.push(go)
    },
    opens(connection) {
      opening += 1
      const done = (): void => {
        clearTimeout(timer)
        connection.off('opened', answered).off('close', done)
        opening -= 1
        next()
      }
      const answered = (): void => {
        clearTimeout(timer)
        timer = setTimeout(done, moment)
      }
      let timer = setTimeout(done, longest)
      connection.once('opened', answered).once('close', done)
    },
    freed: next,
    flush() {
      for (const go of waiting.splice(0)) go()
    }
  }
}
