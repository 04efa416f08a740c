/** The list follows a real engine, and what is done to one or many is done. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Container, ContainersChange } from '../../../contract/containers/model'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { containersHandlers } from '../../../electron/features/containers/handlers'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo } from '../../support/on-engine'

const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine, engines } = connectTo(socketPath)
const handlers = containersHandlers({ engines, chosen: createChosenFiles() })
const made: string[] = []

/** What a window would show, from the changes that it got. */
function shown(changes: readonly ContainersChange[]): Map<string, Container> {
  const rows = new Map<string, Container>()
  for (const change of changes) {
    if (change.kind === 'snapshot') rows.clear()
    if (change.kind === 'remove') for (const id of change.ids) rows.delete(id)
    else for (const container of change.containers) rows.set(container.id, container)
  }
  return rows
}

async function create(name: string, ...args: string[]): Promise<{ id: string; name: string }> {
  const id = await docker('create', '--name', name, ...args)
  made.push(id)
  return { id, name }
}

beforeAll(async () => {
  await docker('pull', '-q', 'busybox')
})
afterAll(async () => {
  await docker('rm', '-f', '-v', ...made).catch(() => undefined)
  engine.dispose()
})

describe('the list', () => {
  it('shows what docker ps shows, and follows each change', async () => {
    const list = collect((context) => handlers.watch({ connection }, context))
    const { id } = await create(
      'lifecycle-one',
      '-p',
      '127.0.0.1::80',
      '-l',
      'a=b',
      '-v',
      'lifecycle-data:/data',
      'busybox',
      'sleep',
      '300'
    )
    const rowIs = (fits: (row: Container | undefined) => boolean) =>
      list.until((changes) => fits(shown(changes).get(id)))

    await rowIs((row) => row?.state === 'created')
    expect(shown(list.items).get(id)).toMatchObject({
      name: 'lifecycle-one',
      image: 'busybox',
      command: 'sleep 300',
      status: 'Created',
      labels: { a: 'b' },
      volumes: ['lifecycle-data'],
      networks: ['bridge']
    })
    await docker('start', id)
    await rowIs((row) => row?.state === 'running' && row.ports.length > 0)
    const running = shown(list.items).get(id)
    expect(running?.ports).toEqual([{ ip: '127.0.0.1', private: 80, public: expect.any(Number), protocol: 'tcp' }])
    expect(Math.abs((running?.since ?? 0) - Date.now())).toBeLessThan(5_000)
    await docker('pause', id)
    await rowIs((row) => row?.state === 'paused')
    await docker('unpause', id)
    await rowIs((row) => row?.state === 'running')
    await docker('rename', id, 'lifecycle-renamed')
    await rowIs((row) => row?.name === 'lifecycle-renamed')
    await docker('kill', id)
    await rowIs((row) => row?.state === 'exited' && row.exitCode === 137)
    await docker('rm', id)
    await rowIs((row) => row === undefined)
    await docker('volume', 'rm', 'lifecycle-data')
    await list.close()
  })

  it('shows health as it changes', async () => {
    const list = collect((context) => handlers.watch({ connection }, context))
    const { id } = await create(
      'lifecycle-health',
      '--health-cmd',
      'test -e /ok',
      '--health-interval',
      '200ms',
      '--health-retries',
      '1',
      'busybox',
      'sleep',
      '300'
    )
    await docker('start', id)
    const healthIs = (health: string) => list.until((changes) => shown(changes).get(id)?.health === health)
    await healthIs('unhealthy')
    await docker('exec', id, 'touch', '/ok')
    await healthIs('healthy')
    await list.close()
  })

  it('agrees with a fresh list after a storm of changes', async () => {
    const list = collect((context) => handlers.watch({ connection }, context))
    const some = await Promise.all(
      Array.from({ length: 8 }, (_, index) => create(`lifecycle-storm-${index}`, 'busybox', 'sleep', '300'))
    )
    const ids = some.map(({ id }) => id)
    await docker('start', ...ids)
    await docker('kill', ...ids.slice(0, 4))
    await Promise.all(ids.map((id, index) => docker('rename', id, `lifecycle-after-${index}`)))
    await docker('rm', '-f', ...ids.slice(6))
    const expected = (await docker('ps', '-a', '--no-trunc', '--format', '{{.ID}} {{.Names}} {{.State}}'))
      .split('\n')
      .filter((line) => ids.includes(line.split(' ')[0] ?? ''))
    const got = (changes: readonly ContainersChange[]): string[] =>
      [...shown(changes).values()]
        .filter(({ id }) => ids.includes(id))
        .map(({ id, name, state }) => `${id} ${name} ${state}`)
    await list.until((changes) => JSON.stringify(got(changes).sort()) === JSON.stringify([...expected].sort()))
    await list.close()
  })

  it('shows an event in well under 100 ms, also with 50 renames a second', async () => {
    const list = collect((context) => handlers.watch({ connection }, context))
    const { id } = await create(`lifecycle-busy-${Date.now()}`, 'busybox', 'true')
    await list.until((changes) => shown(changes).has(id))
    const { default: http } = await import('node:http')
    const agent = new http.Agent({ keepAlive: true })
    const rename = (name: string): Promise<void> =>
      new Promise((resolve, reject) => {
        const sent = http.request(
          { socketPath, agent, method: 'POST', path: `/containers/${id}/rename?name=${name}` },
          (answer) => {
            answer.resume()
            answer.on('end', resolve)
          }
        )
        sent.on('error', reject)
        sent.end()
      })
    const seen = new Map<string, number>()
    const told = new Map<string, number>()
    let taken = list.items.length
    const timer = setInterval(() => {
      for (; taken < list.items.length; taken++) {
        const change = list.items[taken]
        if (change?.kind === 'upsert') for (const row of change.containers) seen.set(row.name, performance.now())
      }
    }, 2)
    const stop = engine.onEvent(
      (event) =>
        event.action === 'rename' && told.set((event.attributes['name'] ?? '').replace(/^\//, ''), performance.now())
    )
    const asked: number[] = []
    for (let index = 0; index < 100; index++) {
      const began = performance.now()
      await rename(`lifecycle-busy-${index}`)
      asked.push(performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, 20 - (performance.now() - began))))
    }
    await list.until(() => seen.has('lifecycle-busy-99'))
    clearInterval(timer)
    stop()
    // A name that was overtaken before it was read is shown by the one after it.
    const names = [...told.keys()]
    const late = names.map((name, index) => {
      const shownAt =
        names
          .slice(index)
          .map((next) => seen.get(next))
          .find((time) => time !== undefined) ?? Number.POSITIVE_INFINITY
      return shownAt - (told.get(name) ?? 0)
    })
    late.sort((a, b) => a - b)
    expect(late.length).toBe(100)
    asked.sort((a, b) => a - b)
    // A machine that is busy takes its time over each question, and a row is one question.
    expect(late[95]).toBeLessThan(Math.max(100, 5 * (asked[95] ?? 0)))
    await list.close()
  })
})

describe('actions', () => {
  it('does what is asked to many, and says for each what became of it', async () => {
    const [one, two, three] = await Promise.all(
      ['a', 'b', 'c'].map((letter) => create(`actions-${letter}`, 'busybox', 'sleep', '300'))
    )
    if (one === undefined || two === undefined || three === undefined) throw new Error('not made')
    const states = async () => (await docker('inspect', '--format', '{{.State.Status}}', one.id, two.id)).split('\n')
    const both = { connection, containers: [one, two] }
    const done = { done: [one.id, two.id], failed: [] }

    expect(await handlers.start(both, callContext())).toEqual(done)
    expect(await states()).toEqual(['running', 'running'])
    expect(await handlers.start(both, callContext())).toEqual(done)
    expect(await handlers.pause(both, callContext())).toEqual(done)
    expect(await states()).toEqual(['paused', 'paused'])
    expect((await handlers.pause(both, callContext())).failed[0]?.failure).toMatchObject({
      kind: 'conflict',
      reason: 'already'
    })
    expect(await handlers.unpause(both, callContext())).toEqual(done)
    expect(await handlers.restart({ ...both, timeout: 0 }, callContext())).toEqual(done)
    expect(await handlers.kill({ ...both, signal: 'HUP' }, callContext())).toEqual(done)
    expect(await handlers.stop({ ...both, timeout: 0 }, callContext())).toEqual(done)
    expect(await states()).toEqual(['exited', 'exited'])
    expect((await handlers.kill(both, callContext())).failed[0]?.failure).toMatchObject({
      kind: 'conflict',
      reason: 'not-running'
    })

    await docker('start', two.id)
    await docker('rm', three.id)
    const removed = await handlers.remove(
      { connection, containers: [one, two, three], force: false, volumes: false },
      callContext()
    )
    expect(removed.done).toEqual([one.id])
    expect(removed.failed.map(({ id, failure }) => [id, failure.kind])).toEqual([
      [two.id, 'conflict'],
      [three.id, 'not-found']
    ])
    expect(removed.failed[0]?.failure).toMatchObject({ reason: 'running', remedy: { kind: 'force' } })
    expect(
      (await handlers.remove({ connection, containers: [two], force: true, volumes: true }, callContext())).done
    ).toEqual([two.id])
  })

  it('waits for a stop that takes as long as it was given', async () => {
    const stubborn = await create('actions-stubborn', 'busybox', 'sh', '-c', 'trap "" TERM; while :; do sleep 1; done')
    await docker('start', stubborn.id)
    const began = Date.now()
    expect((await handlers.stop({ connection, containers: [stubborn], timeout: 3 }, callContext())).done).toEqual([
      stubborn.id
    ])
    expect(Date.now() - began).toBeGreaterThan(2_500)
    expect(await docker('inspect', '--format', '{{.State.ExitCode}}', stubborn.id)).toBe('137')
  })

  it("gives the engine's own inspect, whole", async () => {
    const container = await create('actions-inspect', 'busybox', 'true')
    const whole = await handlers.inspect({ connection, container }, callContext())
    expect(whole).toEqual(JSON.parse(await docker('inspect', container.id))[0])
  })
})
