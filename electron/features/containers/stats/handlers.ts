/** What containers use, as the window asks for it. */
import type { stats } from '../../../../contract/containers/stats/api'
import type { StatsHistory, StatsUpdate } from '../../../../contract/containers/stats/model'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import { glance, keptOpen, statsHubOf, type StatsHub } from './stats-hub'
import { createPacer } from './pacer'
import { sameFigures } from './same-figures'

/** Milliseconds between two messages to a window, and in which the first of several is waited for. */
const pace = 1_000
const gathering = 100
/** Values of the small lines. */
const recentValues = 60
/** Rows that a slow window gets as they are; beyond, it gets everything anew. */
const behind = 120

export const statsHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof stats> => ({
  stats: ({ connection }, { input, signal }) => watchMany(statsHubOf(engines.get(connection)), input, signal),
  statsOf: ({ connection, container }, { signal }) =>
    watchOne(statsHubOf(engines.get(connection)), container.id, signal)
})

async function* watchMany(
  hub: StatsHub,
  input: AsyncIterable<{ readonly ids: readonly string[] }>,
  signal: AbortSignal
): AsyncGenerator<StatsUpdate[], void> {
  const watched = new Map<string, () => void>()
  const changed = new Set<string>()
  /** What the window has of each. */
  const sent = new Map<string, Pick<StatsUpdate, 'state' | 'sample'>>()
  const pacer = createPacer({ pace, gathering }, signal)
  const watch = (ids: readonly string[]): void => {
    if (signal.aborted) return
    const wanted = new Set(ids)
    for (const [id, release] of watched) {
      if (wanted.has(id)) continue
      release()
      watched.delete(id)
      changed.delete(id)
      sent.delete(id)
    }
    for (const id of wanted) {
      if (watched.has(id)) continue
      const note = (): void => {
        changed.add(id)
        pacer.wake()
      }
      watched.set(id, hub.watch(id, note, glance))
      note()
    }
  }
  const listen = async (): Promise<void> => {
    for await (const { ids } of input) watch(ids)
  }
  // Its end is the stream's, which the signal tells as well.
  void listen()
  try {
    while (!signal.aborted) {
      await pacer.turn(() => changed.size > 0)
      if (signal.aborted) return
      const ids = [...changed]
      changed.clear()
      const updates = ids.flatMap((id): StatsUpdate[] => {
        const update = hub.latest(id)
        const known = sent.get(id)
        if (known?.state === update.state && sameFigures(known.sample, update.sample)) return []
        sent.set(id, update)
        return [known === undefined ? { ...update, recent: hub.past(id).recentCpu(recentValues) } : update]
      })
      if (updates.length > 0) yield updates
    }
  } finally {
    for (const release of watched.values()) release()
  }
}

async function* watchOne(hub: StatsHub, id: string, signal: AbortSignal): AsyncGenerator<StatsHistory, void> {
  const pacer = createPacer({ pace: 0, gathering: 0 }, signal)
  let changed = false
  const release = hub.watch(
    id,
    () => {
      changed = true
      pacer.wake()
    },
    keptOpen
  )
  try {
    const past = hub.past(id)
    yield { kind: 'past', past: past.read() }
    let sent = past.count
    let { state } = hub.latest(id)
    yield { kind: 'state', state }
    while (!signal.aborted) {
      await pacer.turn(() => changed)
      if (signal.aborted) return
      changed = false
      const latest = hub.latest(id)
      if (past.count - sent > behind) yield { kind: 'past', past: past.read() }
      else if (past.count > sent && latest.sample !== undefined)
        yield { kind: 'more', past: past.read(sent), sample: latest.sample }
      sent = past.count
      if (latest.state !== state) {
        state = latest.state
        yield { kind: 'state', state }
      }
    }
  } finally {
    release()
  }
}
