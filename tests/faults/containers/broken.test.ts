/** Lists, logs and actions on an engine that answers as none should. */
import { afterEach, describe, expect, it } from 'vitest'
import type { LogViewInput, LogViewItem } from '../../../contract/containers/logs/model'
import type { ContainersChange } from '../../../contract/containers/model'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { containersHandlers } from '../../../electron/features/containers/handlers'
import { json, never, raw, startBrokenEngine, type Answers, type BrokenEngine } from '../../support/broken-engine'
import { callContext, collect, connection, connectTo } from '../../support/on-engine'

const cleanup: Array<() => unknown> = []
afterEach(async () => {
  for (const clean of cleanup.splice(0).reverse()) await clean()
})

const id = 'c'.repeat(64)
const row = { Id: id, Names: ['/web'], Image: 'busybox', State: 'running', Status: 'Up 2 seconds' }

async function on(
  answers: Answers
): Promise<{ server: BrokenEngine; handlers: ReturnType<typeof containersHandlers> }> {
  const server = await startBrokenEngine(answers)
  const { engine, engines } = connectTo(server.socketPath)
  cleanup.push(
    () => server.stop(),
    () => engine.dispose()
  )
  return { server, handlers: containersHandlers({ engines, chosen: createChosenFiles() }) }
}
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure
  )
const namesOf = (changes: readonly ContainersChange[]): string[] =>
  changes.flatMap((change) => (change.kind === 'remove' ? [] : change.containers.map(({ name }) => name)))

describe('a list', () => {
  it.each<[string, Answers[string], object]>([
    ['of broken JSON', raw('[{"Id": "1", '), { kind: 'engine-error' }],
    ['that is no list', json({ containers: [] }), { kind: 'engine-error' }],
    [
      'that is refused',
      json({ message: 'the store is closed' }, 500),
      { kind: 'engine-error', status: 500, message: 'the store is closed' }
    ],
    [
      'of half a line',
      (response) => {
        response.writeHead(200, { 'Content-Length': '1000' })
        response.write('[{"Id":"1"')
        setTimeout(() => response.destroy(), 20)
      },
      { kind: expect.stringMatching(/engine-(error|unreachable)/) }
    ]
  ])('%s is said, and read anew when it is asked for again', async (_title, answer, failure) => {
    const { server, handlers } = await on({ '/containers/json': answer ?? never })
    const first = collect((context) => handlers.watch({ connection }, context))
    // An engine that hangs up is lost, and comes back by itself: nothing to say but what its state says.
    const outcome = await Promise.race([
      failureOf(first.ended),
      new Promise((resolve) => setTimeout(() => resolve('waits'), 1_500))
    ])
    if (outcome !== 'waits') expect(outcome).toMatchObject(failure)
    server.answer({ '/containers/json': json([row]) })
    const second = collect((context) => handlers.watch({ connection }, context))
    await second.until((changes) => namesOf(changes).includes('web'))
    await Promise.all([first.close(), second.close()])
  })

  it('with unknown and missing fields, and rows that are none, shows what there is', async () => {
    const strange = {
      Id: 'd'.repeat(64),
      Names: null,
      Ports: 'none',
      Labels: [],
      Mounts: {},
      New: { a: 1 },
      Created: '?',
      Status: 7
    }
    const { handlers } = await on({ '/containers/json': json([null, 'x', {}, strange, { ...row, Invented: true }]) })
    const list = collect((context) => handlers.watch({ connection }, context))
    await list.until((changes) => changes.length === 1)
    expect(list.items[0]).toMatchObject({
      kind: 'snapshot',
      containers: [{ name: '', ports: [], labels: {}, state: 'unknown' }, { name: 'web' }]
    })
    await list.close()
  })

  it('stays where an answer to an event is broken, and becomes true again', async () => {
    const { server, handlers } = await on({ '/containers/json': json([row]) })
    const list = collect((context) => handlers.watch({ connection }, context))
    await list.until((changes) => changes.length === 1)
    server.answer({ '/containers/json': raw('nonsense') })
    const asked = server.requests.length
    server.event(
      `${JSON.stringify({ Type: 'container', Action: 'rename', Actor: { ID: id, Attributes: {} }, timeNano: 1 })}\n`
    )
    await list.until(() => server.requests.length > asked)
    server.answer({ '/containers/json': json([{ ...row, Names: ['/renamed'] }]) })
    await list.until((changes) => namesOf(changes).includes('renamed'))
    expect(list.items.some(({ kind }) => kind === 'remove')).toBe(false)
    await list.close()
  })

  it('of 10,000 events in a second costs a handful of requests', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => index.toString(16).padStart(64, '0'))
    const { server, handlers } = await on({ '/containers/json': json(ids.map((Id) => ({ ...row, Id }))) })
    const list = collect((context) => handlers.watch({ connection }, context))
    await list.until((changes) => changes.length === 1)
    const before = server.requests.length
    const began = performance.now()
    for (let sent = 0; sent < 10_000;) {
      const due = Math.min(10_000, Math.ceil((performance.now() - began) * 10))
      let text = ''
      for (; sent < due; sent++)
        text += `${JSON.stringify({ Type: 'container', Action: sent % 3 === 0 ? 'exec_create: x' : 'rename', Actor: { ID: ids[sent % 200], Attributes: {} }, timeNano: 1 })}\n`
      server.event(text)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(server.requests.length - before).toBeLessThan(15)
    await list.close()
  })
})

describe('logs', () => {
  const inspected = json({ Id: id, Config: { Tty: false }, State: { Status: 'running', Running: true } })
  const logs = (handlers: ReturnType<typeof containersHandlers>) =>
    collect<LogViewItem, LogViewInput>((context) =>
      handlers.viewLogs({ connection, containers: [{ id, name: '' }], follow: true }, context)
    )

  it('that are no frames fail, and say so', async () => {
    const { handlers } = await on({
      [`/containers/${id}/json`]: inspected,
      [`/containers/${id}/logs`]: raw('this is not a log at all')
    })
    expect(await failureOf(logs(handlers).ended)).toMatchObject({ kind: 'engine-error' })
  })

  it('that end at once although the container runs are not asked for in a rush', async () => {
    const { server, handlers } = await on({
      [`/containers/${id}/json`]: inspected,
      [`/containers/${id}/logs`]: raw('')
    })
    const log = logs(handlers)
    await log.until(() => server.requests.some((request) => request.includes('/logs')))
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(server.requests.filter((request) => request.includes('/logs')).length).toBeLessThan(6)
    await log.close()
  })

  it('of a container that cannot be inspected leave nothing open', async () => {
    let open = 0
    const { handlers } = await on({
      [`/containers/${id}/json`]: (response) => {
        // The log is there first.
        const timer = setInterval(() => {
          if (open === 0) return
          clearInterval(timer)
          response.writeHead(500).end('{"message":"no"}')
        }, 5)
      },
      [`/containers/${id}/logs`]: (response) => {
        open += 1
        response.once('close', () => (open -= 1))
        response.writeHead(200)
        response.flushHeaders()
      }
    })
    const log = logs(handlers)
    await expect(log.ended).rejects.toMatchObject({ failure: { message: 'no' } })
    await expect.poll(() => open).toBe(0)
  })

  it('closed 200 times leave nothing open', async () => {
    const { server, handlers } = await on({
      [`/containers/${id}/json`]: inspected,
      [`/containers/${id}/logs`]: (response) => {
        response.writeHead(200)
        response.flushHeaders()
      }
    })
    const probe = logs(handlers)
    await probe.until(() => server.requests.some((request) => request.includes('/logs')))
    await probe.close()
    for (let turn = 0; turn < 200; turn++) {
      const asked = server.requests.filter((request) => request.includes('/logs')).length
      const log = logs(handlers)
      if (turn % 2 === 0)
        await log.until(() => server.requests.filter((request) => request.includes('/logs')).length > asked)
      await log.close()
    }
    await probe.until(() => server.connections < 12)
  })
})

describe('an action', () => {
  it('on a container that somebody else removed, or that is refused without words, fails for that one alone', async () => {
    const other = 'e'.repeat(64)
    const { handlers } = await on({
      [`/containers/${id}/start`]: json({ message: `No such container: ${id}` }, 404),
      [`/containers/${other}/start`]: (response) => void response.writeHead(204).end()
    })
    const reply = await handlers.start(
      {
        connection,
        containers: [
          { id, name: 'a' },
          { id: other, name: 'b' }
        ]
      },
      callContext()
    )
    expect(reply).toMatchObject({
      done: [other],
      failed: [{ id, failure: { kind: 'not-found', subject: 'container' } }]
    })
  })
})
