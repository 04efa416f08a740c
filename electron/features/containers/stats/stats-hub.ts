/** One stats stream for each container that somebody looks at, however many look; and what was seen, for half an hour. */
import type { StatsSample, StatsState, StatsUpdate } from '../../../../contract/containers/stats/model'
import type { Engine } from '../../../engine/engine'
import { cpuPercent, readCounters, type Counters } from './counters'
import { followStats } from './follow-stats'
import { Past } from './past'
import { createTurns } from './turns'

/** Milliseconds that a stream stays open for somebody who scrolls away and back. */
export const glance = 5_000
/** The same for one whose charts were open: they have no hole when one comes back. */
export const keptOpen = 30 * 60 * 1_000
/** Streams that are kept open though nobody looks. */
const keptOpenLimit = 8
const forgetAfter = 30 * 60 * 1_000
interface Watched {
  readonly id: string
  readonly past: Past
  readonly listeners: Set<() => void>
  state: StatsState
  sample: StatsSample | undefined
  before: Counters | undefined
  /** While it is followed. */
  following: AbortController | undefined
  lingering: NodeJS.Timeout | undefined
  /** When nobody looked any more, milliseconds since 1970. */
  left: number
}

export interface StatsHub {
  /** `listener` is called whenever `latest` or `past` has changed. `linger`: milliseconds that the stream stays afterwards. */
  watch(id: string, listener: () => void, linger: number): () => void
  latest(id: string): Pick<StatsUpdate, 'id' | 'state' | 'sample'>
  past(id: string): Past
  /** Streams that are open, for tests. */
  readonly open: number
}

function createStatsHub(engine: Engine): StatsHub {
  const known = new Map<string, Watched>()
  const turns = createTurns()

  const find = (id: string): Watched => {
    const present = known.get(id)
    if (present !== undefined) return present
    forgetOld()
    const made: Watched = {
      id,
      past: new Past(),
      listeners: new Set(),
      state: 'waiting',
      sample: undefined,
      before: undefined,
      following: undefined,
      lingering: undefined,
      left: Date.now()
    }
    known.set(id, made)
    return made
  }
  const forgetOld = (): void => {
    const before = Date.now() - forgetAfter
    for (const [id, watched] of known) if (watched.following === undefined && watched.left < before) known.delete(id)
  }

  const tell = (watched: Watched): void => {
    for (const listener of watched.listeners) listener()
  }
  const become = (watched: Watched, state: StatsState): void => {
    if (state !== 'running') {
      if (watched.before !== undefined) watched.past.break()
      watched.before = undefined
      watched.sample = undefined
    }
    if (watched.state === state) return
    watched.state = state
    tell(watched)
  }
  const take = (watched: Watched, raw: unknown): void => {
    const now = readCounters(raw)
    if (now === undefined) return become(watched, 'stopped')
    const cpu = cpuPercent(watched.before, now)
    watched.past.add(now, cpu)
    watched.before = now
    const { at, cores, memory, memoryLimit, received, sent, read, written, pids } = now
    watched.sample = { at, cpu, cores, memory, memoryLimit, received, sent, read, written, pids }
    watched.state = 'running'
    tell(watched)
  }

  const start = (watched: Watched): void => {
    if (watched.following !== undefined) return
    const following = new AbortController()
    watched.following = following
    watched.state = 'waiting'
    watched.before = undefined
    watched.sample = undefined
    void followStats(engine, watched.id, following.signal, {
      sample: (raw) => take(watched, raw),
      state: (state) => become(watched, state),
      turns
    })
  }
  const end = (watched: Watched): void => {
    clearTimeout(watched.lingering)
    watched.lingering = undefined
    watched.following?.abort()
    watched.following = undefined
    if (watched.state === 'gone') known.delete(watched.id)
  }
  const linger = (watched: Watched, milliseconds: number): void => {
    watched.left = Date.now()
    if (milliseconds > glance) {
      const kept = [...known.values()].filter((other) => other.lingering !== undefined && other.listeners.size === 0)
      kept
        .sort((one, other) => other.left - one.left)
        .slice(keptOpenLimit - 1)
        .forEach(end)
    }
    watched.lingering = setTimeout(() => end(watched), milliseconds)
    watched.lingering.unref()
  }

  return {
    watch(id, listener, milliseconds) {
      const watched = find(id)
      // Each who looks is one, also with the same listener.
      const own = (): void => listener()
      watched.listeners.add(own)
      clearTimeout(watched.lingering)
      watched.lingering = undefined
      start(watched)
      let released = false
      return () => {
        if (released) return
        released = true
        watched.listeners.delete(own)
        if (watched.listeners.size > 0) return
        // What nobody can look at again, and what does not run, is not kept open.
        linger(watched, watched.state === 'running' ? milliseconds : Math.min(glance, milliseconds))
      }
    },
    latest(id) {
      const { state, sample } = find(id)
      return { id, state, sample }
    },
    past: (id) => find(id).past,
    get open() {
      return [...known.values()].filter(({ following }) => following !== undefined).length
    }
  }
}

const hubs = new WeakMap<Engine, StatsHub>()

/** The one of this engine. */
export function statsHubOf(engine: Engine): StatsHub {
  const made = hubs.get(engine) ?? createStatsHub(engine)
  hubs.set(engine, made)
  return made
}
