import { describe, expect, it } from 'vitest'
import { waitUntil } from '../../../build/tools/wait.mjs'
import { fakeEngine } from '../../../tests/support/fake-engine'
import { tellContainersChanged } from '../../engine/own-changes'
import { containersMirror } from './containers-mirror'

const id = (letter: string): string => letter.repeat(64)
const row = (letter: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  Id: id(letter),
  Names: [`/${letter}`],
  Image: 'busybox',
  ImageID: `sha256:${id('e')}`,
  State: 'running',
  Status: 'Up 2 seconds',
  ...more
})
const eventually = async (holds: () => boolean): Promise<void> => {
  expect(await waitUntil(holds, 5_000, 2)).toBe(true)
}
const asked = (request: { query?: unknown }): string[] | undefined => {
  const filters = (request.query as { filters?: string }).filters
  return filters === undefined ? undefined : (JSON.parse(filters) as { id: string[] }).id
}

describe('the containers of an engine', () => {
  it('asks for those that an event names, and not for what changes nothing', async () => {
    const engine = fakeEngine(() => [row('a'), row('b')])
    const { feed } = containersMirror(engine)
    await eventually(() => feed.size === 2)
    for (const action of [
      'exec_create: sh',
      'exec_start: sh',
      'exec_die',
      'top',
      'resize',
      'attach',
      'kill',
      'export',
      'copy'
    ])
      engine.tell({ action, id: id('a') })
    engine.tell({ type: 'network', action: 'connect', id: 'net', attributes: { container: id('b') } })
    await eventually(() => engine.requests.length === 2)
    expect(engine.requests.map(asked)).toEqual([undefined, [id('b')]])
    engine.tell({ action: 'health_status: healthy', id: id('a') })
    await eventually(() => engine.requests.length === 3)
    expect(asked(engine.requests[2] ?? {})).toEqual([id('a')])
  })

  it('does not believe that a dead container runs: the engine says so before it writes it down', async () => {
    let answers = 0
    const engine = fakeEngine(() => [
      row('a', ++answers < 4 ? {} : { State: 'exited', Status: 'Exited (3) 1 second ago' })
    ])
    const { feed } = containersMirror(engine)
    await eventually(() => feed.size === 1)
    engine.tell({ action: 'die', id: id('a'), attributes: { exitCode: '3' } })
    await eventually(() => feed.get(id('a'))?.state === 'exited')
    expect(answers).toBe(4)
  })

  it('keeps a container that is between two names, and lets one go that is missing twice', async () => {
    let answer: Array<Record<string, unknown>> = [row('a'), row('b')]
    const engine = fakeEngine(() => answer)
    const { feed } = containersMirror(engine)
    await eventually(() => feed.size === 2)
    answer = []
    engine.tell({ action: 'rename', id: id('a') })
    await eventually(() => engine.requests.length === 2)
    answer = [row('a', { Names: [] })]
    await eventually(() => engine.requests.length === 3)
    expect(feed.get(id('a'))?.name).toBe('a')
    answer = [row('a', { Names: ['/new'] })]
    await eventually(() => feed.get(id('a'))?.name === 'new')
    answer = []
    engine.tell({ action: 'rename', id: id('b') })
    await eventually(() => feed.get(id('b')) === undefined)
    expect(feed.size).toBe(1)
  })

  it('shows the new name at once, although the list names both for a moment', async () => {
    let answer = [row('a', { Names: ['/old'] })]
    const engine = fakeEngine(() => answer)
    const { feed } = containersMirror(engine)
    await eventually(() => feed.size === 1)
    answer = [row('a', { Names: ['/old', '/new'] })]
    engine.tell({ action: 'rename', id: id('a'), attributes: { name: '/new', oldName: '/old' } })
    await eventually(() => feed.get(id('a'))?.name === 'new')
    // Asked again until the list agrees, and what it says later counts again.
    await eventually(() => engine.requests.length >= 3)
    answer = [row('a', { Names: ['/new'] })]
    const asked = engine.requests.length
    await eventually(() => engine.requests.length > asked)
    expect(feed.get(id('a'))?.name).toBe('new')
    answer = [row('a', { Names: ['/newest'] })]
    engine.tell({ action: 'update', id: id('a') })
    await eventually(() => feed.get(id('a'))?.name === 'newest')
  })

  it('does not believe that it is not on a network that it was just put on, nor still on one that it left', async () => {
    const on = (...names: readonly string[]) =>
      row('a', { NetworkSettings: { Networks: Object.fromEntries(names.map((name) => [name, {}])) } })
    let answer = [on('bridge')]
    const engine = fakeEngine(() => answer)
    const { feed } = containersMirror(engine)
    await eventually(() => feed.size === 1)
    const tell = (action: string): void =>
      engine.tell({ type: 'network', action, id: 'net', attributes: { container: id('a'), name: 'back' } })
    tell('connect')
    // Asked again, for the list does not agree yet.
    await eventually(() => engine.requests.length >= 3)
    answer = [on('bridge', 'back')]
    await eventually(() => feed.get(id('a'))?.networks.includes('back') === true)
    tell('disconnect')
    const before = engine.requests.length
    await eventually(() => engine.requests.length >= before + 2)
    answer = [on('bridge')]
    await eventually(() => feed.get(id('a'))?.networks.join(' ') === 'bridge')
  })

  it('believes that what stopped still names its networks, and reads again what the app itself changed', async () => {
    const stopped = { State: 'exited', Status: 'Exited (0) 1 second ago', NetworkSettings: { Networks: { back: {} } } }
    let answer = [row('a', stopped)]
    const engine = fakeEngine(() => answer)
    const { feed } = containersMirror(engine)
    await eventually(() => feed.size === 1)
    engine.tell({
      type: 'network',
      action: 'disconnect',
      id: 'net',
      attributes: { container: id('a'), name: 'back' }
    })
    await eventually(() => engine.requests.length === 2)
    answer = [row('a', { ...stopped, NetworkSettings: { Networks: {} } })]
    tellContainersChanged(engine, [id('a')])
    await eventually(() => feed.get(id('a'))?.networks.length === 0)
    expect(engine.requests).toHaveLength(3)
  })

  it('takes the time of a start from its event', async () => {
    const engine = fakeEngine(() => [row('a', { Status: 'Up 2 minutes' })])
    const { feed } = containersMirror(engine)
    await eventually(() => feed.size === 1)
    const started = Date.now() - 150_000
    engine.tell({ action: 'start', id: id('a'), timeNano: `${started}123456` })
    await eventually(() => feed.get(id('a'))?.since === started)
  })

  it("asks anew where an image's name goes elsewhere", async () => {
    const engine = fakeEngine(() => [row('a', { Image: 'mine:latest' }), row('b')])
    const { feed } = containersMirror(engine)
    await eventually(() => feed.size === 2)
    engine.tell({ type: 'image', action: 'tag', id: `sha256:${id('9')}`, attributes: { name: 'mine:latest' } })
    await eventually(() => engine.requests.length === 2)
    expect(asked(engine.requests[1] ?? {})).toEqual([id('a')])
  })

  it('takes the whole list where an event each names more than a hundred', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => index.toString(16).padStart(64, '0'))
    const engine = fakeEngine(() => ids.map((Id) => row('a', { Id })))
    const { feed } = containersMirror(engine)
    await eventually(() => feed.size === 150)
    for (const name of ids) engine.tell({ action: 'rename', id: name })
    await eventually(() => engine.requests.length >= 2)
    expect(engine.requests.slice(1).every((request) => (asked(request)?.length ?? 0) <= 100)).toBe(true)
  })
})
