/** dockerd is killed, ended and frozen under everything that can be under way. */
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { ConnectionState } from '../../../contract/connections/model'
import { createConnection, type EngineConnection } from '../../../electron/engine/connection'
import { parseEndpoint } from '../../../electron/engine/endpoint'
import { FailureError } from '../../../electron/engine/failure-error'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'

let daemon: ThrowawayEngine
let engine: EngineConnection

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (error: unknown) => (error instanceof FailureError ? error.failure : error)
  )
const read = async (body: AsyncIterable<unknown>): Promise<void> => {
  for await (const _chunk of body);
}
const lost = { kind: 'engine-unreachable', reason: 'lost' }
const connected = (): Promise<void> => engine.connected(AbortSignal.timeout(20_000))

const run = (): Promise<string> =>
  engine.use(async (docker) => {
    const container = await docker.createContainer({
      name: randomUUID(),
      Image: 'busybox',
      Cmd: ['sh', '-c', 'while :; do date; sleep 1; done']
    })
    await container.start()
    return container.id
  })

beforeAll(async () => {
  daemon = await throwawayEngine()
})
afterAll(() => daemon?.stop())
beforeEach(async () => {
  engine = createConnection('killed', parseEndpoint(daemon.host))
  await connected()
  await read(
    await engine.open({ method: 'POST', path: '/images/create', query: { fromImage: 'busybox', tag: 'latest' } })
  )
})
afterEach(() => engine.dispose())

describe('an engine that is killed', () => {
  it('ends all that is under way at once, says so, and is connected again by itself when it is back', async () => {
    const states: ConnectionState['kind'][] = []
    let resyncs = 0
    engine.onState(({ kind }) => states.push(kind))
    engine.onResync(() => (resyncs += 1))
    const id = await run()
    const { session } = engine
    const logs = await engine.open({ path: `/containers/${id}/logs`, query: { follow: true, stdout: true } })
    const stats = await engine.open({ path: `/containers/${id}/stats`, query: { stream: true } })
    const waiting = failureOf(engine.use((docker) => docker.getContainer(id).wait()))
    const underWay = [failureOf(read(logs)), failureOf(read(stats)), waiting]
    // The wait is on its way to the engine, not only to the socket.
    await engine.get({ path: `/containers/${id}/json` }, v.unknown())

    const killed = performance.now()
    await daemon.kill()
    const ends = await Promise.all(underWay)
    // None of its time-outs is as short, and the machine may be busy.
    expect(performance.now() - killed).toBeLessThan(3_000)
    for (const end of ends) expect(end).toMatchObject(lost)
    await expect.poll(() => engine.state.kind, { interval: 1 }).toBe('unreachable')
    expect(session.aborted).toBe(true)
    expect(session.reason).toBeInstanceOf(FailureError)
    const refused = await failureOf(engine.get({ path: '/containers/json' }, v.unknown()))
    expect(refused).toMatchObject({ kind: 'engine-unreachable' })
    expect(states.slice(0, 1)).toEqual(['unreachable'])

    await daemon.start()
    await connected()
    expect(resyncs).toBe(1)
    expect(engine.session).not.toBe(session)
    expect(engine.session.aborted).toBe(false)
    const [container] = await engine.get(
      { path: '/containers/json', query: { all: true } },
      v.array(v.object({ Id: v.string() }))
    )
    expect(container?.Id).toBe(id)
    await engine.use((docker) => docker.getContainer(id).remove({ force: true }))
  })

  it('keeps its events coming after it is back', async () => {
    await daemon.kill()
    await expect.poll(() => engine.state.kind).toBe('unreachable')
    await daemon.start()
    await connected()
    const seen: string[] = []
    engine.onEvent(({ action }) => seen.push(action))
    const id = await engine.use(async (docker) => (await docker.createContainer({ Image: 'busybox' })).id)
    await expect.poll(() => seen).toContain('create')
    await engine.use((docker) => docker.getContainer(id).remove())
    await expect
      .poll(() => seen.filter((action) => action === 'create' || action === 'destroy'))
      .toEqual(['create', 'destroy'])
  })

  it('that ends in good order is the same', async () => {
    const { session } = engine
    await daemon.terminate()
    await expect.poll(() => session.aborted).toBe(true)
    expect(engine.state.kind).not.toBe('connected')
    await daemon.start()
    await connected()
  })

  it('that is frozen fails a question in time, and answers again afterwards', async () => {
    await daemon.freeze()
    expect(await failureOf(engine.get({ path: '/containers/json', timeLimit: 500 }, v.unknown()))).toMatchObject({
      kind: 'timed-out'
    })
    const other = createConnection('frozen', parseEndpoint(daemon.host), { connect: 500, alive: 500 })
    other.start()
    await expect.poll(() => other.state).toMatchObject({ kind: 'unreachable', failure: { reason: 'timed-out' } })
    await daemon.thaw()
    await other.connected(AbortSignal.timeout(10_000))
    other.dispose()
    expect(engine.state.kind).toBe('connected')
  })
})
