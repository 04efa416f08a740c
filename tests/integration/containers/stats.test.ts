/** What containers use, on a real engine, compared with what `docker stats` prints. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { binarySize, memoryShare, percentText, trafficSize } from '../../../contract/containers/stats/figures'
import type { StatsHistory, StatsSample, StatsUpdate } from '../../../contract/containers/stats/model'
import { statsHandlers } from '../../../electron/features/containers/stats/handlers'
import { statsHubOf } from '../../../electron/features/containers/stats/stats-hub'
import { InputQueue } from '../../../electron/ipc/input-queue'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { collect, connection, connectTo } from '../../support/on-engine'

const { socketPath, host } = sharedEngine()
const docker = dockerOn(host)
const { engine, engines } = connectTo(socketPath)
const handlers = statsHandlers({ engines })
const made: string[] = []

beforeAll(async () => void (await docker('pull', '-q', 'busybox')))
afterAll(async () => {
  await docker('rm', '-f', ...made).catch(() => undefined)
  engine.dispose()
})

async function start(...args: string[]): Promise<string> {
  const id = await docker('run', '-d', ...args)
  made.push(id)
  return id
}
const watchOne = (id: string) =>
  collect((context) => handlers.statsOf({ connection, container: { id, name: '' } }, context))
function watchMany(ids: readonly string[], on: ReturnType<typeof statsHandlers> = handlers) {
  const input = new InputQueue<{ kind: 'watch'; ids: string[] }>()
  const stream = collect<StatsUpdate[], { kind: 'watch'; ids: string[] }>(
    (context) => on.stats({ connection }, context),
    input
  )
  const watch = (...wanted: string[]): boolean => input.push({ kind: 'watch', ids: wanted })
  watch(...ids)
  return { ...stream, items: stream.items, watch }
}
const samplesOf = (items: readonly StatsHistory[]): StatsSample[] =>
  items.flatMap((item) => (item.kind === 'more' ? [item.sample] : []))
const statesOf = (items: readonly StatsHistory[]): string[] =>
  items.flatMap((item) => (item.kind === 'state' ? [item.state] : []))

describe('the stats of one container', () => {
  it('are what docker stats prints', { timeout: 60_000 }, async () => {
    const id = await start('-m', '64m', 'busybox', 'sh', '-c', 'head -c 3000000 /dev/zero > /f; exec sleep 300')
    const stream = watchOne(id)
    const format = '{{.CPUPerc}}|{{.MemUsage}}|{{.MemPerc}}|{{.NetIO}}|{{.BlockIO}}|{{.PIDs}}'
    const printed = (sample: StatsSample): string =>
      [
        percentText(sample.cpu ?? 0),
        `${binarySize(sample.memory).text} / ${binarySize(sample.memoryLimit).text}`,
        percentText(memoryShare(sample.memory, sample.memoryLimit)),
        `${trafficSize(sample.received).text} / ${trafficSize(sample.sent).text}`,
        `${trafficSize(sample.read).text} / ${trafficSize(sample.written).text}`,
        String(sample.pids)
      ].join('|')
    // What sleeps comes to rest: from then on both say the same.
    const said = await stream.until((items) => samplesOf(items).length >= 4)
    expect(samplesOf(said)[0]?.cpu).toBeUndefined()
    await expect
      .poll(
        async () => {
          const theirs = await docker('stats', '--no-stream', '--format', format, id)
          const ours = samplesOf(stream.items).slice(-4).map(printed)
          return ours.includes(theirs) ? 'the same' : `${theirs} is none of ${ours.join(' ')}`
        },
        { timeout: 30_000 }
      )
      .toBe('the same')
    await stream.close()
  })

  it('measures a busy one as docker does, and a restart makes no spike', { timeout: 90_000 }, async () => {
    const id = await start('--cpus', '0.5', 'busybox', 'sh', '-c', 'while :; do :; done')
    const stream = watchOne(id)
    await stream.until((items) => samplesOf(items).length >= 5, 30_000)
    const share = samplesOf(stream.items).at(-1)?.cpu ?? 0
    // A busy machine gives it less than it may have.
    expect(share).toBeGreaterThan(5)
    expect(share).toBeLessThan(75)
    const theirs = Number.parseFloat(await docker('stats', '--no-stream', '--format', '{{.CPUPerc}}', id))
    expect(Math.abs(theirs - share)).toBeLessThan(30)

    const before = samplesOf(stream.items).length
    await docker('restart', '-t', '0', id)
    await stream.until((items) => samplesOf(items).length >= before + 5, 30_000)
    for (const { cpu = 0 } of samplesOf(stream.items)) {
      expect(cpu).toBeGreaterThanOrEqual(0)
      expect(cpu).toBeLessThan(110)
    }
    await stream.close()
  })

  it(
    'says that it does not run, and draws nothing of it; goes on when it does; ends with it',
    { timeout: 90_000 },
    async () => {
      const id = await start('--init', 'busybox', 'sleep', '300')
      const stream = watchOne(id)
      await stream.until((items) => samplesOf(items).length >= 2)
      await docker('stop', '-t', '0', id)
      await stream.until((items) => statesOf(items).at(-1) === 'stopped')
      const still = samplesOf(stream.items).length
      // The engine goes on sending zeros, each second.
      await new Promise((resolve) => setTimeout(resolve, 2_500))
      expect(samplesOf(stream.items).length).toBe(still)
      await docker('start', id)
      await stream.until((items) => samplesOf(items).length >= still + 2)
      const whole = statsHubOf(engine).past(id).read()
      expect(whole.at.every((at, index) => at > (whole.at[index - 1] ?? 0) && at > 1e12)).toBe(true)
      expect(whole.memory).toContain(null)
      await docker('rm', '-f', id)
      await stream.until((items) => statesOf(items).at(-1) === 'gone', 20_000)
      await stream.close()
    }
  )

  it('shows its past to who comes back', { timeout: 60_000 }, async () => {
    const id = await start('busybox', 'sleep', '300')
    const first = watchOne(id)
    await first.until((items) => samplesOf(items).length >= 3)
    await first.close()
    const open = statsHubOf(engine).open
    const again = watchOne(id)
    await again.until((items) => items.length > 0)
    const [item] = again.items
    expect(item?.kind === 'past' && item.past.at.length).toBeGreaterThanOrEqual(3)
    expect(statsHubOf(engine).open).toBe(open)
    await again.close()
  })
})

describe('the stats of many', () => {
  it('come in one message a second, for those that are named', { timeout: 60_000 }, async () => {
    const ids = await Promise.all(
      ['a', 'b', 'c'].map(() =>
        start('busybox', 'sh', '-c', 'while :; do i=$((i+1)); [ $((i % 5000)) = 0 ] && usleep 90000; done')
      )
    )
    const [a = '', b = '', c = ''] = ids
    // A client of its own: nobody else's streams are open there.
    const own = connectTo(socketPath)
    const stream = watchMany([a, b], statsHandlers(own))
    // Two who look at one share its stream.
    const other = watchMany([a], statsHandlers(own))
    const cpuOf = (items: readonly StatsUpdate[][], id: string): boolean =>
      items.some((updates) => updates.some((update) => update.id === id && update.sample?.cpu !== undefined))
    await stream.until((items) => cpuOf(items, a) && cpuOf(items, b))
    expect(statsHubOf(own.engine).open).toBe(2)
    expect(stream.items.flat().some(({ id }) => id === c)).toBe(false)
    const count = stream.items.length
    const from = performance.now()
    await stream.until((items) => items.length >= count + 3)
    expect(performance.now() - from).toBeGreaterThan(1_900)

    stream.watch(c)
    await stream.until((items) => cpuOf(items, c))
    const after = stream.items.length
    await stream.until((items) => items.length >= after + 2)
    expect(
      stream.items
        .slice(after)
        .flat()
        .every(({ id }) => id === c)
    ).toBe(true)
    await other.close()
    await stream.close()
    own.engine.dispose()
  })

  it('says of one that is gone that it is', { timeout: 30_000 }, async () => {
    const stream = watchMany(['f'.repeat(64)])
    await stream.until((items) => items.flat().at(-1)?.state === 'gone')
    await stream.close()
  })
})
