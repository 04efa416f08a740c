/** A hijacked connection to a program in a container, and how it is known afterwards what became of the program. */
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TerminalSize, TerminalState } from '../../../../contract/containers/terminal/model'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { send } from '../actions'

/** As docker's own: the engine leaves the main process when it reads them, where that has a terminal. */
export const detachKeys = 'ctrl-p,ctrl-q'
/**
 * Of an exec, whose terminal is left on this side, as docker's own CLI does it: engines hold Ctrl-P back until the next key,
 * and take their own detaching for a failure (moby 28: "exec attach failed: … read escape sequence"), which ends the program.
 * Nobody types these.
 */
export const noDetachKeys = 'ctrl-^,ctrl-_,ctrl-^,ctrl-_,ctrl-@'

export interface Opened {
  readonly connection: Duplex
  readonly tty: boolean
  readonly takesInput: boolean
  /** Who sees the detach keys. */
  readonly leftBy: 'engine' | 'us'
  /** `/exec/ID/resize`. */
  readonly resizePath: string
  /**
   * What became of the program, asked once the connection has ended. `left`: the detach keys were typed. Throws FailureError
   * where the engine does not answer.
   */
  ending(left: boolean): Promise<TerminalState>
}

/** How often and how long, in milliseconds, a program that is just being started is given for its terminal to be there. */
const resizeTries = 8
const resizePause = 15

/** Never fails: a program that has ended has no size, and its output says so. */
export async function resize(engine: Engine, { resizePath, tty }: Opened, size: TerminalSize): Promise<void> {
  if (!tty) return
  const query = { h: size.rows, w: size.columns }
  for (let turn = 1; turn <= resizeTries; turn++) {
    try {
      return await send(engine, { method: 'POST', path: resizePath, query })
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.kind === 'engine-unreachable') return
      await sleep(resizePause * turn)
    }
  }
}

/** Asks until the program is known to have ended; undefined where it still runs after that. */
export async function settled<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  for (let turn = 0; turn < 12; turn++) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await sleep(25 * (turn + 1))
  }
  return undefined
}
