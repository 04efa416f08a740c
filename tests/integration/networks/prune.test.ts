/** Networks that nothing uses: what is shown goes, and it is what docker's own prune takes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CreateNetworkRequest } from '../../../contract/networks/making/api'
import { networksHandlers } from '../../../electron/features/networks/handlers'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, connection, connectTo } from '../../support/on-engine'

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

const make = (name: string, labels: CreateNetworkRequest['labels'] = []) =>
  handlers.create(
    { connection, name, driver: '', subnets: [], ipv6: false, internal: false, attachable: false, options: [], labels },
    callContext()
  )
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )

describe('a prune', () => {
  const request = { connection, until: '', labels: [] as string[], withoutLabels: [] as string[] }

  it.each<[string, Partial<typeof request>, string[]]>([
    ['of all', {}, []],
    ['of those with a label', { labels: ['stage=test'] }, ['--filter', 'label=stage=test']],
    ['of those without', { withoutLabels: ['stage'] }, ['--filter', 'label!=stage']],
    [
      'of those without one of two',
      { withoutLabels: ['stage', 'keep'] },
      ['--filter', 'label!=stage', '--filter', 'label!=keep']
    ],
    [
      'but of those with both',
      { withoutLabels: ['stage', 'team=a'] },
      ['--filter', 'label!=stage', '--filter', 'label!=team=a']
    ],
    ['of old ones', { until: '24h' }, ['--filter', 'until=24h']]
  ])('%s takes what was shown, which is what docker takes', async (_title, wanted, flags) => {
    const fill = async (): Promise<void> => {
      await make('prune-a')
      await make('prune-b', [
        { name: 'stage', value: 'test' },
        { name: 'team', value: 'a' }
      ])
    }
    const names = async (): Promise<string[]> => (await docker('network', 'ls', '--format', '{{.Name}}')).split('\n')
    await docker('network', 'prune', '--force')
    await fill()
    await make('prune-used')
    const container = await docker('run', '-d', '--network', 'prune-used', 'busybox', 'sleep', '300')
    const going = (await handlers.prunable({ ...request, ...wanted }, callContext())).map(({ name }) => name).sort()
    const all = await names()
    await docker('network', 'prune', '--force', ...flags)
    const left = new Set(await names())
    expect(going).toEqual(all.filter((name) => !left.has(name)).sort())

    await docker('network', 'prune', '--force')
    await fill()
    const shownNow = await handlers.prunable({ ...request, ...wanted }, callContext())
    if (shownNow.length > 0) {
      await make('prune-late')
      const networks = shownNow.map(({ id, name }) => ({ id, name }))
      const reply = await handlers.prune({ ...request, ...wanted, networks }, callContext())
      expect(reply).toEqual({ removed: networks.map(({ id }) => id), failed: [] })
      // What has come free since it was shown stays.
      expect(await names()).toContain('prune-late')
    }
    await docker('rm', '-f', container)
    await docker('network', 'prune', '--force')
  })

  it('of a time that is none is refused', async () => {
    const asked = handlers.prunable({ ...request, until: 'yesterday evening' }, callContext())
    expect(await failureOf(asked)).toMatchObject({ kind: 'invalid-input', field: 'until' })
  })
})
