/** Networks as docker has them: listed, made, joined, looked at and removed, each compared with docker's own command. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lineText } from '../../../contract/command/quote'
import { formatInspect } from '../../../contract/template/inspect'
import type { CreateNetworkRequest } from '../../../contract/networks/making/api'
import { create as createLine } from '../../../contract/networks/making/command'
import { connect as connectLine } from '../../../contract/networks/joining/command'
import type { Network, NetworksChange } from '../../../contract/networks/model'
import { networkTemplates } from '../../../contract/networks/templates'
import { containersMirror } from '../../../electron/features/containers/containers-mirror'
import { networksHandlers } from '../../../electron/features/networks/handlers'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo } from '../../support/on-engine'

let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof networksHandlers>

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = networksHandlers(client)
  await docker('pull', '-q', 'busybox')
})
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
})

const plain: Omit<CreateNetworkRequest, 'connection' | 'name'> = {
  driver: '',
  subnets: [],
  ipv6: false,
  internal: false,
  attachable: false,
  options: [],
  labels: []
}
const make = (name: string, request: Partial<typeof plain> = {}) =>
  handlers.create({ connection, ...plain, ...request, name }, callContext())
const idOf = (name: string): Promise<string> => docker('network', 'inspect', '-f', '{{.Id}}', name)
const refTo = async (name: string) => ({ id: await idOf(name), name })
const removeAll = async (...names: string[]): Promise<void> => void (await docker('network', 'rm', ...names))
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )

/** Without what is of this very network. */
async function normalised(name: string): Promise<unknown> {
  const [network = {}] = JSON.parse(await docker('network', 'inspect', name)) as Array<Record<string, unknown>>
  return { ...network, Id: '', Created: '', Name: '' }
}
function shown(changes: readonly NetworksChange[]): ReadonlyMap<string, Network> {
  const known = new Map<string, Network>()
  for (const change of changes) {
    if (change.kind === 'snapshot') known.clear()
    if (change.kind === 'remove') for (const id of change.ids) known.delete(id)
    else for (const network of change.networks) known.set(network.id, network)
  }
  return known
}

describe('the list', () => {
  it("has docker's rows, and follows what docker does", async () => {
    const list = collect((context) => handlers.watch({ connection }, context))
    await list.until((changes) => changes.length > 0)
    const first = await docker('network', 'create', '--subnet', '10.151.0.0/24', '--label', 'stage=test', 'listed')
    await list.until((changes) => shown(changes).has(first))
    const rows = await docker('network', 'ls', '--no-trunc', '--format', '{{.ID}} {{.Name}} {{.Driver}} {{.Scope}}')
    const ours = [...shown(list.items).values()].map(
      ({ id, name, driver, scope }) => `${id} ${name} ${driver} ${scope}`
    )
    expect(ours.sort()).toEqual(rows.split('\n').sort())
    expect(shown(list.items).get(first)).toMatchObject({
      internal: false,
      labels: { stage: 'test' },
      subnets: [{ subnet: '10.151.0.0/24', range: '' }]
    })
    await docker('network', 'rm', 'listed')
    await list.until((changes) => !shown(changes).has(first))
    // Only what an event named was read again.
    expect(list.items.filter(({ kind }) => kind === 'snapshot')).toHaveLength(1)
    await list.close()
  })

  it.each([
    [{ name: ['filter'] }],
    [{ driver: ['bridge'] }],
    [{ driver: ['bridge', 'null'] }],
    [{ scope: ['local'] }],
    [{ label: ['team=web'] }],
    [{ type: ['builtin'] }],
    [{ type: ['custom'] }],
    [{ dangling: ['true'] }],
    [{ name: ['host'], driver: ['host'] }]
  ])('%j leaves what docker leaves', async (filters: Record<string, string[]>) => {
    await docker('network', 'create', '--label', 'team=web', 'filter-a').catch(() => undefined)
    const words = Object.entries(filters).flatMap(([key, values]) =>
      values.flatMap((value) => ['--filter', `${key}=${value}`])
    )
    const theirs = (await docker('network', 'ls', '--no-trunc', '-q', ...words)).split('\n').filter((id) => id !== '')
    expect((await handlers.matching({ connection, filters }, callContext())).sort()).toEqual(theirs.sort())
  })

  it('knows what networks can be made of here', async () => {
    const { drivers, swarm } = await handlers.drivers({ connection }, callContext())
    expect(drivers).toEqual(expect.arrayContaining(['bridge', 'host', 'macvlan', 'overlay']))
    expect(swarm).toBe('off')
  })
})

describe('a network is made as docker makes it', () => {
  it.each<[string, Partial<typeof plain>]>([
    [
      'with its addresses said',
      { subnets: [{ subnet: '10.152.0.0/16', gateway: '10.152.0.9', range: '10.152.5.0/24' }] }
    ],
    [
      'with IPv6',
      {
        ipv6: true,
        subnets: [
          { subnet: '10.153.0.0/24', gateway: '', range: '' },
          { subnet: 'fd00:203::/64', gateway: 'fd00:203::1', range: '' }
        ]
      }
    ],
    ['internal', { internal: true, subnets: [{ subnet: '10.154.0.0/24', gateway: '', range: '' }] }],
    [
      'with options and labels',
      {
        subnets: [{ subnet: '10.155.0.0/24', gateway: '', range: '' }],
        options: [{ name: 'com.docker.network.bridge.enable_icc', value: 'false' }],
        labels: [
          { name: 'a', value: 'b=c' },
          { name: 'empty', value: '' }
        ]
      }
    ]
  ])('%s', async (_title, request) => {
    await make('made', request)
    const ours = await normalised('made')
    await removeAll('made')
    const line = lineText(createLine({ ...plain, ...request, name: 'made' }), { shell: 'posix' })
    await docker(...line.split(' ').slice(1))
    expect(ours).toEqual(await normalised('made'))
    await removeAll('made')
  })

  it.each<[string, Partial<typeof plain>]>([
    [
      'as an ipvlan',
      {
        driver: 'ipvlan',
        subnets: [{ subnet: '10.156.0.0/24', gateway: '', range: '' }],
        options: [{ name: 'ipvlan_mode', value: 'l3' }]
      }
    ],
    ['as a macvlan', { driver: 'macvlan', subnets: [{ subnet: '10.157.0.0/24', gateway: '10.157.0.1', range: '' }] }]
  ])('%s, or refused with the same words where the machine has no such driver', async (_title, request) => {
    const line = lineText(createLine({ ...plain, ...request, name: 'lan' }), { shell: 'posix' })
    const ours = await make('lan', request).then(
      () => normalised('lan'),
      (error: Error) => error.message
    )
    if (typeof ours !== 'string') await removeAll('lan')
    const made = await docker(...line.split(' ').slice(1)).then(
      () => undefined,
      (error: Error) => error.message
    )
    if (typeof ours === 'string') return expect(made).toContain(ours)
    expect(ours).toEqual(await normalised('lan'))
    await removeAll('lan')
  })

  it('and a name that is taken, addresses that are, or an overlay without a swarm are refused', async () => {
    await make('taken', { subnets: [{ subnet: '10.158.0.0/24', gateway: '', range: '' }] })
    expect(await failureOf(make('taken'))).toMatchObject({ kind: 'conflict', reason: 'name-taken', name: 'taken' })
    const overlapping = make('other', { subnets: [{ subnet: '10.158.0.0/25', gateway: '', range: '' }] })
    expect(await failureOf(overlapping)).toMatchObject({ message: expect.stringMatching(/overlap/i) })
    expect(await failureOf(make('other', { driver: 'overlay' }))).toMatchObject({
      message: expect.stringMatching(/swarm/i)
    })
    await removeAll('taken')
  })
})

describe('containers', () => {
  it('join a network under names and at an address, and leave it; only their own row is read again', async () => {
    await make('join', { subnets: [{ subnet: '10.159.0.0/24', gateway: '', range: '' }] })
    const id = await docker('run', '-d', '--name', 'joiner', 'busybox', 'sleep', '300')
    const network = await refTo('join')
    const rows = containersMirror(client.engine)
    await expect.poll(() => rows.feed.get(id)?.networks).toEqual(['bridge'])
    const request = {
      network,
      container: { id, name: 'joiner' },
      aliases: ['db', 'database'],
      ip: '10.159.0.77',
      ip6: ''
    }
    await handlers.connect({ connection, ...request }, callContext())
    await expect.poll(() => rows.feed.get(id)?.networks).toEqual(['bridge', 'join'])
    await expect
      .poll(() => rows.feed.get(id)?.addresses?.find((one) => one.network === 'join'))
      .toEqual({ network: 'join', address: '10.159.0.77' })
    const endpoint =
      '{{with (index .NetworkSettings.Networks "join")}}{{.IPAddress}} {{json .IPAMConfig}} {{.Aliases}}{{end}}'
    const ours = await docker('inspect', '-f', endpoint, id)

    await handlers.disconnect({ connection, network, container: request.container, force: false }, callContext())
    await expect.poll(() => rows.feed.get(id)?.networks).toEqual(['bridge'])
    await docker(...lineText(connectLine(request), { shell: 'posix' }).split(' ').slice(1))
    expect(ours).toBe(await docker('inspect', '-f', endpoint, id))

    const again = handlers.connect({ connection, ...request }, callContext())
    expect(await failureOf(again)).toMatchObject({ message: expect.stringMatching(/already exists in network/i) })
    await docker('rm', '-f', id)
    await removeAll('join')
  })

  it('at an address outside of the network are refused, with the engine’s words', async () => {
    await make('narrow', { subnets: [{ subnet: '10.210.0.0/24', gateway: '', range: '' }] })
    const id = await docker('run', '-d', 'busybox', 'sleep', '300')
    const request = {
      network: await refTo('narrow'),
      container: { id, name: '' },
      aliases: [],
      ip: '10.99.0.1',
      ip6: ''
    }
    expect(await failureOf(handlers.connect({ connection, ...request }, callContext()))).toHaveProperty('message')
    await docker('rm', '-f', id)
    await removeAll('narrow')
  })
})

describe('a network is looked at', () => {
  it('as docker network inspect shows it, by templates too', async () => {
    await docker(
      'network',
      'create',
      '--subnet',
      '10.211.0.0/24',
      '--gateway',
      '10.211.0.1',
      '--label',
      'a=b',
      'looked'
    )
    const id = await docker('run', '-d', '--network', 'looked', 'busybox', 'sleep', '300')
    const raw = await handlers.inspect({ connection, network: await refTo('looked') }, callContext())
    expect([raw]).toEqual(JSON.parse(await docker('network', 'inspect', 'looked')))
    for (const { template } of networkTemplates) {
      const ours = formatInspect(template, raw)
      expect(ours.ok ? ours.text : ours, template).toBe(
        await docker('network', 'inspect', '--format', template, 'looked')
      )
    }
    await docker('rm', '-f', id)
    await removeAll('looked')
  })
})

describe('networks are removed', () => {
  it('each by itself; one that is used says by whom, and the engine’s own stay', async () => {
    await make('free')
    await make('kept')
    const id = await docker('run', '-d', '--name', 'keeper', '--network', 'kept', 'busybox', 'sleep', '300')
    const networks = [await refTo('free'), await refTo('kept'), await refTo('bridge')]
    const reply = await handlers.remove({ connection, networks }, callContext())
    expect(reply.removed).toEqual([networks[0]?.id])
    expect(reply.failed).toEqual([
      {
        id: networks[1]?.id,
        failure: expect.objectContaining({
          kind: 'conflict',
          reason: 'in-use',
          users: [{ id, name: 'keeper', running: true }]
        })
      },
      { id: networks[2]?.id, failure: expect.objectContaining({ message: expect.stringMatching(/pre-?defined/i) }) }
    ])
    const container = { id, name: 'keeper' }
    const [, kept] = networks
    if (kept === undefined) throw new Error('There is no second network')
    await handlers.disconnect({ connection, network: kept, container, force: false }, callContext())
    expect((await handlers.remove({ connection, networks: [kept] }, callContext())).removed).toEqual([kept.id])
    await docker('rm', '-f', id)
  })
})
