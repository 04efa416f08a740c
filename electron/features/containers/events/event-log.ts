/** What happened to an engine's containers: what it still knew when somebody first asked, and all since then. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { ContainerEvent } from '../../../../contract/containers/events/api'
import { backoff } from '../../../engine/backoff'
import type { Engine, EngineEvent } from '../../../engine/engine'
import { parseEvent } from '../../../engine/events'
import { FailureError } from '../../../engine/failure-error'
import { textLines } from '../../../engine/json-lines'
import { logWarning } from '../../../platform/log'

/** Events of all containers that are kept, and how many go at once when there are more. */
const limit = 20_000
const dropped = 5_000
/** Events of the newest moments, by which those that come twice after a break are known. */
const remembered = 512
/** Milliseconds of silence after which the past has been told: the engine does not say where it ends. */
const silence = 60

interface Kept {
  readonly id: string
  readonly event: ContainerEvent
}
export type LogNews = { readonly kind: 'event'; readonly kept: Kept } | { readonly kind: 'interrupted' | 'resumed' }

export interface EventLog {
  of(id: string): ContainerEvent[]
  /** Whether the engine tells now. */
  readonly live: boolean
  onNews(listener: (news: LogNews) => void): () => void
  /** Resolves once the past that the engine has is known, or the engine is away; rejects with the signal's reason. */
  ready(signal: AbortSignal): Promise<void>
}

/** `1700000000123456789` as `since` takes it: `1700000000.123456789`. */
const sinceOf = (timeNano: string): string => `${timeNano.slice(0, -9) || '1'}.${timeNano.slice(-9).padStart(9, '0')}`

function createEventLog(engine: Engine): EventLog {
  let all: Kept[] = []
  let next = 0
  let live = false
  let newest = ''
  let lastHeard = 0
  let attempts = 0
  const heard = new Set<string>()
  const listeners = new Set<(news: LogNews) => void>()
  const tell = (news: LogNews): void => listeners.forEach((listener) => listener(news))

  const take = (event: EngineEvent, line: string): void => {
    if (event.type !== 'container' || heard.has(line)) return
    heard.add(line)
    if (heard.size > remembered) heard.delete(heard.values().next().value ?? '')
    lastHeard = performance.now()
    newest = event.timeNano
    const { action, attributes } = event
    const kept: Kept = {
      id: event.id,
      event: { key: next++, at: Number(event.timeNano.slice(0, -3)) / 1_000, action, attributes }
    }
    all.push(kept)
    if (all.length > limit) all = all.slice(dropped)
    tell({ kind: 'event', kept })
  }
  const read = async (): Promise<void> => {
    const filters = JSON.stringify({ type: ['container'] })
    const since = newest === '' ? '1' : sinceOf(newest)
    const body = await engine.open({ path: '/events', query: { since, filters } })
    const isBack = !live && attempts > 0
    live = true
    attempts += 1
    lastHeard = performance.now()
    if (isBack) tell({ kind: 'resumed' })
    for await (const line of textLines(body)) {
      const event = parseEvent(line)
      if (event !== undefined) take(event, line)
    }
  }
  const follow = async (): Promise<never> => {
    let failures = 0
    for (;;) {
      const started = performance.now()
      await engine.connected()
      try {
        await read()
      } catch (error) {
        if (!(error instanceof FailureError)) logWarning(`${engine.connection}: events could not be read`, error)
      }
      attempts += 1
      failures = performance.now() - started > 5_000 ? 0 : failures + 1
      if (live) {
        live = false
        tell({ kind: 'interrupted' })
      }
      // The connection may not know yet that it is lost.
      await sleep(backoff(failures), undefined, { ref: false })
    }
  }
  void follow()

  return {
    of: (id) => all.flatMap((kept) => (kept.id === id ? [kept.event] : [])),
    get live() {
      return live
    },
    onNews(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async ready(signal) {
      while (attempts === 0 || (live && performance.now() - lastHeard < silence && all.length < limit)) {
        const { kind } = engine.state
        if (attempts === 0 && kind !== 'connected' && kind !== 'degraded') return
        await sleep(silence / 3, undefined, { signal })
      }
    }
  }
}

const logs = new WeakMap<Engine, EventLog>()

/** The one of this engine, which begins when it is first asked for. */
export function eventLogOf(engine: Engine): EventLog {
  const made = logs.get(engine) ?? createEventLog(engine)
  logs.set(engine, made)
  return made
}
