/** The engine room against a real engine: connect, ask, stream, record, and what it refuses. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { ApiRequest } from '../../../contract/history/model'
import { createConnection, type EngineConnection } from '../../../electron/engine/connection'
import { parseEndpoint } from '../../../electron/engine/endpoint'
import type { EngineEvent } from '../../../electron/engine/engine'
import { FailureError } from '../../../electron/engine/failure-error'
import { outputLines } from '../../../electron/engine/output-lines'
import { recordRequests } from '../../../electron/engine/recorder'
import { sharedEngine } from '../../support/engine'

let engine: EngineConnection
const made: string[] = []

const create = (options: Record<string, unknown> = {}): Promise<string> =>
  engine.use(async (docker) => {
    const container = await docker.createContainer({ Image: 'busybox', Cmd: ['sleep', '600'], ...options })
    made.push(container.id)
    return container.id
  })

const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (error: unknown) => (error instanceof FailureError ? error.failure : error)
  )

beforeAll(async () => {
  engine = createConnection('test', parseEndpoint(sharedEngine().host))
  await engine.connected(AbortSignal.timeout(10_000))
  for await (const _chunk of await engine.open({
    method: 'POST',
    path: '/images/create',
    query: { fromImage: 'busybox', tag: 'latest' }
  }));
})
afterAll(async () => {
  await engine.use((docker) =>
    Promise.all(
      made.map((id) =>
        docker
          .getContainer(id)
          .remove({ force: true })
          .catch(() => undefined)
      )
    )
  )
  engine.dispose()
})

describe('a real engine', () => {
  it('says what it is and what it can', () => {
    expect(engine.state).toMatchObject({
      kind: 'connected',
      capabilities: {
        os: 'linux',
        buildKit: true,
        product: expect.stringContaining('Docker'),
        version: expect.stringMatching(/^\d+\./)
      }
    })
  })

  it('answers in JSON, through the versioned path, and notes what was sent', async () => {
    const sent: ApiRequest[] = []
    const containers = await recordRequests(
      (request) => sent.push(request),
      () =>
        engine.get(
          { path: '/containers/json', query: { all: true, limit: undefined } },
          v.array(v.object({ Id: v.string() }))
        )
    )
    expect(Array.isArray(containers)).toBe(true)
    expect(sent).toEqual([
      { method: 'GET', path: expect.stringMatching(/^\/v1\.\d+\/containers\/json\?all=true$/), body: undefined }
    ])
  })

  it('notes what dockerode sends, with its body', async () => {
    const sent: ApiRequest[] = []
    const id = await recordRequests(
      (request) => sent.push(request),
      () => create({ Env: ['A=1'] })
    )
    expect(id).toMatch(/^[0-9a-f]{64}$/)
    expect(sent).toEqual([
      {
        method: 'POST',
        path: expect.stringMatching(/^\/v1\.\d+\/containers\/create\?/),
        body: expect.objectContaining({ Image: 'busybox', Env: ['A=1'] })
      }
    ])
  })

  it('hears its events in order', async () => {
    const seen: EngineEvent[] = []
    let known = ''
    const stop = engine.onEvent((event) => event.type === 'container' && seen.push(event))
    known = await create()
    await engine.use((docker) => docker.getContainer(known).start())
    await engine.use((docker) => docker.getContainer(known).kill())
    await expect
      .poll(() => seen.filter(({ id }) => id === known).map(({ action }) => action))
      .toEqual(['create', 'start', 'kill', 'die'])
    expect(seen.find(({ id }) => id === known)).toMatchObject({
      attributes: { image: 'busybox' },
      timeNano: expect.stringMatching(/^\d{19}$/)
    })
    stop()
  })

  it('takes the output of a container apart', async () => {
    const id = await create({ Cmd: ['sh', '-c', 'echo out; echo err >&2; printf é'] })
    await engine.use((docker) => docker.getContainer(id).start())
    await engine.use((docker) => docker.getContainer(id).wait())
    const body = await engine.open({
      path: `/containers/${id}/logs`,
      query: { stdout: true, stderr: true, follow: true }
    })
    const lines = []
    for await (const batch of outputLines(body, { tty: false })) lines.push(...batch)
    expect(lines).toHaveLength(3)
    expect(lines).toEqual(
      expect.arrayContaining([
        { source: 'stdout', text: 'out' },
        { source: 'stderr', text: 'err' },
        { source: 'stdout', text: 'é' }
      ])
    )
  })

  it('says what it refuses as a failure', async () => {
    const missing = 'f'.repeat(64)
    expect(await failureOf(engine.get({ path: `/containers/${missing}/json` }, v.unknown()))).toMatchObject({
      kind: 'not-found',
      subject: 'container'
    })
    expect(await failureOf(engine.use((docker) => docker.getContainer(missing).start()))).toMatchObject({
      kind: 'not-found'
    })
    const name = `engine-room-${process.pid}`
    const id = await create({ name })
    expect(await failureOf(create({ name }))).toMatchObject({
      kind: 'conflict',
      reason: 'name-taken',
      name,
      users: [{ id, name }]
    })
    await engine.use((docker) => docker.getContainer(id).start())
    expect(await failureOf(engine.use((docker) => docker.getContainer(id).start()))).toMatchObject({
      kind: 'conflict',
      reason: 'already'
    })
    expect(await failureOf(engine.use((docker) => docker.getContainer(id).remove()))).toMatchObject({
      kind: 'conflict',
      reason: 'running'
    })
    const other = await create({ Cmd: ['no-such-program'] })
    expect(await failureOf(engine.use((docker) => docker.getContainer(other).start()))).toMatchObject({
      kind: 'not-found',
      subject: 'command',
      name: 'no-such-program'
    })
  })

  it('says who holds a port', async () => {
    const ports = {
      ExposedPorts: { '80/tcp': {} },
      HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '18473' }] } }
    }
    const first = await create(ports)
    await engine.use((docker) => docker.getContainer(first).start())
    const second = await create(ports)
    const failure = await failureOf(engine.use((docker) => docker.getContainer(second).start()))
    expect(failure).toMatchObject({ kind: 'conflict', reason: 'port-taken', name: '18473' })
  })

  it('ends a stream that is cancelled, and frees its connection', async () => {
    const abort = new AbortController()
    const id = await create()
    await engine.use((docker) => docker.getContainer(id).start())
    const body = await engine.open({
      path: `/containers/${id}/logs`,
      query: { stdout: true, follow: true },
      signal: abort.signal
    })
    const ended = failureOf(
      (async () => {
        for await (const _chunk of body);
      })()
    )
    abort.abort()
    expect(await ended).toMatchObject({ kind: 'cancelled' })
    expect(body.destroyed).toBe(true)
  })

  it('is not led elsewhere by DOCKER_HOST in the environment', async () => {
    const before = { ...process.env }
    Object.assign(process.env, {
      DOCKER_HOST: 'tcp://127.0.0.1:1',
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: '/nowhere'
    })
    const other = createConnection('other', parseEndpoint(sharedEngine().host))
    try {
      await expect(other.use((docker) => docker.version())).resolves.toMatchObject({ Os: 'linux' })
      expect(process.env['DOCKER_HOST']).toBe('tcp://127.0.0.1:1')
    } finally {
      other.dispose()
      for (const name of ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH']) {
        if (before[name] === undefined) delete process.env[name]
        else process.env[name] = before[name]
      }
    }
  })
})
