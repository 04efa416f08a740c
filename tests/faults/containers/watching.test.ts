/** The engine dies and comes back while containers are watched: nothing wrong is drawn, and everything goes on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EventsItem } from '../../../contract/containers/events/api'
import type { ProcessesItem } from '../../../contract/containers/processes/model'
import type { StatsHistory, StatsUpdate } from '../../../contract/containers/stats/model'
import { changesHandlers } from '../../../electron/features/containers/changes/handlers'
import { eventsHandlers } from '../../../electron/features/containers/events/handlers'
import { processesHandlers } from '../../../electron/features/containers/processes/handlers'
import { statsHandlers } from '../../../electron/features/containers/stats/handlers'
import { statsHubOf } from '../../../electron/features/containers/stats/stats-hub'
import { InputQueue } from '../../../electron/ipc/input-queue'
import { json, raw, startBrokenEngine } from '../../support/broken-engine'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo } from '../../support/on-engine'

let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  await docker('pull', '-q', 'busybox')
  client = connectTo(throwaway.socketPath)
})
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
})

type Watch = { kind: 'watch'; ids: string[] }
function watchAll(id: string) {
  const { engines } = client
  const container = { id, name: '' }
  const input = new InputQueue<Watch>()
  input.push({ kind: 'watch', ids: [id] })
  return {
    one: collect<StatsHistory>((context) => statsHandlers({ engines }).statsOf({ connection, container }, context)),
    many: collect<StatsUpdate[], Watch>((context) => statsHandlers({ engines }).stats({ connection }, context), input),
    processes: collect<ProcessesItem>((context) =>
      processesHandlers({ engines }).processes({ connection, container, columns: [] }, context)
    ),
    events: collect<EventsItem>((context) => eventsHandlers({ engines }).events({ connection, container }, context))
  }
}
const samples = (items: readonly StatsHistory[]): number => items.filter(({ kind }) => kind === 'more').length
const states = (items: readonly StatsHistory[]): string[] =>
  items.flatMap((item) => (item.kind === 'state' ? [item.state] : []))
const actions = (items: readonly EventsItem[]): string[] =>
  items.flatMap((item) => (item.kind === 'events' ? item.events.map(({ action }) => action) : []))

describe('an engine that is killed', () => {
  it('interrupts what is watched, and all goes on with it', { timeout: 120_000 }, async () => {
    const id = await docker('run', '-d', '--name', 'watched', 'busybox', 'sleep', '100000')
    const { one, many, processes, events } = watchAll(id)
    await one.until((items) => samples(items) >= 2)
    await many.until((items) => items.flat().some(({ sample }) => sample !== undefined))
    await processes.until((items) => items.at(-1)?.kind === 'processes')
    await events.until((items) => actions(items).includes('start'))

    await throwaway.kill()
    await one.until((items) => states(items).at(-1) === 'interrupted')
    await many.until((items) => items.flat().at(-1)?.state === 'interrupted')
    expect(many.items.flat().at(-1)?.sample).toBeUndefined()
    await processes.until((items) => items.at(-1)?.kind === 'interrupted')
    await events.until((items) => items.at(-1)?.kind === 'interrupted')

    await throwaway.start()
    // The engine ended it with itself: it is told to be stopped, and nothing is drawn of it.
    await one.until((items) => states(items).at(-1) === 'stopped', 60_000)
    await processes.until((items) => items.at(-1)?.kind === 'stopped')
    await events.until((items) => items.some(({ kind }) => kind === 'resumed'))
    const before = samples(one.items)
    await docker('start', 'watched')
    await one.until((items) => samples(items) >= before + 2, 60_000)
    await many.until((items) => items.flat().at(-1)?.sample !== undefined)
    await processes.until((items) => items.at(-1)?.kind === 'processes')
    // What was known before is still told, and not twice.
    await events.until((items) => actions(items).filter((action) => action === 'start').length === 2)
    expect(actions(events.items).filter((action) => action === 'create')).toHaveLength(1)
    const { memory, at } = statsHubOf(client.engine).past(id).read()
    expect(memory).toContain(null)
    expect(at.every((moment, index) => moment > (at[index - 1] ?? 0))).toBe(true)

    await docker('rm', '-f', 'watched')
    await one.until((items) => states(items).at(-1) === 'gone', 60_000)
    await processes.ended
    for (const stream of [one, many, events]) await stream.close()
  })
})

describe('a container that restarts, pauses and goes', () => {
  it('is watched through it', { timeout: 90_000 }, async () => {
    const id = await docker(
      'run',
      '-d',
      '--name',
      'restless',
      '--restart',
      'always',
      'busybox',
      'sh',
      '-c',
      'sleep 1; exit 3'
    )
    const { one, processes, events, many } = watchAll(id)
    await events.until((items) => actions(items).filter((action) => action === 'die').length >= 3, 60_000)
    expect(one.items.every((item) => item.kind !== 'more' || (item.sample.cpu ?? 0) < 1_000)).toBe(true)
    await processes.until(
      (items) => items.some(({ kind }) => kind === 'stopped') && items.some(({ kind }) => kind === 'processes')
    )
    await docker('rm', '-f', 'restless')
    await processes.ended
    await one.until((items) => states(items).at(-1) === 'gone', 60_000)
    for (const stream of [one, many, events]) await stream.close()
  })
})

describe('an engine that answers nonsense', () => {
  it.each([
    ['no JSON', '{"read":\n', 'refused'],
    ['a line without end', 'x'.repeat(2 * 1024 * 1024), 'refused'],
    ['another thing than stats', '"hello"\n[]\nnull\n', 'stopped']
  ])('gives no figures: %s', { timeout: 30_000 }, async (_title, body, state) => {
    const id = 'a'.repeat(64)
    const broken = await startBrokenEngine({
      [`/containers/${id}/stats`]: raw(body),
      [`/containers/${id}/changes`]: json({ not: 'a list' })
    })
    const other = connectTo(broken.socketPath)
    const { engines } = other
    const container = { id, name: 'odd' }
    try {
      const stats = collect<StatsHistory>((context) =>
        statsHandlers({ engines }).statsOf({ connection, container }, context)
      )
      await stats.until((items) => states(items).includes(state))
      expect(samples(stats.items)).toBe(0)
      await stats.close()
      const changes = await changesHandlers({ engines }).changes({ connection, container }, callContext())
      expect(changes).toEqual({ kinds: '', paths: '' })
    } finally {
      other.engine.dispose()
      await broken.stop()
    }
  })
})
