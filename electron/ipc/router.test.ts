import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { operations } from '../../contract'
import type { StreamMessage } from '../../contract/bridge'
import { FailureError } from '../engine/failure-error'
import { createHistory } from '../history/history'
import { createTasks } from '../tasks/tasks'
import { createRouter } from './router'
import { createStreams } from './streams'
import { toFailure } from './to-failure'

type Handlers = Record<string, Record<string, unknown>>

function house(handlers: Handlers) {
  const log = vi.fn()
  const failureOf = (error: unknown, operation: string) => toFailure(error, operation, log)
  const history = createHistory({ cliOf: () => [], failureOf })
  const tasks = createTasks({ history, failureOf })
  const router = createRouter({ handlers, tasks, history, log })
  return { router, history, tasks, log, streams: createStreams(router) }
}
const signal = new AbortController().signal
const id = 'a'.repeat(64)
const onOne = { connection: 'here', containers: [{ id, name: 'web' }] }

describe('router', () => {
  it('answers a call with its value, and a thrown Failure as a value', async () => {
    const { router } = house({
      app: { copyText: async () => undefined },
      containers: {
        inspect: async () => {
          throw new FailureError({ kind: 'not-found', subject: 'container', message: 'No such container' })
        }
      }
    })
    expect(await router.call('app.copyText', { text: 'x' }, signal)).toEqual({ ok: true, value: undefined })
    const inspected = await router.call(
      'containers.inspect',
      { connection: 'here', container: { id, name: 'web' } },
      signal
    )
    expect(inspected).toMatchObject({ ok: false, failure: { kind: 'not-found' } })
  })

  it('refuses a request that does not fit, at its field, before the handler', async () => {
    const openLink = vi.fn()
    const { router } = house({ app: { openLink } })
    const answer = await router.call('app.openLink', { url: 'file:///etc/passwd' }, signal)
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'invalid-input', field: 'url' } })
    expect(openLink).not.toHaveBeenCalled()
  })

  it('logs what nobody expected and gives no stack away', async () => {
    const { router, log } = house({
      app: {
        info: async () => {
          throw new TypeError('x is undefined')
        }
      }
    })
    const answer = await router.call('app.info', {}, signal)
    expect(answer).toEqual({ ok: false, failure: { kind: 'internal', message: 'x is undefined' } })
    expect(log).toHaveBeenCalledOnce()
  })

  it('survives every kind of nonsense on every channel, without reaching a handler', async () => {
    const reached = vi.fn()
    const handlers: Handlers = {}
    for (const [name] of operations()) {
      const [feature = '', verb = ''] = name.split('.')
      handlers[feature] = { ...handlers[feature], [verb]: reached }
    }
    const { router, streams } = house(handlers)
    const names = fc.oneof(
      fc.anything(),
      fc.constant({ toString: '' }),
      fc.constantFrom('__proto__', 'constructor', 'containers', 'containers.', 'containers.toString', 'toString')
    )
    await fc.assert(
      fc.asyncProperty(names, fc.anything(), fc.anything(), async (name, request, stream) => {
        const answer = await router.call(name, request, signal)
        expect(answer.ok).toBe(false)
        const messages: StreamMessage[] = []
        const peer = { send: (_id: number, message: StreamMessage) => messages.push(message) }
        streams.open(peer, stream, name, request)
        streams.write(peer, stream, request)
        streams.credit(peer, stream)
        streams.close(peer, stream)
        streams.closeAll(peer)
        expect(messages.every(({ kind }) => kind === 'failed')).toBe(true)
      }),
      { numRuns: 500 }
    )
    expect(reached).not.toHaveBeenCalled()
    expect(streams.count).toBe(0)
  })

  it('refuses, for every operation, a request that is not even an object', async () => {
    const { router } = house({})
    for (const [name] of operations()) {
      expect(await router.call(name, 'nonsense', signal), name).toMatchObject({ ok: false })
    }
  })
})

describe('streams', () => {
  it('ends a stream whose source ends, fails one whose source fails, and counts neither afterwards', async () => {
    async function* endless(): AsyncGenerator<unknown> {
      yield { connections: [] }
    }
    const { streams } = house({
      connections: { watch: endless },
      settings: {
        watch: async function* () {
          throw new FailureError({ kind: 'timed-out', message: '' })
          yield 0
        }
      }
    })
    const messages: Array<[number, StreamMessage]> = []
    const peer = { send: (stream: number, message: StreamMessage) => messages.push([stream, message]) }
    streams.open(peer, 1, 'connections.watch', {})
    streams.open(peer, 2, 'settings.watch', {})
    expect(streams.count).toBe(2)
    await vi.waitFor(() => expect(messages).toHaveLength(3), 10_000)
    expect(messages).toContainEqual([1, { kind: 'items', items: '[{"connections":[]}]' }])
    expect(messages).toContainEqual([1, { kind: 'ended' }])
    expect(messages).toContainEqual([2, { kind: 'failed', failure: { kind: 'timed-out', message: '' } }])
    expect(streams.count).toBe(0)
  })

  it('leaves nothing open after 200 openings and closings', async () => {
    let open = 0
    const { streams } = house({
      settings: {
        watch: async function* (_request: unknown, { signal: ended }: { signal: AbortSignal }) {
          open += 1
          try {
            yield 1
            await new Promise((resolve) => ended.addEventListener('abort', resolve))
          } finally {
            open -= 1
          }
        }
      }
    })
    const peer = { send: () => undefined }
    for (let stream = 1; stream <= 200; stream++) {
      streams.open(peer, stream, 'settings.watch', {})
      await new Promise(setImmediate)
      streams.close(peer, stream)
    }
    expect(streams.count).toBe(0)
    await vi.waitFor(() => expect(open).toBe(0), 10_000)
  })
})

describe('history', () => {
  it('keeps one command for what was done and one for each refusal', async () => {
    const other = 'b'.repeat(64)
    const { router, history } = house({
      containers: {
        stop: async () => ({
          done: [id],
          failed: [{ id: other, failure: { kind: 'not-found', subject: 'container', message: 'gone' } }]
        })
      }
    })
    await router.call(
      'containers.stop',
      { ...onOne, containers: [...onOne.containers, { id: other, name: 'db' }] },
      signal
    )
    expect(history.entries.map(({ command, outcome }) => [command.parts.at(-1)?.text, outcome.kind])).toEqual([
      ['web', 'done'],
      ['db', 'failed']
    ])
  })

  it('keeps nothing of what only reads', async () => {
    const { router, history } = house({ containers: { inspect: async () => ({}) } })
    await router.call('containers.inspect', { connection: 'here', container: { id, name: 'web' } }, signal)
    expect(history.entries).toEqual([])
  })
})

describe('tasks', () => {
  it('runs on by itself, shows its progress, and ends with its result', async () => {
    let finish: (value: unknown) => void = () => undefined
    const { router, tasks } = house({
      images: {
        pull: (_request: unknown, { report }: { report: (progress: unknown) => void }) => {
          report({ reference: 'busybox', layers: [], messages: [] })
          return new Promise((resolve) => (finish = resolve))
        }
      }
    })
    const started = await router.call('images.pull', { connection: 'here', reference: 'busybox' }, signal)
    expect(started).toMatchObject({ ok: true, value: { task: expect.any(String) } })
    const abort = new AbortController()
    const states: string[] = []
    const watching = (async () => {
      for await (const change of tasks.watch(abort.signal)) {
        const task = change.kind === 'snapshot' ? change.tasks[0] : change.kind === 'upsert' ? change.task : undefined
        if (task === undefined) continue
        states.push(`${task.state.kind}${task.progress === undefined ? '' : '+progress'}`)
        if (task.progress !== undefined && task.state.kind === 'running')
          finish({ reference: 'busybox', status: 'done' })
        if (task.state.kind === 'done') abort.abort()
      }
    })()
    await watching
    expect(states).toEqual(['running', 'running+progress', 'done+progress'])
  })

  it('cancels by id, and says so', async () => {
    const { router, tasks } = house({
      images: {
        pull: (_request: unknown, { signal: ended }: { signal: AbortSignal }) =>
          new Promise((_resolve, reject) => ended.addEventListener('abort', () => reject(ended.reason as Error)))
      }
    })
    const started = await router.call('images.pull', { connection: 'here', reference: 'busybox' }, signal)
    if (!started.ok) throw new Error('not started')
    tasks.cancel((started.value as { task: string }).task)
    await tasks.stop()
    const watcher = tasks.watch(new AbortController().signal)
    expect((await watcher.next()).value).toMatchObject({ tasks: [{ state: { kind: 'cancelled' } }] })
  })
})
