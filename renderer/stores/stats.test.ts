// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { testWindow, type TestWindow } from '../features/containers/test-window'
import { useConnections } from './connections'
import { useStats } from './stats'

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)]
const sample = {
  at: 1,
  cpu: 5,
  cores: 2,
  memory: 1,
  memoryLimit: 2,
  received: 0,
  sent: 0,
  read: 0,
  written: 0,
  pids: 1
}
let bridge: TestWindow
beforeEach(async () => {
  vi.useFakeTimers()
  bridge = testWindow()
  useConnections()
  await nextTick()
})
afterEach(() => void vi.useRealTimers())

describe('the store of stats', () => {
  it('opens one stream for all who look, and closes it with the last', async () => {
    const stats = useStats()
    const [one, other] = [effectScope(), effectScope()]
    const ids = shallowRef<readonly string[]>([a])
    one.run(() => stats.watch(ids))
    other.run(() => stats.watch(shallowRef([a, b])))
    await nextTick()
    const stream = bridge.stream('containers.stats')
    expect(stream.written).toEqual([{ kind: 'watch', ids: [a, b] }])
    stream.send([{ id: a, state: 'running', sample, recent: [1, 2] }])
    expect(stats.of(a)).toMatchObject({ state: 'running', recent: [1, 2, 5] })
    expect(stats.of(b).state).toBe('waiting')

    other.stop()
    await nextTick()
    await vi.advanceTimersByTimeAsync(200)
    expect(stream.written.at(-1)).toEqual({ kind: 'watch', ids: [a] })
    expect(stream.closed).toBe(false)
    // Rows that fly by are not asked for one by one.
    const asked = stream.written.length
    for (const id of [b, a, b]) {
      ids.value = [id]
      await nextTick()
    }
    await vi.advanceTimersByTimeAsync(200)
    expect(stream.written.slice(asked)).toEqual([{ kind: 'watch', ids: [b] }])
    one.stop()
    await nextTick()
    expect(stream.closed).toBe(true)
  })

  it('keeps a flat line as it is, and a moving one no longer than a minute', async () => {
    const stats = useStats()
    effectScope().run(() => stats.watch(shallowRef([a])))
    await nextTick()
    const stream = bridge.stream('containers.stats')
    for (let second = 0; second < 70; second++) {
      vi.advanceTimersByTime(1_000)

      stream.send([{ id: a, state: 'running', sample: { ...sample, cpu: 0.01 } }])
    }
    const { recent } = stats.of(a)
    expect(recent).toHaveLength(60)
    stream.send([{ id: a, state: 'running', sample: { ...sample, cpu: 0.02 } }])
    expect(stats.of(a).recent).toBe(recent)
    stream.send([{ id: a, state: 'running', sample: { ...sample, cpu: 7 } }])
    expect(stats.of(a).recent.at(-1)).toBe(7)
    expect(stats.of(a).recent).toHaveLength(60)
    // Where nothing is told, nothing changed: the line moves on.
    vi.advanceTimersByTime(30_000)
    expect(stats.of(a).recent.filter((value) => value === 7).length).toBeGreaterThan(15)
    vi.advanceTimersByTime(60_000)
    expect(new Set(stats.of(a).recent)).toEqual(new Set([7]))
    expect(vi.getTimerCount()).toBe(0)
    stream.send([{ id: a, state: 'stopped' }])
    expect(stats.of(a).sample).toBeUndefined()
  })
})
