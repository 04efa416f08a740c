/** Networks in bad weather: lists as no engine should write them, and an engine that dies. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Network, NetworksChange } from '../../../contract/networks/model'
import { networksHandlers } from '../../../electron/features/networks/handlers'
import { json, never, raw, startBrokenEngine, type Answers, type BrokenEngine } from '../../support/broken-engine'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo } from '../../support/on-engine'

const cleanup: Array<() => unknown> = []
afterEach(async () => {
  for (const clean of cleanup.splice(0).reverse()) await clean()
})

async function on(answers: Answers): Promise<{ server: BrokenEngine; handlers: ReturnType<typeof networksHandlers> }> {
  const server = await startBrokenEngine(answers)
  const { engine, engines } = connectTo(server.socketPath)
  cleanup.push(
    () => server.stop(),
    () => engine.dispose()
  )
  return { server, handlers: networksHandlers({ engines }) }
}
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
function shown(changes: readonly NetworksChange[]): ReadonlyMap<string, Network> {
  const known = new Map<string, Network>()
  for (const change of changes) {
    if (change.kind === 'snapshot') known.clear()
    if (change.kind === 'remove') for (const id of change.ids) known.delete(id)
    else for (const network of change.networks) known.set(network.id, network)
  }
  return known
}
const id = (digit: string): string => digit.repeat(64)
const event = (Action: string, ID: string): string =>
  `${JSON.stringify({ Type: 'network', Action, Actor: { ID, Attributes: {} }, timeNano: 1 })}\n`

describe('the list', () => {
  it('leaves out what is no network, and shows what there is of the rest', async () => {
    const { handlers } = await on({
      '/networks': json([
        null,
        {},
        {
          Id: id('a'),
          Name: 'a',
          IPAM: { Config: null },
          Labels: null,
          Options: null,
          Created: '0001-01-01T00:00:00Z'
        },
        { Id: id('b'), IPAM: { Config: [null, {}, { Subnet: '10.0.0.0/24' }] }, Internal: 'yes', Driver: 7 },
        { Id: id('c'), Name: 'ingress', Ingress: true, Scope: 'swarm', Later: [] }
      ])
    })
    const list = collect((context) => handlers.watch({ connection }, context))
    await list.until((changes) => changes.length === 1)
    expect(list.items[0]).toMatchObject({
      networks: [
        { name: 'a', subnets: [], labels: {}, options: {}, scope: 'local' },
        {
          name: 'b'.repeat(12),
          subnets: [{ subnet: '10.0.0.0/24', gateway: '', range: '' }],
          internal: false,
          driver: ''
        },
        { name: 'ingress', closed: true, scope: 'swarm' }
      ]
    })
    expect(shown(list.items).get(id('a'))).not.toHaveProperty('created')
    await list.close()
  })

  it.each([['[{'], ['{}'], ['<html>a proxy</html>']])('that is %s says so', async (text) => {
    const { handlers } = await on({ '/networks': raw(text) })
    const list = collect((context) => handlers.watch({ connection }, context))
    expect(await failureOf(list.ended)).toMatchObject({ kind: 'engine-error' })
  })

  it('follows events; one that is gone before it is read leaves no trace', async () => {
    const { server, handlers } = await on({
      '/networks': json([{ Id: id('a'), Name: 'a' }]),
      [`/networks/${id('b')}`]: json({ Id: id('b'), Name: 'b' }),
      [`/networks/${id('c')}`]: json({ message: `network ${id('c')} not found` }, 404)
    })
    const list = collect((context) => handlers.watch({ connection }, context))
    await list.until((changes) => shown(changes).size === 1)
    await expect.poll(() => server.listeners).toBe(1)
    server.event(event('create', id('c')))
    server.event(event('create', id('b')))
    await list.until((changes) => shown(changes).has(id('b')))
    expect(shown(list.items).has(id('c'))).toBe(false)
    const asked = server.requests.length
    // Who joins and leaves changes containers' rows alone.
    server.event(event('connect', id('b')))
    server.event(event('disconnect', id('b')))
    server.event(event('destroy', id('b')))
    await list.until((changes) => !shown(changes).has(id('b')))
    expect(server.requests.length).toBe(asked)
    await list.close()
  })
})

describe('an engine', () => {
  it('that does not say what it has still lets a network be made', async () => {
    const { handlers } = await on({ '/info': json({ Swarm: null, Plugins: { Network: null } }) })
    expect(await handlers.drivers({ connection }, callContext())).toEqual({ drivers: [], swarm: 'off' })
  })

  it('whose containers cannot be read still says that a network is used', async () => {
    const words = 'error while removing network: network a id aaa has active endpoints'
    const { handlers } = await on({ [`/networks/${id('a')}`]: json({ message: words }, 403) })
    const reply = await handlers.remove({ connection, networks: [{ id: id('a'), name: 'a' }] }, callContext())
    expect(reply).toMatchObject({
      removed: [],
      failed: [{ id: id('a'), failure: { kind: 'conflict', reason: 'in-use', name: 'a' } }]
    })
  })

  it('that dies under a connect says so, and is as it was when it is back', async () => {
    const { server, handlers } = await on({ [`/networks/${id('a')}/connect`]: never })
    const request = {
      network: { id: id('a'), name: 'a' },
      container: { id: id('c'), name: 'c' },
      aliases: [],
      ip: '',
      ip6: ''
    }
    const connecting = failureOf(handlers.connect({ connection, ...request }, callContext()))
    await expect.poll(() => server.requests.some((line) => line.includes('/connect'))).toBe(true)
    await server.kill()
    expect(await connecting).toMatchObject({ kind: 'engine-unreachable' })
  })

  it('that is killed and comes back has its list read again', async () => {
    const throwaway = await throwawayEngine()
    const { engine, engines } = connectTo(throwaway.socketPath)
    cleanup.push(
      () => throwaway.stop(),
      () => engine.dispose()
    )
    const docker = dockerOn(throwaway.host)
    const handlers = networksHandlers({ engines })
    const before = await docker('network', 'create', '--subnet', '10.160.0.0/24', 'before')
    const list = collect((context) => handlers.watch({ connection }, context))
    await list.until((changes) => shown(changes).has(before))
    await throwaway.kill()
    // What was known stays in sight meanwhile.
    expect(shown(list.items).has(before)).toBe(true)
    await throwaway.start()
    const after = await docker('network', 'create', '--subnet', '10.161.0.0/24', 'after')
    await list.until((changes) => shown(changes).has(after) && shown(changes).has(before), 30_000)
    await list.close()
  }, 60_000)
})
