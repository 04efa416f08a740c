/** The terminals that are open or have ended and are still shown: they outlive the page that opened them. */
import { randomUUID } from 'node:crypto'
import type { AttachRequest, ExecRequest } from '../../../../contract/containers/terminal/api'
import type {
  Terminal,
  TerminalInput,
  TerminalOutput,
  TerminalsChange
} from '../../../../contract/containers/terminal/model'
import type { Engine, Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { createFeed, type Feed } from '../../../platform/change-feed'
import { openAttach } from './attach'
import { openExec } from './exec'
import type { Opened } from './opened'
import { startSession, type Session } from './session'

/** Open ones at once: more is a mistake. */
const openLimit = 100
/** Ended ones whose words are kept. */
const endedLimit = 20
/** Characters that may be under way to the window unshown. */
const unshownLimit = 384 * 1024

export interface Terminals {
  exec(request: ExecRequest): Promise<string>
  attach(request: AttachRequest): Promise<string>
  watch(signal: AbortSignal): AsyncGenerator<TerminalsChange, void>
  /** Throws FailureError (not-found) for a terminal that was closed. */
  follow(id: string, input: AsyncIterable<TerminalInput>, signal: AbortSignal): AsyncGenerator<TerminalOutput, void>
  close(id: string): Promise<void>
  /** Closes all. */
  stop(): Promise<void>
}

export function createTerminals(engines: Engines): Terminals {
  const feed: Feed<string, Terminal> = createFeed()
  const sessions = new Map<string, Session>()
  /** By terminal: what ends the watch over its container. */
  const watches = new Map<string, () => void>()

  const forget = (id: string): void => {
    sessions.delete(id)
    watches.get(id)?.()
    watches.delete(id)
    feed.remove([id])
  }
  const dropOldest = (): void => {
    const ended = [...feed.values()].filter(({ state }) => state.kind !== 'running')
    ended.slice(0, Math.max(0, ended.length - endedLimit)).forEach(({ id }) => forget(id))
  }
  const find = (id: string): Session => {
    const session = sessions.get(id)
    if (session === undefined)
      throw new FailureError({ kind: 'not-found', subject: 'other', message: 'This terminal was closed' })
    return session
  }

  const keep = (engine: Engine, opened: Opened, request: ExecRequest | AttachRequest): string => {
    const id = randomUUID()
    const exec = 'options' in request ? request.options : undefined
    const { state } = engine
    const windows = (state.kind === 'connected' || state.kind === 'degraded') && state.capabilities.os === 'windows'
    const session = startSession(engine, opened, {
      hangsUp: exec !== undefined,
      redraws: exec === undefined,
      windows
    })
    sessions.set(id, session)
    let terminal: Terminal = {
      id,
      connection: request.connection,
      container: request.container,
      ...(exec === undefined ? {} : { exec }),
      tty: opened.tty,
      takesInput: opened.takesInput,
      startedAt: Date.now(),
      state: { kind: 'running' }
    }
    feed.upsert(id, terminal)
    if (request.size !== undefined) void session.write({ kind: 'resize', ...request.size })
    const unwatch = engine.onEvent(({ type, action, id: gone }) => {
      if (type === 'container' && action === 'destroy' && gone === request.container.id) void close(id)
    })
    watches.set(id, unwatch)
    void session.ended.then((state) => {
      // It may have been closed meanwhile.
      if (!sessions.has(id)) return
      terminal = { ...terminal, state }
      feed.upsert(id, terminal)
      dropOldest()
    })
    return id
  }
  /** Also when its container is no more: nobody can come back to it. */
  const close = async (id: string): Promise<void> => {
    const session = sessions.get(id)
    if (session === undefined) return
    forget(id)
    await session.close()
  }
  const openOne = async (
    request: ExecRequest | AttachRequest,
    open: (engine: Engine) => Promise<Opened>
  ): Promise<string> => {
    const running = [...feed.values()].filter(({ state }) => state.kind === 'running').length
    if (running >= openLimit)
      throw new FailureError({ kind: 'invalid-input', message: `${openLimit} terminals are open: close some first` })
    const engine = engines.get(request.connection)
    return keep(engine, await open(engine), request)
  }

  return {
    exec: (request) => openOne(request, (engine) => openExec(engine, request)),
    attach: (request) => openOne(request, (engine) => openAttach(engine, request)),
    async *watch(signal) {
      for await (const change of feed.watch(signal)) {
        if (change.kind === 'snapshot') {
          yield { kind: 'snapshot', terminals: change.values }
          continue
        }
        if (change.removed.length > 0) yield { kind: 'remove', ids: change.removed }
        for (const terminal of change.upserted) yield { kind: 'upsert', terminal }
      }
    },
    async *follow(id, input, signal) {
      const { output, write } = find(id)
      const way = unshown()
      const stop = (): void => way.shown(Number.MAX_SAFE_INTEGER)
      signal.addEventListener('abort', stop, { once: true })
      void (async () => {
        // What a program does not read must not hold up what it writes, or neither would go on.
        let typing = Promise.resolve()
        for await (const one of input) {
          if (one.kind === 'shown') way.shown(one.characters)
          else if (one.kind === 'resize') void write(one)
          else typing = typing.then(() => write(one))
        }
      })()
      try {
        for await (const item of output.read(signal)) {
          yield item
          await way.sent(item.text.length)
        }
      } finally {
        signal.removeEventListener('abort', stop)
      }
    },
    close,
    async stop() {
      await Promise.all([...sessions.keys()].map(close))
    }
  }
}

/** Counts what is under way to the window; `sent` waits while it is too much. */
function unshown(): { sent(characters: number): Promise<void>; shown(characters: number): void } {
  let underWay = 0
  let wake = (): void => undefined
  return {
    async sent(characters) {
      underWay += characters
      while (underWay > unshownLimit) await new Promise<void>((resolve) => (wake = resolve))
    },
    shown(characters) {
      underWay = Math.max(0, underWay - characters)
      wake()
    }
  }
}

const all = new WeakMap<Engines, Terminals>()

/** The one of these engines. */
export function terminalsOf(engines: Engines): Terminals {
  const known = all.get(engines) ?? createTerminals(engines)
  all.set(engines, known)
  return known
}
