import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { watchEffect } from 'vue'
import { useLogBuffer, type LogLine } from './log-buffer'

const line = (text: string): LogLine => ({ at: '2026-01-01T00:00:00Z', source: 'stdout', text })
const lines = (count: number, from = 0): LogLine[] =>
  Array.from({ length: count }, (_, index) => line(String(from + index)))

describe('the log buffer', () => {
  it('keeps the last lines under the numbers that they came with, whatever the batches', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 8 }),
        (capacity, batches) => {
          const buffer = useLogBuffer(capacity)
          let came = 0
          for (const size of batches) {
            buffer.append(lines(size, came))
            came += size
          }
          expect(buffer.end).toBe(came)
          expect(buffer.first).toBe(Math.max(0, came - capacity))
          expect(buffer.dropped).toBe(buffer.first)
          for (let number = buffer.first; number < buffer.end; number++)
            expect(buffer.at(number)?.text).toBe(String(number))
          expect(buffer.at(buffer.first - 1)).toBeUndefined()
          expect(buffer.at(buffer.end)).toBeUndefined()
        }
      )
    )
  })

  it('tells of each batch once', () => {
    const buffer = useLogBuffer()
    let told = -1
    watchEffect(() => (buffer.version.value, told++), { flush: 'sync' })
    buffer.append(lines(1000))
    expect(told).toBe(1)
    buffer.append([])
    expect(told).toBe(1)
  })

  it('counts on after it was cleared, and does not call that a loss', () => {
    const buffer = useLogBuffer(10)
    buffer.append(lines(25))
    buffer.clear()
    expect(buffer).toMatchObject({ first: 25, end: 25, dropped: 0 })
    buffer.append([line('next')])
    expect(buffer.at(25)?.text).toBe('next')
  })

  it('takes 100,000 lines in a moment', () => {
    const buffer = useLogBuffer()
    const batch = lines(1000)
    const start = performance.now()
    for (let count = 0; count < 300; count++) buffer.append(batch)
    expect(performance.now() - start).toBeLessThan(500)
    expect(buffer.end - buffer.first).toBe(100_000)
  })
})
