/** Volumes in bad weather: lists as no engine should write them, an engine that dies, and one from before 23.0. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Volume, VolumesChange } from '../../../contract/volumes/model'
import { volumesHandlers } from '../../../electron/features/volumes/handlers'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { json, never, raw, startBrokenEngine, type Answers, type BrokenEngine } from '../../support/broken-engine'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo } from '../../support/on-engine'

const cleanup: Array<() => unknown> = []
afterEach(async () => {
  for (const clean of cleanup.splice(0).reverse()) await clean()
})

async function on(answers: Answers): Promise<{ server: BrokenEngine; handlers: ReturnType<typeof volumesHandlers> }> {
  const server = await startBrokenEngine(answers)
  const { engine, engines } = connectTo(server.socketPath)
  cleanup.push(
    () => server.stop(),
    () => engine.dispose()
  )
  return { server, handlers: volumesHandlers({ engines, chosen: createChosenFiles() }) }
}
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
function shown(changes: readonly VolumesChange[]): ReadonlyMap<string, Volume> {
  const known = new Map<string, Volume>()
  for (const change of changes) {
    if (change.kind === 'snapshot') known.clear()
    if (change.kind === 'remove') for (const name of change.names) known.delete(name)
    else for (const volume of change.volumes) known.set(volume.name, volume)
  }
  return known
}
const event = (Action: string, ID: string): string =>
  `${JSON.stringify({ Type: 'volume', Action, Actor: { ID, Attributes: { driver: 'local' } }, timeNano: 1 })}\n`

describe('the list', () => {
  it('leaves out what is no volume, and shows what there is of the rest', async () => {
    const { handlers } = await on({
      '/volumes': json({
        Volumes: [
          null,
          {},
          { Name: '' },
          7,
          { Name: 'a', Labels: null, Options: null },
          { Name: 'b', Labels: [1], CreatedAt: 5 }
        ],
        Warnings: ['a driver did not answer'],
        Later: true
      })
    })
    const list = collect((context) => handlers.watch({ connection }, context))
    await list.until((changes) => changes.length === 1)
    const common = { driver: 'local', scope: 'local', mountpoint: '', labels: {}, options: {} }
    expect(list.items[0]).toEqual({
      kind: 'snapshot',
      volumes: [
        { name: 'a', ...common },
        { name: 'b', ...common }
      ]
    })
    await list.close()
  })

  it.each([
    ['null, as go writes none', { Volumes: null, Warnings: null }],
    ['nothing at all', {}]
  ])('of %s is empty', async (_title, answer) => {
    const { handlers } = await on({ '/volumes': json(answer) })
    const list = collect((context) => handlers.watch({ connection }, context))
    await list.until((changes) => changes.length === 1)
    expect(list.items).toEqual([{ kind: 'snapshot', volumes: [] }])
    await list.close()
  })

  it.each([['[{'], ['[]'], ['"volumes"'], ['<html>a proxy</html>']])('that is %s says so', async (text) => {
    const { handlers } = await on({ '/volumes': raw(text) })
    const list = collect((context) => handlers.watch({ connection }, context))
    expect(await failureOf(list.ended)).toMatchObject({ kind: 'engine-error' })
  })

  it('follows events, whatever the names, and a prune that names none', async () => {
    const hostile = 'a/../b?c=d&e#é "quoted"'
    let volumes = [{ Name: 'kept' }, { Name: 'pruned' }]
    const { server, handlers } = await on({
      '/volumes': (response) => json({ Volumes: volumes })(response),
      [`/volumes/${encodeURIComponent(hostile)}`]: json({ Name: hostile, Driver: 'plugin:latest' })
    })
    const list = collect((context) => handlers.watch({ connection }, context))
    await list.until((changes) => shown(changes).size === 2)
    await expect.poll(() => server.listeners).toBe(1)
    server.event(event('create', hostile))
    await list.until((changes) => shown(changes).get(hostile)?.driver === 'plugin:latest')
    server.event(event('destroy', hostile))
    await list.until((changes) => !shown(changes).has(hostile))
    volumes = Array.from({ length: 12 }, (_, index) => ({ Name: `new-${index}` }))
    for (const { Name } of volumes) server.event(event('create', Name))
    // Many at once are one question.
    await list.until((changes) => shown(changes).size === 12)
    volumes = volumes.slice(0, 3)
    server.event(event('prune', ''))
    await list.until((changes) => shown(changes).size === 3)
    await list.close()
  })
})

describe('an engine', () => {
  it('that counts sizes without an end is left alone when the person goes', async () => {
    const { server, handlers } = await on({ '/system/df': never })
    const abort = new AbortController()
    const sizes = failureOf(handlers.sizes({ connection }, callContext(abort.signal)))
    await expect.poll(() => server.requests.some((request) => request.includes('/system/df'))).toBe(true)
    abort.abort()
    expect(await sizes).toMatchObject({ kind: 'cancelled' })
  })

  it('that has no sizes gives none, and a volume without one is no zero', async () => {
    const { handlers } = await on({
      '/system/df': json({
        Volumes: [
          { Name: 'a', UsageData: { Size: -1, RefCount: -1 } },
          { Name: 'b' },
          { Name: 'c', UsageData: { Size: 7 } }
        ]
      })
    })
    expect(await handlers.sizes({ connection }, callContext())).toEqual([{ name: 'c', size: 7 }])
  })

  it('from before 23.0 prunes what has a name too: that is what is shown', async () => {
    const { handlers } = await on({
      '/volumes': json({
        Volumes: [
          { Name: 'named', Driver: 'local' },
          { Name: 'a'.repeat(64), Driver: 'local' },
          { Name: 'other', Driver: 'plugin' },
          { Name: 'nfs', Driver: 'local', Options: { type: 'nfs' } }
        ]
      }),
      '/system/df': json({ Volumes: [] })
    })
    const going = await handlers.prunable({ connection, all: false, labels: [], withoutLabels: [] }, callContext())
    expect(going.map(({ name }) => name)).toEqual(['named', 'a'.repeat(64)])
  })

  it('that dies under a removal says so for what was not done', async () => {
    const { server, handlers } = await on({ '/volumes/a': json({}, 204), '/volumes/b': never, '/volumes/c': never })
    const removal = handlers.remove({ connection, volumes: ['a', 'b', 'c'] }, callContext())
    await expect.poll(() => server.requests.filter((request) => request.startsWith('DELETE')).length).toBe(3)
    await server.kill()
    expect(await removal).toEqual({
      removed: ['a'],
      failed: ['b', 'c'].map((volume) => ({ volume, failure: expect.objectContaining({ kind: 'engine-unreachable' }) }))
    })
  })

  it('that is killed and comes back has its list read again', async () => {
    const throwaway = await throwawayEngine()
    const { engine, engines } = connectTo(throwaway.socketPath)
    cleanup.push(
      () => throwaway.stop(),
      () => engine.dispose()
    )
    const docker = dockerOn(throwaway.host)
    const handlers = volumesHandlers({ engines, chosen: createChosenFiles() })
    await docker('volume', 'create', 'before')
    const list = collect((context) => handlers.watch({ connection }, context))
    await list.until((changes) => shown(changes).has('before'))
    await throwaway.kill()
    const request = { connection, name: 'never', driver: '', options: [], labels: [] }
    expect(await failureOf(handlers.create(request, callContext()))).toMatchObject({ kind: 'engine-unreachable' })
    // What was known stays in sight meanwhile.
    expect(shown(list.items).has('before')).toBe(true)
    await throwaway.start()
    await docker('volume', 'create', 'after')
    await list.until((changes) => shown(changes).has('after') && shown(changes).has('before'), 30_000)
    await list.close()
  }, 60_000)
})
