// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { testWindow, type TestWindow } from '../features/containers/test-window'
import { open } from './client'
import { openAhead, openForStart } from './open-ahead'

const request = (id: string) => ({ connection: 'c', containers: [{ id, name: '' }], follow: true })
const [a, b] = ['a'.repeat(64), 'b'.repeat(64)]
let bridge: TestWindow
beforeEach(() => {
  vi.useFakeTimers()
  bridge = testWindow()
})
afterEach(() => void vi.useRealTimers())

describe('a stream that was opened ahead', () => {
  it('is taken over by who wants the same, with all that it said', async () => {
    openAhead('containers.viewLogs', request(a))
    const stream = bridge.stream('containers.viewLogs')
    stream.send({ kind: 'opened', view: '1' })
    const items: unknown[] = []
    const handle = open('containers.viewLogs', request(a), { items: (some) => items.push(...some) })
    expect(items).toEqual([])
    await Promise.resolve()
    stream.send({ kind: 'opened', view: '2' })
    expect(items).toEqual([
      { kind: 'opened', view: '1' },
      { kind: 'opened', view: '2' }
    ])
    handle.write({ kind: 'clear' })
    expect(stream.written).toEqual([{ kind: 'clear' }])
    vi.runAllTimers()
    expect(stream.closed).toBe(false)
    handle.close()
    expect(stream.closed).toBe(true)
  })

  it('is closed where nobody wants it, or another one is wanted', () => {
    openAhead('containers.viewLogs', request(a))
    const first = bridge.stream('containers.viewLogs')
    openAhead('containers.viewLogs', request(b))
    expect(first.closed).toBe(true)
    const second = bridge.stream('containers.viewLogs')
    open('containers.viewLogs', request(a), { items: () => undefined })
    expect(bridge.stream('containers.viewLogs')).not.toBe(second)
    vi.runAllTimers()
    expect(second.closed).toBe(true)
  })

  it('is one of several for the first frame, and says what comes before it is taken over', async () => {
    const heard: unknown[] = []
    openForStart('tasks.watch', {}, (message) => heard.push(message.kind))
    openForStart('containers.watch', { connection: 'c' })
    openAhead('containers.viewLogs', request(a))
    const [tasks, containers] = [bridge.stream('tasks.watch'), bridge.stream('containers.watch')]
    tasks.send({ kind: 'tasks', tasks: [] })
    expect(heard).toEqual(['items'])
    const items: unknown[] = []
    open('tasks.watch', {}, { items: (some) => items.push(...some) })
    await Promise.resolve()
    expect(items).toHaveLength(1)
    tasks.send({ kind: 'tasks', tasks: [] })
    expect(items).toHaveLength(2)
    expect(heard).toHaveLength(1)
    expect(containers.closed).toBe(false)
    vi.runAllTimers()
    expect(containers.closed).toBe(true)
    expect(tasks.closed).toBe(false)
  })
})
