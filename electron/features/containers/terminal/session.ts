/** One terminal's life: from an open connection until its program has ended, is left, or the engine is lost. */
import type { Duplex } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TerminalInput, TerminalSize, TerminalState } from '../../../../contract/containers/terminal/model'
import { outputReader } from '../../../engine/demultiplex'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { send } from '../actions'
import { KeptOutput } from './kept-output'
import { resize, type Opened } from './opened'

/** What docker writes when its detach keys were typed. */
const leftWords = 'read escape sequence\r\n'
/** Milliseconds that a shell has for its end when its terminal is closed, and how often it is told. */
const hangUpPause = 120
const hangUpTurns = 4
/** Milliseconds that the engine has to let go of a terminal that was left. */
const lettingGo = 2_000

export interface Session {
  readonly output: KeptOutput
  /** How it ended; never rejects. */
  readonly ended: Promise<TerminalState>
  write(input: TerminalInput): Promise<void>
  /** Resolves once nothing is under way any more. */
  close(): Promise<void>
}

export interface SessionOptions {
  /** Whether its program ends with its terminal: what is attached to does not. */
  readonly hangsUp: boolean
  readonly windows: boolean
  /** Its program may have drawn its screen already, and draws it anew only where its size changes, as docker's own CLI has it. */
  readonly redraws: boolean
}

/** Ctrl-P Ctrl-Q, wherever it is cut in two. */
const leaves = /\u0010\u0011/

export function startSession(engine: Engine, opened: Opened, { hangsUp, windows, redraws }: SessionOptions): Session {
  const { connection, tty, takesInput, leftBy } = opened
  const output = new KeptOutput()
  const engineSession = engine.session
  let lastTyped = ''
  let left = false
  let closed = false
  let redrawn = false
  /** One size after another: the last must win. */
  let sizing = Promise.resolve()
  let letGo = false

  // What fails here fails the reading too: it is told there.
  connection.on('error', () => undefined)

  const follow = async (): Promise<TerminalState> => {
    try {
      await readInto(output, connection, tty)
      if (letGo || (closed && !hangsUp)) return { kind: 'detached' }
      // A killed engine closes a hijacked connection in good order, as the end of the program does: only asking tells.
      await send(engine, { path: '/_ping' })
      const state = await opened.ending(left)
      if (state.kind === 'detached' && left) output.append('stdout', leftWords)
      return state
    } catch (error) {
      if (closed || letGo) return { kind: 'detached' }
      const reason = engineSession.aborted ? (engineSession.reason as unknown) : error
      const failure =
        reason instanceof FailureError
          ? reason.failure
          : ({ kind: 'engine-unreachable', reason: 'lost', message: String(reason) } as const)
      return { kind: 'failed', failure }
    }
  }
  const ended = follow().finally(() => {
    connection.destroy()
    output.close()
  })

  const type = async (data: string | Buffer): Promise<void> => {
    if (!takesInput || connection.destroyed || connection.writableEnded) return
    if (!connection.write(data)) await drained(connection)
  }
  const setSize = async ({ columns, rows }: TerminalSize): Promise<void> => {
    if (redraws && !redrawn) await resize(engine, opened, { columns: columns + 1, rows: rows + 1 })
    redrawn = true
    await resize(engine, opened, { columns, rows })
  }
  /**
   * Says that nothing more is typed, and reads what still comes until the engine has let go: where a connection is closed on
   * output that nobody read, the engine takes its terminal for failed, and the program ends with it.
   */
  const leave = (): void => {
    letGo = true
    output.append('stdout', leftWords)
    output.close()
    connection.end()
    const late = setTimeout(() => connection.destroy(), lettingGo)
    void ended.finally(() => clearTimeout(late))
  }
  const hangUp = async (): Promise<void> => {
    if (!tty) return void connection.end()
    for (let turn = 0; turn < hangUpTurns && !connection.destroyed; turn++) {
      await type('\u0003')
      await sleep(hangUpPause / 3)
      await type(windows ? 'exit\r' : '\u0004')
      await Promise.race([ended, sleep(hangUpPause)])
    }
  }

  return {
    output,
    ended,
    async write(input) {
      switch (input.kind) {
        case 'text': {
          if (!tty) {
            output.append('stdin', input.text)
            return type(input.text)
          }
          const keys = leaves.exec(lastTyped + input.text)
          const before = lastTyped.length
          lastTyped = input.text.slice(-1)
          if (keys === null) return type(input.text)
          left = true
          if (leftBy === 'engine') return type(input.text)
          await type(input.text.slice(0, keys.index + 1 - before))
          return leave()
        }
        case 'bytes':
          return type(Buffer.from(input.text, 'latin1'))
        case 'resize':
          sizing = sizing.then(() => setSize(input))
          return sizing
        case 'shown':
          return
      }
    },
    async close() {
      closed = true
      // One that does not read what it is told is not waited for.
      if (hangsUp && !connection.destroyed && !engineSession.aborted)
        await Promise.race([hangUp(), sleep(hangUpPause * 2 * hangUpTurns)])
      connection.destroy()
      await ended
    }
  }
}

/** Characters may be split between frames and chunks. */
async function readInto(output: KeptOutput, connection: Duplex, tty: boolean): Promise<void> {
  const read = outputReader({ tty })
  const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') }
  try {
    for await (const chunk of connection as AsyncIterable<Buffer>) {
      read(chunk, (source, data) => output.append(source, decoders[source].write(data)))
      await output.room()
    }
  } finally {
    for (const source of ['stdout', 'stderr'] as const) output.append(source, decoders[source].end())
  }
}

const drained = (connection: Duplex): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      connection.off('drain', done).off('close', done)
      resolve()
    }
    connection.once('drain', done).once('close', done)
  })
