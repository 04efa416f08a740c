/** The engine dies and comes back while a list, logs, a terminal and a pull are open. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContainersChange, LogLine } from '../../../contract/containers/model'
import type { PullProgress } from '../../../contract/images/model'
import { containersHandlers } from '../../../electron/features/containers/handlers'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { waitUntil } from '../../../build/tools/wait.mjs'
import { followedLog, type LogBatch } from '../../integration/containers/followed-log'
import { openTerminal } from '../../integration/containers/terminal-client'
import { dockerOn } from '../../support/docker-cli'
import { registryRelay, throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { collect, connection, connectTo, taskContext, type Collected } from '../../support/on-engine'
import type { RegistryRelay } from '../../support/registry'

let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let containers: ReturnType<typeof containersHandlers>
let images: ReturnType<typeof imagesHandlers>

let registry: RegistryRelay
beforeAll(async () => {
  registry = await registryRelay()
  throwaway = await throwawayEngine({ registryMirror: registry.url })
  docker = dockerOn(throwaway.host)
  await docker('pull', '-q', 'busybox')
  client = connectTo(throwaway.socketPath)
  containers = containersHandlers(client)
  images = imagesHandlers(client)
})
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
  await registry.stop()
})

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure
  )
const linesOf = (batches: readonly LogBatch[]): LogLine[] =>
  batches.flatMap((batch) => (batch.kind === 'lines' ? batch.lines : []))
const states = (batches: readonly LogBatch[]): string[] =>
  batches.map(({ kind }) => kind).filter((kind) => kind !== 'lines')
const follow = (id: string): Collected<LogBatch> =>
  collect(({ signal }) => followedLog(client.engine, { container: { id }, follow: true }, signal))

describe.each(['kill', 'terminate'] as const)('an engine ended by %s', (end) => {
  it('leaves what was known, and everything goes on: no line twice, none lost', { timeout: 120_000 }, async () => {
    const id = await docker(
      'run',
      '-d',
      '--name',
      `counter-${end}`,
      'busybox',
      'sh',
      '-c',
      'trap exit TERM; i=0; while :; do echo out $i; echo err $i >&2; i=$((i+1)); usleep 2000; done'
    )
    const list = collect((context) => containers.watch({ connection }, context))
    const log = follow(id)
    await list.until((changes) => changes.length > 0)
    await log.until((batches) => linesOf(batches).length > 200)

    await throwaway[end]()
    await log.until((batches) => states(batches).includes('interrupted'))
    expect(list.items.filter(({ kind }) => kind === 'remove')).toEqual([])
    await throwaway.start()
    await log.until((batches) => states(batches).at(-1) === 'ended', 60_000)
    expect(states(log.items).filter((kind) => kind === 'interrupted' || kind === 'resumed')).toEqual([
      'interrupted',
      'resumed'
    ])
    await list.until((changes) => changes.filter(({ kind }) => kind === 'snapshot').length === 2)
    await list.until((changes) => lastState(changes, id) === 'exited')

    // And on it goes in the same stream, when it is started again.
    const endings = states(log.items).filter((kind) => kind === 'ended').length
    await docker('start', id)
    const before = linesOf(log.items).length
    await log.until((batches) => linesOf(batches).length > before + 100)
    await docker('kill', id)
    await log.until((batches) => states(batches).filter((kind) => kind === 'ended').length > endings)
    const whole = (await docker('logs', '-t', id)).split('\n').filter((line) => line !== '')
    const errors = linesOf(log.items).filter(({ source }) => source === 'stderr')
    const output = linesOf(log.items).filter(({ source }) => source === 'stdout')
    expect(output.map(({ at, text }) => `${at} ${text}`)).toEqual(whole)
    expect(errors.length).toBeGreaterThan(100)
    expect(new Set(errors.map(({ at, text }) => `${at} ${text}`)).size).toBe(errors.length)
    await Promise.all([list.close(), log.close()])
    await docker('rm', id)
  })
})

function lastState(changes: readonly ContainersChange[], id: string): string | undefined {
  let state: string | undefined
  for (const change of changes) {
    if (change.kind === 'remove') continue
    state = change.containers.find((container) => container.id === id)?.state ?? state
  }
  return state
}

describe('an engine that is killed', () => {
  it('fails a pull, a run, a terminal and a stop that are under way, each at once', { timeout: 120_000 }, async () => {
    const id = await docker('run', '-dit', 'busybox')
    const stubborn = await docker('run', '-d', 'busybox', 'sh', '-c', 'trap "" TERM; while :; do sleep 1; done')
    registry.setSpeed(200_000)
    try {
      const context = taskContext<PullProgress>()
      const pull = failureOf(images.pull({ connection, reference: 'layers' }, context))
      const terminal = await openTerminal(containers, (terminals) =>
        terminals.attach({ connection, container: { id, name: '' } }, context)
      )
      const stop = containers.stop({ connection, containers: [{ id: stubborn, name: '' }], timeout: 60 }, context)
      await waitUntil(() => context.reports.some(({ layers }) => layers.some(({ current = 0 }) => current > 0)), 20_000)
      await docker('exec', id, 'true')
      await throwaway.kill()
      const began = Date.now()
      expect(await pull).toMatchObject({ kind: 'engine-unreachable' })
      expect(await terminal.ended()).toMatchObject({ kind: 'failed', failure: { kind: 'engine-unreachable' } })
      expect((await stop).failed[0]?.failure).toMatchObject({ kind: 'engine-unreachable' })
      expect(Date.now() - began).toBeLessThan(5_000)
      const run = taskContext<PullProgress>()
      expect(
        await failureOf(
          containers
            .start({ connection, containers: [{ id, name: '' }] }, run)
            .then(({ failed }) => Promise.reject({ failure: failed[0]?.failure }))
        )
      ).toMatchObject({ kind: 'engine-unreachable' })
    } finally {
      registry.setSpeed(undefined)
      await throwaway.start()
    }
    await client.engine.connected()
  })

  it('ends a log whose container went while it was away', { timeout: 120_000 }, async () => {
    const id = await docker(
      'run',
      '-d',
      '--rm',
      'busybox',
      'sh',
      '-c',
      'trap exit TERM; echo here; while :; do sleep 0.1; done'
    )
    const log = follow(id)
    await log.until((batches) => linesOf(batches).length === 1)
    await throwaway.kill()
    await log.until((batches) => states(batches).includes('interrupted'))
    await throwaway.start()
    await log.ended
    expect(linesOf(log.items).map(({ text }) => text)).toEqual(['here'])
  })
})
