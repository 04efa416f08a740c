/** A log on a real engine: all of it, once, in order, over the container's ends and starts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LogLine } from '../../../contract/containers/model'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { collect, connectTo, type Collected } from '../../support/on-engine'
import { followedLog, type LogBatch } from './followed-log'

const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine } = connectTo(socketPath)
const made: string[] = []

beforeAll(async () => void (await docker('pull', '-q', 'busybox')))
afterAll(async () => {
  await docker('rm', '-f', ...made).catch(() => undefined)
  engine.dispose()
})

async function start(...args: string[]): Promise<{ id: string; name: string }> {
  const id = await docker('run', '-d', ...args)
  made.push(id)
  return { id, name: '' }
}
const logs = (
  container: { id: string; name: string },
  { follow = false, tail }: { follow?: boolean; tail?: number } = {}
): Collected<LogBatch> => collect(({ signal }) => followedLog(engine, { container, follow, tail }, signal))
const linesOf = (batches: readonly LogBatch[]): LogLine[] =>
  batches.flatMap((batch) => (batch.kind === 'lines' ? batch.lines : []))
const textsOf = (batches: readonly LogBatch[]): string[] => linesOf(batches).map(({ text }) => text)
const kindsOf = (batches: readonly LogBatch[]): string[] => batches.map(({ kind }) => kind)

describe('logs', () => {
  it('gives every line with its source and time, and ends', async () => {
    const container = await start('busybox', 'sh', '-c', 'echo out; echo err >&2; printf "é\\r\\n"; printf "no end"')
    await docker('wait', container.id)
    const log = logs(container)
    await log.ended
    const lines = linesOf(log.items)
    expect(lines.filter(({ source }) => source === 'stdout').map(({ text }) => text)).toEqual(['out', 'é', 'no end'])
    expect(lines.filter(({ source }) => source === 'stderr').map(({ text }) => text)).toEqual(['err'])
    expect(lines.every(({ at }) => /^\d{4}-\d\d-\d\dT[\d:]+\.\d{9}Z$/.test(at))).toBe(true)
  })

  it('gives the last lines only, where asked', async () => {
    const container = await start('busybox', 'seq', '100')
    await docker('wait', container.id)
    const log = logs(container, { tail: 3 })
    await log.ended
    expect(textsOf(log.items)).toEqual(['98', '99', '100'])
  })

  it.each([
    ['without', []],
    ['with', ['-t']]
  ])('joins a line of 100,000 characters again, %s a terminal', async (_title, flags) => {
    const container = await start(
      ...flags,
      'busybox',
      'awk',
      'BEGIN { for (i = 0; i < 50000; i++) printf "é"; print ""; print "after" }'
    )
    await docker('wait', container.id)
    const log = logs(container)
    await log.ended
    expect(textsOf(log.items).map((text) => [text.length, text.slice(0, 3)])).toEqual([
      [50_000, 'ééé'],
      [5, 'aft']
    ])
    expect(textsOf(log.items)[0]).toBe('é'.repeat(50_000))
  })

  it('says that a container that never ran does not, and goes on when it is started', async () => {
    const id = await docker('create', 'busybox', 'echo', 'at last')
    made.push(id)
    const log = logs({ id, name: '' }, { follow: true })
    await log.until((batches) => batches.at(-1)?.kind === 'ended')
    expect(log.items).toEqual([{ kind: 'ended', exitCode: undefined }])
    await docker('start', id)
    await log.until((batches) => batches.filter(({ kind }) => kind === 'ended').length === 2)
    expect(textsOf(log.items)).toEqual(['at last'])
    await log.close()
  })

  it('goes on over ends and starts, twice nothing, and ends when the container is removed', async () => {
    const container = await start('busybox', 'sh', '-c', 'for i in 1 2 3; do echo $i; done; exit 7')
    const log = logs(container, { follow: true })
    await log.until((batches) => batches.at(-1)?.kind === 'ended')
    expect(log.items.at(-1)).toEqual({ kind: 'ended', exitCode: 7 })
    await docker('start', container.id)
    await log.until((batches) => textsOf(batches).length === 6 && batches.at(-1)?.kind === 'ended')
    expect(textsOf(log.items)).toEqual(['1', '2', '3', '1', '2', '3'])
    await docker('rm', container.id)
    await log.ended
  })

  it('follows a restart of a running container', async () => {
    const container = await start('busybox', 'sh', '-c', 'echo up; exec sleep 300')
    const log = logs(container, { follow: true })
    await log.until((batches) => textsOf(batches).length === 1)
    await docker('restart', '-t', '0', container.id)
    await log.until((batches) => textsOf(batches).length === 2)
    expect(textsOf(log.items)).toEqual(['up', 'up'])
    await log.close()
  })

  it('without its past: only what comes from now on, also after an end', async () => {
    const container = await start('busybox', 'sh', '-c', 'echo past; cat > /dev/null')
    await docker('wait', container.id)
    const log = logs(container, { follow: true, tail: 0 })
    await log.until((batches) => batches.at(-1)?.kind === 'ended')
    expect(linesOf(log.items)).toEqual([])
    await docker('start', container.id)
    await log.until((batches) => textsOf(batches).length === 1)
    await log.close()
  })

  it("refuses, in the engine's words, where the log cannot be read", async () => {
    const container = await start('--log-driver', 'none', 'busybox', 'sleep', '300')
    const failure = await logs(container, { follow: true }).ended.catch((error: { failure: unknown }) => error.failure)
    expect(failure).toMatchObject({ kind: 'unsupported', message: expect.stringMatching(/does not support reading/) })
  })

  it('fails for a container that is not there', async () => {
    const failure = await logs({ id: '0'.repeat(64), name: 'gone' }).ended.catch(
      (error: { failure: unknown }) => error.failure
    )
    expect(failure).toMatchObject({ kind: 'not-found', subject: 'container' })
  })

  it('a window that takes its time keeps the engine waiting, and 200,000 lines arrive whole', async () => {
    const container = await start('busybox', 'seq', '200000')
    await docker('wait', container.id)
    const before = process.memoryUsage().rss
    let count = 0
    let last = ''
    let batches = 0
    const abort = new AbortController()
    for await (const batch of followedLog(engine, { container }, abort.signal)) {
      if (batch.kind !== 'lines') continue
      count += batch.lines.length
      last = batch.lines.at(-1)?.text ?? last
      if (++batches === 5) await new Promise((resolve) => setTimeout(resolve, 1_000))
      if (batches === 5) expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
    }
    expect([count, last]).toEqual([200_000, '200000'])
  })

  it('leaves nothing open when it is closed', async () => {
    const container = await start('busybox', 'sleep', '300')
    const open = Array.from({ length: 20 }, () => logs(container, { follow: true }))
    await Promise.all(open.map((log) => log.close()))
    expect(kindsOf(open.flatMap(({ items }) => items))).toEqual([])
  })
})
