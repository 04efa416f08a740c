/** An engine that does what none should: the connection says so, keeps working where it can, and never hangs. */
import { afterEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { createConnection, type EngineConnection } from '../../../electron/engine/connection'
import { parseEndpoint } from '../../../electron/engine/endpoint'
import type { EngineEvent } from '../../../electron/engine/engine'
import { FailureError } from '../../../electron/engine/failure-error'
import { progressLines } from '../../../electron/engine/json-lines'
import { json, never, raw, startBrokenEngine, type Answers, type BrokenEngine } from '../../support/broken-engine'

const limits = { connect: 300, alive: 300 }
const cleanup: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanup.splice(0).reverse()) await clean()
})

async function broken(answers: Answers = {}): Promise<{ server: BrokenEngine; engine: EngineConnection }> {
  const server = await startBrokenEngine(answers)
  const engine = createConnection('broken', parseEndpoint(server.host), limits)
  cleanup.push(
    () => server.stop(),
    () => engine.dispose()
  )
  return { server, engine }
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (error: unknown) => (error instanceof FailureError ? error.failure : error)
  )
const state =
  (engine: EngineConnection): (() => unknown) =>
  () =>
    engine.state
const connected = (engine: EngineConnection): Promise<void> => engine.connected(AbortSignal.timeout(5_000))
const event = (id: string): string =>
  `{"Type":"container","Action":"start","Actor":{"ID":"${id}","Attributes":{}},"time":1,"timeNano":1000000000}\n`
const list = { path: '/containers/json' }

describe('what cannot be connected to', () => {
  it.each<[string, Answers, object]>([
    ['never answers', { '/_ping': never }, { kind: 'engine-unreachable', reason: 'timed-out' }],
    [
      'is some other server',
      { '/_ping': raw('<html>Not Found</html>', 404) },
      { kind: 'engine-unreachable', reason: 'not-docker' }
    ],
    [
      'is a server that says yes to everything',
      { '/_ping': raw('<html>Hello</html>') },
      { kind: 'engine-unreachable', reason: 'not-docker' }
    ],
    [
      'speaks no HTTP',
      { '/_ping': (response) => void response.socket?.end('220 mail.example.com ESMTP\r\n') },
      { kind: 'engine-unreachable', reason: 'not-docker' }
    ],
    [
      'wants TLS',
      { '/_ping': raw('Client sent an HTTP request to an HTTPS server.\n', 400) },
      { kind: 'engine-unreachable', reason: 'tls-required' }
    ],
    [
      'is too old',
      { '/_ping': (response) => void response.writeHead(200, { 'Api-Version': '1.12' }).end('OK') },
      { kind: 'engine-unreachable', reason: 'too-old' }
    ],
    [
      'is not ours to use',
      { '/_ping': raw('Forbidden', 403) },
      { kind: 'permission-denied', subject: 'other', message: 'Forbidden' }
    ],
    [
      'is a proxy whose engine is down',
      { '/_ping': json({ message: 'engine is starting' }, 503) },
      { kind: 'engine-unreachable', reason: 'other', message: 'engine is starting' }
    ],
    [
      'hangs up',
      { '/_ping': (response) => void response.socket?.destroy() },
      { kind: 'engine-unreachable', reason: 'lost' }
    ]
  ])('what %s', async (_name, answers, failure) => {
    const { engine } = await broken(answers)
    engine.start()
    await expect
      .poll(state(engine))
      .toMatchObject({ kind: 'unreachable', failure, attempt: 1, retryAt: expect.any(Number) })
    expect(await failureOf(engine.get(list, v.unknown()))).toMatchObject(failure)
    expect(await failureOf(engine.use((docker) => docker.info()))).toMatchObject(failure)
  })

  it('says that there is no socket, and connects as soon as there is one', async () => {
    const { server, engine } = await broken()
    await server.kill()
    engine.start()
    await expect
      .poll(state(engine))
      .toMatchObject({ kind: 'unreachable', failure: { kind: 'engine-unreachable', reason: 'no-socket' } })
    // Until a turn is long away: only the watched folder brings it back in time.
    await expect.poll(state(engine), { timeout: 20_000 }).toMatchObject({ kind: 'unreachable', attempt: 5 })
    const started = performance.now()
    await server.start()
    await connected(engine)
    expect(performance.now() - started).toBeLessThan(2_500)
  })

  it('tries at once when it is told to, and by itself only while somebody looks', async () => {
    const { server, engine } = await broken({ '/_ping': raw('no', 500) })
    engine.start()
    await expect.poll(state(engine)).toMatchObject({ kind: 'unreachable' })
    engine.setWatched(false)
    expect(engine.state).toMatchObject({ kind: 'unreachable', retryAt: undefined })
    const asked = server.requests.length
    await new Promise((resolve) => setTimeout(resolve, 800))
    expect(server.requests).toHaveLength(asked)
    server.answer({ '/_ping': (response) => void response.writeHead(200, { 'Api-Version': '1.41' }).end('OK') })
    engine.retry()
    await connected(engine)
  })
})

describe('what answers strangely', () => {
  it('connects without /version, which a proxy may forbid', async () => {
    const { engine } = await broken({ '/version': json({ message: 'forbidden' }, 403) })
    await connected(engine)
    expect(engine.state).toMatchObject({
      kind: 'connected',
      capabilities: { version: '', apiVersion: '1.41', os: 'linux' }
    })
  })

  it('reads an answer with unknown, missing and wrong fields', async () => {
    const { engine } = await broken({ '/version': json({ Version: 5, New: {}, Components: null, Platform: 'x' }) })
    await connected(engine)
    expect(engine.state).toMatchObject({ kind: 'connected', capabilities: { version: '', product: 'Docker Engine' } })
  })

  it.each<[string, Answers[string], object]>([
    ['broken JSON', raw('[{"Id":'), { kind: 'engine-error', message: 'Not JSON: "[{\\"Id\\":"' }],
    ['another shape', json({ a: 1 }), { kind: 'engine-error' }],
    [
      'half an answer',
      (response) =>
        void response.writeHead(200, { 'Content-Length': '100' }).write('[', () => response.socket?.destroy()),
      { kind: 'engine-unreachable', reason: 'lost' }
    ],
    [
      'a refusal that is no JSON',
      raw('upstream timed out', 502),
      { kind: 'engine-error', status: 502, message: 'upstream timed out' }
    ],
    ['nothing', never, { kind: 'timed-out' }]
  ])('fails for %s, and stays connected', async (_name, answer, failure) => {
    const { engine } = await broken({ '/containers/json': answer })
    await connected(engine)
    expect(await failureOf(engine.get({ ...list, timeLimit: 300 }, v.array(v.unknown())))).toMatchObject(failure)
    expect(engine.state.kind).toBe('connected')
  })

  it('settles a call of dockerode whose answer is cut, and one that is cancelled', async () => {
    const cut: Answers[string] = (response) => void response.writeHead(200).write('{', () => response.socket?.destroy())
    const { engine } = await broken({ '/containers/a/wait': cut })
    expect(await failureOf(engine.use((docker) => docker.getContainer('a').wait()))).toMatchObject({
      kind: 'engine-unreachable',
      reason: 'lost'
    })
    expect(engine.state.kind).toBe('connected')
  })

  it('throws the failure inside a pull', async () => {
    const lines =
      '{"status":"Pulling from library/x","id":"latest"}\r\n{"errorDetail":{"message":"no space left on device"},"error":"no space left on device"}\r\n'
    const { engine } = await broken({ '/images/create': raw(lines) })
    const pull = async (): Promise<void> => {
      for await (const _line of progressLines(await engine.open({ method: 'POST', path: '/images/create' })));
    }
    expect(await failureOf(pull())).toMatchObject({ kind: 'disk-full' })
  })

  it('does not read ahead of who takes a stream', async () => {
    let written = 0
    const { engine } = await broken({
      '/flood'(response) {
        response.writeHead(200)
        const chunk = Buffer.alloc(64 * 1024)
        const write = (): void => {
          while (!response.destroyed && response.write(chunk)) written += chunk.length
          written += chunk.length
          response.once('drain', write)
        }
        write()
      }
    })
    const body = await engine.open({ path: '/flood' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(written).toBeLessThan(4 * 1024 * 1024)
    let read = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      read += chunk.length
      if (read > 20 * 1024 * 1024) break
    }
    expect(body.destroyed).toBe(true)
  })

  it('asks again where an idle connection had been closed under the question', async () => {
    let count = 0
    const { engine } = await broken({
      '/containers/json'(response) {
        count += 1
        // The second request finds its kept connection cut without an answer.
        if (count === 2) response.socket?.destroy()
        else json([])(response)
      }
    })
    await connected(engine)
    expect(await engine.get(list, v.array(v.unknown()))).toEqual([])
    expect(await engine.get(list, v.array(v.unknown()))).toEqual([])
    expect(count).toBe(3)
  })
})

describe('events', () => {
  const listen = (engine: EngineConnection): { seen: EngineEvent[]; resyncs: () => number } => {
    const seen: EngineEvent[] = []
    let resyncs = 0
    engine.onEvent((happened) => seen.push(happened))
    engine.onResync(() => (resyncs += 1))
    return { seen, resyncs: () => resyncs }
  }

  it('come whole from halves, several at once, and with fields that nobody knows', async () => {
    const { server, engine } = await broken()
    const { seen } = listen(engine)
    await connected(engine)
    server.event(event('a').slice(0, 20))
    server.event(event('a').slice(20) + event('b') + '{"new":{"shape":1}}\n' + event('c'))
    await expect.poll(() => seen.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  it('come ten thousand in a second', async () => {
    const { server, engine } = await broken()
    const { seen } = listen(engine)
    await connected(engine)
    const started = process.cpuUsage()
    for (let block = 0; block < 100; block += 1)
      server.event(Array.from({ length: 100 }, (_, index) => event(`${block}-${index}`)).join(''))
    await expect.poll(() => seen.length, { timeout: 20_000 }).toBe(10_000)
    // Of the processor's own time, that of the engine that speaks included.
    const { user, system } = process.cpuUsage(started)
    expect((user + system) / 1_000).toBeLessThan(1_000)
    expect(seen.at(-1)?.id).toBe('99-99')
  })

  it('start anew after a line that is no JSON: everything is read again', async () => {
    const { server, engine } = await broken()
    const { seen, resyncs } = listen(engine)
    await connected(engine)
    server.event('<html>\n')
    await expect.poll(resyncs).toBe(2)
    server.event(event('after'))
    await expect.poll(() => seen.map(({ id }) => id)).toEqual(['after'])
    expect(server.listeners).toBe(1)
    expect(engine.state.kind).toBe('connected')
  })

  it('that a proxy ends are taken up again, and nothing under way pays for it', async () => {
    const { server, engine } = await broken({
      '/slow': (response) => void setTimeout(() => json('done')(response), 500)
    })
    const { resyncs } = listen(engine)
    await connected(engine)
    const { session } = engine
    const slow = engine.get({ path: '/slow' }, v.string())
    server.endEvents()
    await expect.poll(resyncs).toBe(2)
    expect(await slow).toBe('done')
    expect(session.aborted).toBe(false)
  })

  it('that are refused leave it degraded, with its lists read once, until they come', async () => {
    const { server, engine } = await broken({ '/events': json({ message: 'events are not allowed' }, 403) })
    const { resyncs } = listen(engine)
    await connected(engine)
    expect(engine.state).toMatchObject({
      kind: 'degraded',
      failure: { kind: 'permission-denied', message: 'events are not allowed' }
    })
    expect(resyncs()).toBe(1)
    server.answer({ '/events': (response) => void response.writeHead(200).flushHeaders() })
    await expect.poll(() => engine.state.kind, { timeout: 5_000 }).toBe('connected')
    expect(resyncs()).toBe(2)
  })

  it('are one stream, whatever happens, and none after it is disposed of', async () => {
    const { server, engine } = await broken()
    await connected(engine)
    for (let turn = 0; turn < 5; turn += 1) {
      await server.kill()
      await expect.poll(() => engine.state.kind).not.toBe('connected')
      await server.start()
      await connected(engine)
      expect(server.listeners).toBe(1)
    }
    engine.dispose()
    await expect.poll(() => server.connections).toBe(0)
    expect(engine.state).toEqual({ kind: 'idle' })
  })

  it('are waited for, not asked for: a connected engine hears nothing while nothing happens', async () => {
    const { server, engine } = await broken()
    await connected(engine)
    const asked = server.requests.length
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(server.requests).toHaveLength(asked)
    expect(asked).toBe(3)
  })
})
