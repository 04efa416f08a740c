/** Opened logs on a real engine: the newest lines first, all of them behind, found, shown alone, merged, copied and saved. */
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LogViewRequest } from '../../../contract/containers/logs/api'
import type { LogViewInput, LogViewItem, ViewedLine } from '../../../contract/containers/logs/model'
import { logsHandlers } from '../../../electron/features/containers/logs/handlers'
import { InputQueue } from '../../../electron/ipc/input-queue'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo, taskContext, type Collected } from '../../support/on-engine'

const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine, engines, chosen } = connectTo(socketPath)
const handlers = logsHandlers({ engines, chosen })
const made: string[] = []

beforeAll(async () => void (await docker('pull', '-q', 'busybox')))
afterAll(async () => {
  await docker('rm', '-f', ...made).catch(() => undefined)
  engine.dispose()
})

async function ran(...args: string[]): Promise<{ id: string; name: string }> {
  const id = await docker('run', '-d', ...args)
  made.push(id)
  await docker('wait', id)
  return { id, name: '' }
}
interface Opened {
  readonly stream: Collected<LogViewItem>
  readonly ask: (input: LogViewInput) => void
  readonly last: <Kind extends LogViewItem['kind']>(kind: Kind) => Extract<LogViewItem, { kind: Kind }> | undefined
  readonly texts: () => string[]
}
function open(containers: LogViewRequest['containers'], options: Partial<LogViewRequest> = {}): Opened {
  const input = new InputQueue<LogViewInput>()
  const stream = collect<LogViewItem, LogViewInput>(
    (context) => handlers.viewLogs({ connection, containers, follow: true, ...options }, context),
    input
  )
  const last: Opened['last'] = (kind) => stream.items.findLast((item) => item.kind === kind) as never
  return {
    stream,
    ask: (one) => void input.push(one),
    last,
    texts: () => (last('lines')?.lines ?? []).map(({ text }: ViewedLine) => text)
  }
}
const look = (words: string, options: Partial<Extract<LogViewInput, { kind: 'look' }>> = {}): LogViewInput => ({
  kind: 'look',
  words,
  expression: false,
  exact: false,
  only: false,
  ...options
})

describe('an opened log', () => {
  it('shows the newest lines, then has all that is older, each line once', async () => {
    const container = await ran('busybox', 'seq', '50000')
    const log = open([container])
    await log.stream.until(() => log.last('view')?.kept === 50_000)
    // Which of them is the first that was shown is a matter of the engine's tail; they stand in a row.
    const { first = 0, end = 0, dropped } = log.last('view') ?? {}
    expect([end - first, dropped]).toEqual([50_000, 0])
    log.ask({ kind: 'window', from: -5, to: 5 })
    await log.stream.until(() => log.last('lines')?.from === -5)
    const at = -5 - first + 1
    expect(log.texts()).toEqual(Array.from({ length: 10 }, (_, index) => String(at + index)))
    log.ask({ kind: 'window', from: first, to: first + 2 })
    await log.stream.until(() => log.last('lines')?.from === first)
    expect(log.texts()).toEqual(['1', '2'])
    const view = log.last('opened')?.view ?? ''
    const copied = await handlers.copyLogs({ view, from: first, to: end, timestamps: false }, callContext())
    expect(`${copied.text}\n`).toBe(Array.from({ length: 50_000 }, (_, index) => `${index + 1}\n`).join(''))
    await log.stream.close()
  })

  it('finds words and expressions, goes from one to the next and round, and shows only their lines', async () => {
    const container = await ran('busybox', 'sh', '-c', 'seq 3000; echo "Été error E1"; echo other >&2')
    const log = open([container])
    await log.stream.until(() => log.last('view')?.kept === 3002)
    log.ask(look('99'))
    await log.stream.until(() => log.last('view')?.found === 57 && log.last('view')?.looking === false)
    const end = log.last('view')?.end ?? 0
    log.ask({ kind: 'go', to: 'previous', from: end })
    await log.stream.until(() => log.last('at')?.match === 57)
    log.ask({ kind: 'go', to: 'next', from: log.last('at')?.place ?? 0 })
    await log.stream.until(() => log.last('at')?.match === 1)
    log.ask(look('^(29|30)00$', { expression: true, only: true }))
    log.ask({ kind: 'newest', count: 10 })
    await log.stream.until(() => log.texts().join() === '2900,3000')
    log.ask(look('ÉTÉ', { only: true }))
    await log.stream.until(() => log.texts().join() === 'Été error E1')
    expect(log.last('lines')?.lines[0]?.matches).toEqual([0, 3])
    log.ask(look('', { source: 'stderr' }))
    await log.stream.until(() => log.texts().join() === 'other')
    log.ask(look('(', { expression: true }))
    await log.stream.until(() => log.last('view')?.refused === 'expression')
    await log.stream.close()
  })

  it('is not held up by an expression that never ends', async () => {
    const container = await ran('busybox', 'sh', '-c', 'echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')
    const log = open([container])
    await log.stream.until(() => log.last('view')?.kept === 1)
    log.ask(look('^(a+)+$', { expression: true }))
    await log.stream.until(() => log.last('view')?.refused === 'slow')
    await log.stream.close()
  })

  it('carries a colour over lines, and bears NUL bytes, invalid UTF-8 and a line of 50 MB', async () => {
    const script =
      'printf "\\033[31mred\\nstill\\n\\033[0mplain\\n"; printf "a\\000b\\377c\\n"; head -c 50000000 /dev/zero | tr "\\0" x; echo; echo end'
    const container = await ran('busybox', 'sh', '-c', script)
    const log = open([container])
    await log.stream.until(() => log.texts().at(-1) === 'end', 60_000)
    // What is older comes after what is newest.
    await expect
      .poll(
        () => {
          const { first = 0 } = log.last('view') ?? {}
          log.ask({ kind: 'window', from: first, to: first + 5_000 })
          return log.texts()[0]
        },
        { timeout: 30_000 }
      )
      .toBe('\u001b[31mred')
    expect(log.texts().slice(0, 4)).toEqual([
      '\u001b[31mred',
      '\u001b[31mstill',
      '\u001b[31m\u001b[0mplain',
      'ab\uFFFDc'
    ])
    const lines = log.last('lines')?.lines ?? []
    expect(lines.every(({ text }) => text.length <= 40_000)).toBe(true)
    // The engine hands out a line in records of 16 KB, and the newest thousand of them begin in the midst of it.
    expect(lines.reduce((sum, { length = 0 }) => sum + length, 0)).toBe(50_000_000)
    await log.stream.close()
  })

  it('takes since and until as docker does', async () => {
    const container = await ran('busybox', 'sh', '-c', 'echo one; sleep 1.2; echo two; sleep 1.2; echo three')
    const stamps = (await docker('logs', '-t', container.id)).split('\n').map((line) => line.split(' ')[0] ?? '')
    const log = open([container], { since: stamps[1], until: stamps[1], follow: false })
    await log.stream.ended
    expect(log.texts()).toEqual(['two'])
    const recent = open([container], { since: '1h', follow: false })
    await recent.stream.ended
    expect(recent.texts()).toEqual(['one', 'two', 'three'])
  })
})

describe('several logs', () => {
  it('are one, in the order of their times, now and as they go on', { timeout: 60_000 }, async () => {
    const turns = (first: number): string =>
      `sleep ${first}; for i in 1 2 3 4 5 6; do echo $i; sleep 0.4; done; read x; for i in 7 8 9; do echo $i; sleep 0.4; done`
    const ids: string[] = []
    for (const first of [0, 0.1, 0.2]) ids.push(await docker('run', '-d', '-i', 'busybox', 'sh', '-c', turns(first)))
    made.push(...ids)
    const log = open(ids.map((id) => ({ id, name: '' })))
    await log.stream.until(() => (log.last('view')?.kept ?? 0) === 18)
    await docker('restart', '-t', '0', ...ids)
    await log.stream.until(() => (log.last('view')?.kept ?? 0) === 36, 30_000)
    const lines = log.last('lines')?.lines ?? []
    expect(lines).toHaveLength(36)
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort())
    expect(new Set(lines.map(({ origin }) => origin))).toEqual(new Set([0, 1, 2]))
    await log.stream.close()
  })
})

describe('a log in a file', () => {
  it('is what docker logs prints, with timestamps and without', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'escale-logs-'))
    const container = await ran('busybox', 'sh', '-c', 'seq 20000; printf "\\033[1mé\\033[0m\\n"')
    const path = join(folder, 'web.log')
    chosen.add(path)
    for (const timestamps of [false, true]) {
      const request = { connection, containers: [container], path, timestamps }
      const { bytes } = await handlers.saveLogs(request, taskContext())
      const saved = await readFile(path, 'utf8')
      const flags = timestamps ? ['--timestamps'] : []
      expect(saved.trimEnd()).toBe((await docker('logs', ...flags, container.id)).trimEnd())
      expect(Buffer.byteLength(saved)).toBe(bytes)
    }
  })

  it('leaves nothing where it is cancelled', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'escale-logs-'))
    const container = await ran('busybox', 'seq', '300000')
    const path = join(folder, 'web.log')
    chosen.add(path)
    const context = taskContext<{ bytes: number }>()
    const saving = handlers.saveLogs(
      { connection, containers: [container], path, timestamps: false },
      {
        ...context,
        report: () => context.abort.abort()
      }
    )
    await expect(saving).rejects.toMatchObject({ failure: { kind: 'cancelled' } })
    expect(await readdir(folder)).toEqual([])
  })
})
