/** What happened to a container, as `docker events` tells. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContainerEvent, EventsItem } from '../../../contract/containers/events/api'
import { eventsHandlers } from '../../../electron/features/containers/events/handlers'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { collect, connection, connectTo } from '../../support/on-engine'

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

const watch = (id: string) =>
  collect((context) =>
    eventsHandlers({ engines: client.engines }).events({ connection, container: { id, name: '' } }, context)
  )
const eventsOf = (items: readonly EventsItem[]): ContainerEvent[] =>
  items.flatMap((item) => (item.kind === 'events' ? item.events : []))
const actionsOf = (items: readonly EventsItem[]): string[] => eventsOf(items).map(({ action }) => action)

describe('the events of a container', () => {
  it(
    'begin with the past that the engine has, and go on; each once, as docker tells them',
    { timeout: 60_000 },
    async () => {
      const id = await docker('run', '-d', '--init', '--label', 'tier=one', 'busybox', 'sleep', '300')
      const other = await docker('create', 'busybox', 'true')
      await docker('exec', id, 'true')
      const stream = watch(id)
      const [first] = await stream.until((items) => items.length > 0)
      expect(actionsOf([first as EventsItem])).toEqual(
        expect.arrayContaining(['create', 'start', 'exec_create: true ', 'exec_start: true ', 'exec_die'])
      )
      await docker('pause', id)
      await docker('unpause', id)
      await docker('rename', id, 'renamed')
      await docker('rm', other)
      await docker('stop', '-t', '5', id)
      const said = await stream.until((items) => actionsOf(items).includes('stop'))
      const now = String(Math.ceil(Date.now() / 1_000))
      const theirs = await docker(
        'events',
        '--since',
        '1',
        '--until',
        now,
        '--filter',
        `container=${id}`,
        '--format',
        '{{.Action}}'
      )
      expect(actionsOf(said)).toEqual(theirs.split('\n'))
      const died = eventsOf(said).find(({ action }) => action === 'die')
      expect(died?.attributes).toMatchObject({ exitCode: '143', tier: 'one', name: 'renamed' })
      expect(Math.abs(Date.now() - (died?.at ?? 0))).toBeLessThan(60_000)
      await stream.close()

      // Who comes later gets the same.
      const again = watch(id)
      await again.until((items) => items.length > 0)
      expect(eventsOf(again.items)).toEqual(eventsOf(said))
      await again.close()
    }
  )

  it('are kept here when the engine has long forgotten them', { timeout: 90_000 }, async () => {
    const id = await docker('create', '--name', 'old', 'busybox', 'true')
    const first = watch(id)
    await first.until((items) => actionsOf(items).includes('create'))
    await first.close()
    // The engine holds 256.
    for (let turn = 0; turn < 140; turn++)
      await docker('rename', turn % 2 === 0 ? 'old' : 'new', turn % 2 === 0 ? 'new' : 'old')
    const loud = await docker('create', 'busybox', 'true')
    await Promise.all(Array.from({ length: 130 }, () => docker('start', loud)))
    const again = watch(id)
    await again.until((items) => items.length > 0)
    expect(actionsOf(again.items)[0]).toBe('create')
    expect(actionsOf(again.items)).toHaveLength(141)
    await again.close()
  })
})
