/** What an engine has of one kind, kept true by its events: read whole on connect, then only what an event names. */
import { FailureError } from './failure-error'
import type { Engine, EngineEvent } from './engine'
import { onAbort } from './on-abort'
import { createFeed, type Feed, type FeedChange } from '../platform/change-feed'
import { logWarning } from '../platform/log'

/** Between two requests while events keep coming, in milliseconds: what happens meanwhile is read together. */
const pace = 25
/** The same while an engine tells of more than this many in a millisecond, and not of a few. */
const stormPace = 250
const stormRate = 0.5
const stormSize = 30
/** Before an answer that an event contradicts is asked for again, in milliseconds: each time twice as long, up to a limit; half a minute in all. */
const firstRetry = 20
const longestRetry = 2_000
const retries = 20

export interface MirrorParts<Value> {
  readonly engine: Engine
  /** Everything there is, by key. Throws FailureError; the engine's time limit is its limit. */
  readonly load: () => Promise<Iterable<readonly [string, Value]>>
  /** Reads the named again. Throws FailureError. */
  readonly refresh: (names: readonly string[], feed: Feed<string, Value>) => Promise<Refreshed<Value>>
  readonly read: (event: EngineEvent, feed: Feed<string, Value>) => Meaning | undefined
  /** Called once with what has names read again: for changes of which the engine tells nobody. */
  readonly hints?: (touch: (names: readonly string[]) => void) => void
  readonly warn?: (what: string, detail: unknown) => void
}

export interface Refreshed<Value> {
  readonly found: ReadonlyArray<readonly [string, Value]>
  readonly gone: readonly string[]
  /** Names whose answer cannot be the last word, an event has said more: they are asked again a little later. */
  readonly again: readonly string[]
}

/** What an event says about the collection. */
export interface Meaning {
  /** To be read again. */
  readonly changed?: readonly string[]
  /** No longer there: no question needed. */
  readonly gone?: readonly string[]
}

export interface Mirror<Value> {
  readonly feed: Feed<string, Value>
  /**
   * A snapshot first, as soon as there is one, then what changed; what is known stays while the engine is away.
   * Throws FailureError where the first list cannot be read although the engine is there.
   */
  watch(signal: AbortSignal): AsyncGenerator<FeedChange<string, Value>, void>
}

const isUnreachable = (error: unknown): boolean =>
  error instanceof FailureError && error.failure.kind === 'engine-unreachable'

export function createMirror<Value>({
  engine,
  load,
  refresh,
  read,
  hints,
  warn = logWarning
}: MirrorParts<Value>): Mirror<Value> {
  const feed = createFeed<string, Value>()
  const dirty = new Set<string>()
  const attempts = new Map<string, number>()
  /** Ids that went while an answer was under way that may still hold them. */
  const goneMeanwhile = new Set<string>()
  const waiting = new Set<(failure: FailureError) => void>()
  let loaded = false
  let loadDue = false
  let working = false
  let timer: NodeJS.Timeout | undefined
  let lastAnswer = 0
  let lastAsked = 0
  let eventsSince = 0
  let isStorm = false
  let failures = 0
  /** Counts sessions with the engine: an answer to an earlier one is not used. */
  let session = 0

  const schedule = (): void => {
    if (working || timer !== undefined || (!loadDue && dirty.size === 0)) return
    // What fails is tried again for somebody who looks.
    if (!loaded && failures > 0 && waiting.size === 0) return
    const gap = failures > 0 ? Math.min(250 * 2 ** failures, 10_000) : isStorm ? stormPace : pace
    const wait = lastAnswer + gap - performance.now()
    if (wait <= 0) void work()
    else timer = setTimeout(onTimer, wait)
  }
  const onTimer = (): void => {
    timer = undefined
    void work()
  }

  const work = async (): Promise<void> => {
    working = true
    const started = session
    const now = performance.now()
    isStorm = eventsSince > stormSize && eventsSince / (now - lastAsked) > stormRate
    lastAsked = now
    eventsSince = 0
    goneMeanwhile.clear()
    const whole = loadDue
    // An event may run ahead of what a list says: what it named is asked for apart after that.
    const names = whole ? [] : [...dirty]
    if (!whole) dirty.clear()
    loadDue = false
    try {
      if (whole) {
        const entries = await load()
        if (started === session) replaceAll(entries)
      } else {
        const refreshed = await refresh(names, feed)
        if (started === session) apply(refreshed)
      }
      if (started === session) failures = 0
    } catch (error) {
      if (started === session) onFailure(error, whole, names)
    }
    working = false
    lastAnswer = performance.now()
    schedule()
  }

  const replaceAll = (entries: Iterable<readonly [string, Value]>): void => {
    attempts.clear()
    loaded = true
    feed.reset([...entries].filter(([key]) => !goneMeanwhile.has(key)))
  }

  const apply = ({ found, gone, again }: Refreshed<Value>): void => {
    for (const [key, value] of found) {
      if (!again.includes(key)) attempts.delete(key)
      if (!goneMeanwhile.has(key)) feed.upsert(key, value)
    }
    feed.remove(gone)
    for (const name of gone) attempts.delete(name)
    for (const name of again) if (!goneMeanwhile.has(name)) askAgain(name)
  }

  const askAgain = (name: string): void => {
    const attempt = attempts.get(name) ?? 0
    if (attempt >= retries) return
    attempts.set(name, attempt + 1)
    const asked = session
    setTimeout(
      () => {
        if (asked === session && attempts.has(name)) touch([name])
      },
      Math.min(firstRetry * 2 ** attempt, longestRetry)
    ).unref()
  }

  const onFailure = (error: unknown, whole: boolean, names: readonly string[]): void => {
    // The next connect reads everything again.
    if (engine.session.aborted) return
    failures += 1
    loadDue ||= whole
    for (const name of names) dirty.add(name)
    // An answer was cut short: either the engine is about to be lost, or the next one is whole.
    if (isUnreachable(error)) return
    if (loaded) return warn(`${engine.connection}: a list could not be read`, error)
    const failure =
      error instanceof FailureError
        ? error
        : new FailureError({ kind: 'internal', message: String(error) }, { cause: error })
    for (const fail of waiting) fail(failure)
  }

  const touch = (names: readonly string[]): void => {
    for (const name of names) dirty.add(name)
    schedule()
  }

  const resync = (): void => {
    session += 1
    failures = 0
    dirty.clear()
    attempts.clear()
    loadDue = true
    clearTimeout(timer)
    timer = undefined
    // An answer of the lost session is not waited for.
    if (!working) void work()
  }

  engine.onEvent((event) => {
    const meaning = read(event, feed)
    if (meaning === undefined) return
    eventsSince += 1
    const { gone = [], changed = [] } = meaning
    for (const key of gone) {
      goneMeanwhile.add(key)
      dirty.delete(key)
      attempts.delete(key)
    }
    if (gone.length > 0) feed.remove(gone)
    if (changed.length > 0) {
      for (const key of changed) attempts.delete(key)
      touch(changed)
    }
  })
  hints?.(touch)
  engine.onResync(resync)
  if (engine.state.kind === 'connected' || engine.state.kind === 'degraded') resync()

  return {
    feed,
    async *watch(signal) {
      const inner = new AbortController()
      let failure: FailureError | undefined
      const fail = (error: FailureError): void => {
        failure = error
        inner.abort()
      }
      waiting.add(fail)
      // Held by hand: a joined signal of AbortSignal.any may be collected before it aborts (nodejs/node#54614).
      const unwatch = onAbort([signal], () => inner.abort())
      // Somebody looks: what failed a while ago is tried now.
      if (!loaded && failures > 0 && !working) {
        clearTimeout(timer)
        timer = undefined
        void work()
      }
      try {
        yield* feed.watch(inner.signal, { snapshotFirst: loaded })
        if (failure !== undefined && !signal.aborted) throw failure
      } finally {
        waiting.delete(fail)
        unwatch()
      }
    }
  }
}

/** One mirror for each engine, made when it is first asked for and kept with it. */
export function mirrorOf<Value>(make: (engine: Engine) => Mirror<Value>): (engine: Engine) => Mirror<Value> {
  const mirrors = new WeakMap<Engine, Mirror<Value>>()
  return (engine) => {
    const known = mirrors.get(engine)
    if (known !== undefined) return known
    const made = make(engine)
    mirrors.set(engine, made)
    return made
  }
}
