/** The list's filters leave what docker's own leave, and sizes are docker's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyFilters, askedFilters, parseQuery } from '../../../contract/containers/list/filters'
import { list as listCommand } from '../../../contract/containers/list/command'
import { humanSize } from '../../../contract/format/size'
import type { Container } from '../../../contract/containers/model'
import { containersHandlers } from '../../../electron/features/containers/handlers'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo } from '../../support/on-engine'

let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof containersHandlers>
let all: readonly Container[]

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = containersHandlers(client)
  await docker('pull', '-q', 'busybox')
  await docker('pull', '-q', 'httpd')
  await docker('network', 'create', 'back')
  await docker('create', '--name', 'first', '-l', 'team=a', '-l', 'note=two words', 'busybox', 'true')
  await docker('run', '--name', 'fails', '-l', 'team=b', 'busybox', 'sh', '-c', 'exit 3').catch(() => undefined)
  await docker('run', '--name', 'ends', 'busybox', 'sh', '-c', 'head -c 3000000 /dev/zero > /big')
  await docker('run', '-d', '--name', 'web-1', '-l', 'team=a', '-l', 'tier', '-p', '127.0.0.1::80', 'httpd')
  await docker('run', '-d', '--name', 'web-2', '--network', 'back', '-v', 'data:/data', '-v', '/srv', 'httpd')
  const check = ['--health-cmd', 'true', '--health-interval', '200ms']
  await docker('run', '-d', '--init', '--name', 'checked', ...check, 'busybox', 'sleep', '100000')
  await docker('commit', 'ends', 'made:1')
  await docker('create', '--name', 'child', 'made:1', 'true')
  await docker('pause', 'web-2')
  const watched = collect((context) => handlers.watch({ connection }, context))
  await watched.until((items) =>
    items.some(
      (item) =>
        item.kind !== 'remove' && item.containers.some(({ name, health }) => name === 'checked' && health === 'healthy')
    )
  )
  await watched.close()
  const again = collect((context) => handlers.watch({ connection }, context))
  const [snapshot] = await again.until((items) => items.length > 0)
  all = snapshot?.kind === 'snapshot' ? snapshot.containers : []
  await again.close()
})
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
})

describe('the filters', () => {
  it.each([
    'name=web',
    'name=^web-1$',
    'name=/first',
    'name=e.d name=first',
    'status=exited',
    'status=running',
    'status=paused status=created',
    'exited=3',
    'exited=0',
    'exited=0 exited=3',
    'label=team',
    'label=team=a',
    'label=team label=tier',
    '"label=note=two words"',
    'ancestor=busybox',
    'ancestor=busybox:latest',
    'ancestor=made:1',
    'ancestor=httpd status=running',
    'network=back',
    'network=bridge status=running',
    'volume=data',
    'volume=/srv',
    'health=healthy',
    'health=none',
    'publish=80',
    'expose=80',
    'before=web-1',
    'since=web-1',
    'last=3',
    'last=2 name=web',
    'name=nobody'
  ])('%s', async (text) => {
    const { filters, words } = parseQuery(text)
    expect(words).toEqual([])
    const asked = askedFilters(filters) as Record<string, string[]> | undefined
    const matched =
      asked === undefined
        ? undefined
        : new Set((await handlers.matching({ connection, filters: asked }, callContext())).ids)
    const ours = applyFilters(all, filters, matched).map(({ id }) => id)
    const { parts } = listCommand({ all: true, filters, quiet: true })
    const theirs = (await docker(...parts.slice(1).map((part) => part.text))).split('\n').filter((id) => id !== '')
    expect(ours.sort()).toEqual(theirs.sort())
  })

  it('says what the engine says of a container that is not there', async () => {
    await expect(
      handlers.matching({ connection, filters: { before: ['nobody'] } }, callContext())
    ).rejects.toMatchObject({ failure: { kind: 'not-found' } })
  })
})

describe('sizes', () => {
  it("are docker's own, of all or of those that are named", async () => {
    const sizes = await handlers.sizes({ connection }, callContext())
    const words = new Map(
      (await docker('ps', '-a', '--no-trunc', '--size', '--format', '{{.ID}} {{.Size}}'))
        .split('\n')
        .map((line) => [line.slice(0, 64), line.slice(65)])
    )
    expect(sizes).toHaveLength(all.length)
    for (const { id, own, virtual } of sizes)
      expect(`${humanSize(own).text} (virtual ${humanSize(virtual).text})`).toBe(words.get(id))
    const ends = all.find(({ name }) => name === 'ends')?.id ?? ''
    const [one, ...others] = await handlers.sizes({ connection, ids: [ends] }, callContext())
    expect(others).toEqual([])
    expect(one?.own).toBeGreaterThanOrEqual(3_000_000)
  })
})
