/** An opened log in bad weather: the engine killed under it, lines that are none, a container that goes, a disk that is full. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LogViewInput, LogViewItem, LogViewState } from '../../../contract/containers/logs/model'
import { logsHandlers } from '../../../electron/features/containers/logs/handlers'
import { InputQueue } from '../../../electron/ipc/input-queue'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo, taskContext, type Collected } from '../../support/on-engine'

const run = promisify(execFile)
let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof logsHandlers>

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  await docker('pull', '-q', 'busybox')
  client = connectTo(throwaway.socketPath)
  handlers = logsHandlers(client)
})
afterAll(async () => {
  client?.engine.dispose()
  await throwaway?.stop()
})

interface Opened {
  readonly stream: Collected<LogViewItem>
  readonly kept: () => number
  readonly states: () => Array<LogViewState['state']>
  /** All of its text, as it would be copied. */
  readonly text: (timestamps?: boolean) => Promise<string>
}
function open(id: string, tail?: number): Opened {
  const input = new InputQueue<LogViewInput>()
  const stream = collect<LogViewItem, LogViewInput>(
    (context) =>
      handlers.viewLogs(
        { connection, containers: [{ id, name: '' }], follow: true, ...(tail ? { tail } : {}) },
        context
      ),
    input
  )
  const view = (): Extract<LogViewItem, { kind: 'view' }> | undefined =>
    stream.items.findLast((item) => item.kind === 'view')
  return {
    stream,
    kept: () => view()?.kept ?? 0,
    states: () => stream.items.flatMap((item) => (item.kind === 'state' ? [item.state] : [])),
    async text(timestamps = false) {
      const opened = stream.items.find((item) => item.kind === 'opened')
      const { first = 0, end = 0 } = view() ?? {}
      return (await handlers.copyLogs({ view: opened?.view ?? '', from: first, to: end, timestamps }, callContext()))
        .text
    }
  }
}
const start = (...args: string[]): Promise<string> => docker('run', '-d', ...args)

describe('an opened log', () => {
  it.each([undefined, 200])(
    'goes on after its engine was killed: no line twice, none lost (tail %s)',
    { timeout: 120_000 },
    async (tail) => {
      const script = 'trap exit TERM; i=0; while :; do echo line $i; i=$((i+1)); usleep 1000; done'
      const id = await start('busybox', 'sh', '-c', script)
      const log = open(id, tail)
      await log.stream.until(() => log.kept() > 1500, 60_000)
      await throwaway.kill()
      await log.stream.until(() => log.states().includes('interrupted'), 30_000)
      await throwaway.start()
      await log.stream.until(() => log.states().includes('resumed'), 60_000)
      await log.stream.until(() => log.states().includes('ended'), 60_000)
      const whole = (await docker('logs', '-t', id)).trimEnd().split('\n')
      await log.stream.until(() => tail !== undefined || log.kept() === whole.length, 30_000)
      const seen = (await log.text(true)).split('\n')
      expect(seen).toEqual(tail === undefined ? whole : whole.slice(-seen.length))
      await log.stream.close()
    }
  )

  it(
    'bears a line of 10 MB without an end, as it is written, and bytes that are no text',
    { timeout: 90_000 },
    async () => {
      const script =
        'echo before; head -c 10000000 /dev/zero | tr "\\0" x; sleep 1; printf "\\000\\001\\376\\377\\n"; echo after; exec sleep 1000'
      const id = await start('--init', 'busybox', 'sh', '-c', script)
      const log = open(id)
      await expect.poll(async () => (await log.text()).endsWith('\nafter'), { timeout: 60_000 }).toBe(true)
      const text = await log.text()
      expect(text.startsWith('before\nx')).toBe(true)
      const joined = text.replaceAll('\n', '')
      expect(joined.replaceAll('x', '')).toBe('before\uFFFD\uFFFDafter')
      expect(joined.split('x').length - 1).toBe(10_000_000)
      await log.stream.close()
      const again = open(id)
      await expect.poll(async () => (await again.text()) === text, { timeout: 60_000 }).toBe(true)
      await again.stream.close()
      await docker('rm', '-f', id)
    }
  )

  it('is whole where its newest records are all of one line', { timeout: 90_000 }, async () => {
    const id = await start('busybox', 'sh', '-c', 'echo before; head -c 20000000 /dev/zero | tr "\\0" y')
    await docker('wait', id)
    const log = open(id)
    await log.stream.until(() => log.states().includes('ended'), 60_000)
    expect((await log.text()).replaceAll('\n', '')).toBe(`before${'y'.repeat(20_000_000)}`)
    await log.stream.close()
    await docker('rm', '-f', id)
  })

  it("says in the engine's words that a log driver keeps nothing to read", async () => {
    const id = await start('--log-driver', 'none', 'busybox', 'sleep', '300')
    const log = open(id)
    await expect(log.stream.ended).rejects.toMatchObject({
      failure: { kind: 'unsupported', message: expect.stringMatching(/does not support reading/) }
    })
    const sound = await start('busybox', 'echo', 'hello')
    const both = collect<LogViewItem, LogViewInput>(
      (context) =>
        handlers.viewLogs(
          { connection, containers: [id, sound].map((one) => ({ id: one, name: '' })), follow: true },
          context
        ),
      new InputQueue<LogViewInput>()
    )
    // One that cannot be read takes nothing from the others.
    await both.until((items) => items.some((item) => item.kind === 'view' && item.kept === 1))
    expect(both.items.find((item) => item.kind === 'state' && item.state === 'failed')).toMatchObject({ origin: 0 })
    await both.close()
    await docker('rm', '-f', id, sound)
  })

  it('is closed when its container is removed, and keeps its lines', async () => {
    const id = await start('busybox', 'sh', '-c', 'echo last words; exec sleep 300')
    const log = open(id)
    await log.stream.until(() => log.kept() === 1)
    await docker('rm', '-f', id)
    await log.stream.until(() => log.states().includes('closed'))
    expect(log.kept()).toBe(1)
    await log.stream.ended
  })
})

describe('a log that is saved', () => {
  it('leaves nothing on a disk that is full, nor where the engine is killed', { timeout: 90_000 }, async () => {
    const id = await start('busybox', 'seq', '1000000')
    await docker('wait', id)
    const folder = await mkdtemp(join(tmpdir(), 'escale-faults-logs-'))
    const path = join(folder, 'web.log')
    client.chosen.add(path)
    const request = { connection, containers: [{ id, name: '' }], path, timestamps: false }
    await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder])
    try {
      await expect(handlers.saveLogs(request, taskContext())).rejects.toMatchObject({ failure: { kind: 'disk-full' } })
      expect(await readdir(folder)).toEqual([])
    } finally {
      await run('umount', [folder])
    }
    let killing: Promise<void> | undefined
    const context = { ...taskContext<{ bytes: number }>(), report: () => void (killing ??= throwaway.kill()) }
    await expect(handlers.saveLogs(request, context)).rejects.toMatchObject({ failure: { kind: 'engine-unreachable' } })
    await killing
    expect(await readdir(folder)).toEqual([])
    await throwaway.start()
    await rm(folder, { recursive: true })
  })
})
