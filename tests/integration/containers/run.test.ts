/** A run is docker's run: the same container, the same failures, nothing half-done. */
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { emptyRunOptions, type RunOptions } from '../../../contract/containers/run'
import type { ApiRequest } from '../../../contract/history/model'
import type { PullProgress } from '../../../contract/images/model'
import { recordRequests } from '../../../electron/engine/recorder'
import { containersHandlers } from '../../../electron/features/containers/handlers'
import { waitUntil } from '../../../build/tools/wait.mjs'
import { dockerOn } from '../../support/docker-cli'
import { registryRelay, sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { connection, connectTo, taskContext } from '../../support/on-engine'
import type { RegistryRelay } from '../../support/registry'
import { normalised } from './normalised'

const listenOn = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(port, '0.0.0.0', () => resolve(server))
  })

/** The first of so many free ports in a row, below those that the system gives out. */
async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = 10_000 + Math.floor(Math.random() * 20_000)
    const servers = await Promise.all(
      Array.from({ length: count }, (_, index) => listenOn(first + index).catch(() => undefined))
    )
    await Promise.all(
      servers.map(
        (server) => new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)))
      )
    )
    if (servers.every((server) => server !== undefined)) return first
  }
}
const firstPort = await freePorts(6)

let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof containersHandlers>

let registry: RegistryRelay
beforeAll(async () => {
  registry = await registryRelay()
  throwaway = await throwawayEngine({ registryMirror: registry.url })
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = containersHandlers(client)
})
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
  await registry.stop()
})

const options = (some: Partial<RunOptions>): RunOptions => ({ ...emptyRunOptions, image: 'busybox', ...some })
const run = async (some: Partial<RunOptions>, context = taskContext<PullProgress>()) =>
  handlers.run({ connection, options: options(some) }, context)
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure
  )
const all = async (): Promise<string[]> => (await docker('ps', '-aq')).split('\n').filter((id) => id !== '')

describe('run', () => {
  it('pulls what is missing, creates and starts, and says what it made', async () => {
    const context = taskContext<PullProgress>()
    const { id, name } = await run({ image: 'hello-world' }, context)
    expect(context.reports.at(-1)?.messages.at(-1)).toBe('Status: Downloaded newer image for hello-world:latest')
    expect(context.things).toEqual([{ kind: 'container', id, name, named: false }])
    expect(await docker('inspect', '--format', '{{.Name}}', id)).toBe(`/${name}`)
    await docker('wait', id)
    expect(await docker('logs', id)).toContain('Hello from Docker!')
    await docker('rm', id)
  })

  describe('makes the container that the CLI makes', () => {
    beforeAll(async () => void (await docker('pull', '-q', 'busybox')))
    beforeEach(async () => {
      const ids = await all()
      if (ids.length > 0) await docker('rm', '-fv', ...ids)
    })

    const cases: ReadonlyArray<readonly [string, Partial<RunOptions>, readonly string[]]> = [
      ['a command, detached', { command: ['sleep', '60'] }, ['-d', 'busybox', 'sleep', '60']],
      ['interactive with a terminal, detached', { interactive: true, tty: true }, ['-dit', 'busybox']],
      [
        'removed when it ends',
        { autoRemove: true, command: ['sleep', '60'] },
        ['-d', '--rm', 'busybox', 'sleep', '60']
      ],
      [
        'ports, variables and mounts',
        {
          command: ['sleep', '60'],
          ports: [
            { host: firstPort, container: 80, protocol: 'tcp' },
            { ip: '127.0.0.1', host: firstPort + 1, container: 80, protocol: 'tcp' },
            { container: 53, protocol: 'udp' }
          ],
          publishAll: true,
          environment: [
            { name: 'A', value: 'x = y', secret: false },
            { name: 'EMPTY', value: '', secret: false }
          ],
          mounts: [
            { kind: 'volume', source: 'run-data', target: '/data', readOnly: false, flag: 'volume', options: [] },
            { kind: 'volume', source: '', target: '/scratch', readOnly: false, flag: 'volume', options: [] },
            { kind: 'bind', source: '/tmp', target: '/host', readOnly: true, flag: 'volume', options: [] },
            { kind: 'bind', source: '/usr', target: '/with:colon', readOnly: true, flag: 'volume', options: [] }
          ]
        },
        [
          '-d',
          '-p',
          `${firstPort}:80`,
          '-p',
          `127.0.0.1:${firstPort + 1}:80`,
          '-p',
          '53/udp',
          '-P',
          '-e',
          'A=x = y',
          '-e',
          'EMPTY=',
          '-v',
          'run-data:/data',
          '-v',
          '/scratch',
          '-v',
          '/tmp:/host:ro',
          '--mount',
          'type=bind,source=/usr,target=/with:colon,readonly',
          'busybox',
          'sleep',
          '60'
        ]
      ]
    ]
    it.each(cases)('%s', async (_title, some, args) => {
      const ours = await run({ ...some, name: 'ours' })
      const mine = normalised(await docker('inspect', ours.id))
      await docker('rm', '-fv', ours.id)
      const theirs = normalised(await docker('inspect', await docker('run', '--name', 'ours', ...args)))
      expect(mine).toEqual(theirs)
    })

    it('attached: what the CLI attaches is attached', async () => {
      const ours = await run({ detach: false, interactive: true, command: ['cat'], name: 'ours' })
      const mine = normalised(await docker('inspect', ours.id))
      await docker('rm', '-f', ours.id)
      // It is left at once, at the end of its input: what it was made with is what counts.
      await docker('run', '-i', '--name', 'ours', 'busybox', 'cat')
      const theirs = normalised(await docker('inspect', 'ours'))
      expect(mine.Config).toEqual(theirs.Config)
      expect(mine.HostConfig).toEqual(theirs.HostConfig)
    })
  })

  it('keeps a secret out of the history, and gives it to the container', async () => {
    const requests: ApiRequest[] = []
    const environment = [
      { name: 'my-key', value: 'hunter2', secret: true },
      { name: 'B', value: '2', secret: false }
    ]
    const { id } = await recordRequests(
      (request) => requests.push(request),
      () => run({ environment })
    )
    expect(JSON.stringify(requests)).not.toContain('hunter2')
    expect(requests.find(({ path }) => path.includes('/containers/create'))?.body).toMatchObject({
      Env: ['my-key=$my_key', 'B=2']
    })
    expect(await docker('inspect', '--format', '{{.Config.Env}}', id)).toContain('my-key=hunter2')
    await docker('rm', '-f', id)
  })
})

describe('a run that cannot be', () => {
  it('says who has the name', async () => {
    const first = await run({ name: 'taken', command: ['sleep', '60'] })
    expect(await failureOf(run({ name: 'taken' }))).toMatchObject({
      kind: 'conflict',
      reason: 'name-taken',
      name: 'taken',
      users: [{ id: first.id, name: 'taken', running: true }],
      remedy: { kind: 'rename' }
    })
    await docker('rm', '-f', first.id)
  })

  it('says which container has the port, suggests the next free one, and leaves what docker leaves', async () => {
    const first = await run({
      name: 'holder',
      command: ['sleep', '60'],
      ports: [{ host: firstPort + 2, container: 80, protocol: 'tcp' }]
    })
    const next = await run({
      name: 'holder-too',
      command: ['sleep', '60'],
      ports: [{ host: firstPort + 3, container: 80, protocol: 'tcp' }]
    })
    const stranger = await listenOn(firstPort + 4)
    const failure = await failureOf(
      run({ name: 'late', ports: [{ host: firstPort + 2, container: 80, protocol: 'tcp' }] })
    )
    expect(failure).toMatchObject({
      kind: 'conflict',
      reason: 'port-taken',
      name: String(firstPort + 2),
      users: [{ id: first.id, name: 'holder', running: true }],
      remedy: { kind: 'choose-port', suggestion: firstPort + 5 }
    })
    expect(await docker('inspect', '--format', '{{.State.Status}}', 'late')).toBe('created')
    stranger.close()
    await docker('rm', '-f', first.id, next.id, 'late')
  })

  it('says so where a program of this machine has the port', async () => {
    const server = await listenOn(0)
    const { port } = server.address() as AddressInfo
    const failure = await failureOf(run({ name: 'late', ports: [{ host: port, container: 80, protocol: 'tcp' }] }))
    expect(failure).toMatchObject({
      kind: 'conflict',
      reason: 'port-taken',
      name: String(port),
      remedy: { kind: 'choose-port' }
    })
    expect(failure).not.toHaveProperty('users.0')
    server.close()
    await docker('rm', '-f', 'late')
  })

  it('says which command is not in the image', async () => {
    expect(await failureOf(run({ name: 'wrong', command: ['no-such-program'] }))).toMatchObject({
      kind: 'not-found',
      subject: 'command',
      name: 'no-such-program'
    })
    expect(await docker('inspect', '--format', '{{.State.Status}}', 'wrong')).toBe('created')
    await docker('rm', 'wrong')
  })

  it('says which image there is not, and makes nothing', async () => {
    const before = await all()
    const missing = `${sharedRegistry().address}/library/nothing-here`
    expect(await failureOf(run({ image: missing }))).toMatchObject({ kind: 'not-found', subject: 'image' })
    expect(await failureOf(run({ image: 'Not An Image' }))).toMatchObject({ kind: 'invalid-input' })
    expect(await all()).toEqual(before)
  })
})

describe('a run that is cancelled', () => {
  it('while it pulls: leaves neither a container nor an image', async () => {
    registry.setSpeed(200_000)
    try {
      const context = taskContext<PullProgress>()
      const ended = failureOf(run({ image: 'layers' }, context))
      await waitUntil(
        () =>
          context.reports.some(({ layers }) =>
            layers.some(({ status, current }) => status === 'Downloading' && (current ?? 0) > 0)
          ),
        20_000
      )
      context.abort.abort()
      expect(await ended).toMatchObject({ kind: 'cancelled' })
      expect(await docker('images', '-q', 'layers')).toBe('')
    } finally {
      registry.setSpeed(undefined)
    }
  })

  it('between its creation and its start, and while it starts: leaves no container', async () => {
    const before = await all()
    for (const moment of ['made', 'start'] as const) {
      const context = taskContext<PullProgress>()
      const ended = run(
        { command: ['sleep', '60'] },
        {
          ...context,
          made: () => (moment === 'made' ? context.abort.abort() : setTimeout(() => context.abort.abort(), 30))
        }
      ).then(
        () => 'done',
        () => 'cancelled'
      )
      expect(await ended).toBe('cancelled')
      expect(await all()).toEqual(before)
    }
  })
})
