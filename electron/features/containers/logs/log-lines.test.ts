import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogLine } from '../../../../contract/containers/model'
import { LogReader } from './log-lines'

const stamp = (index: number): string => `2026-11-21T04:29:22.${String(index).padStart(9, '0')}Z`
const frame = (source: LogLine['source'], data: Buffer): Buffer => {
  const header = Buffer.alloc(8)
  header[0] = source === 'stderr' ? 2 : 1
  header.writeUInt32BE(data.length, 4)
  return Buffer.concat([header, data])
}
/** As the engine sends a line: records of 16 KiB, each with a timestamp; the line's end belongs to the last. */
function records(index: number, text: string): Buffer[] {
  const bytes = Buffer.from(`${text}\n`)
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 16_384)
    parts.push(Buffer.concat([Buffer.from(`${stamp(index)} `), bytes.subarray(at, at + 16_384)]))
  return parts
}
function readAll(stream: Buffer, sizes: readonly number[], tty: boolean): LogLine[] {
  const reader = new LogReader({ tty })
  const lines: LogLine[] = []
  let at = 0
  for (let turn = 0; at < stream.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    lines.push(...reader.read(stream.subarray(at, at + size)).lines())
    at += size
  }
  return [...lines, ...reader.end().lines()]
}

const oneLine = fc.record({
  source: fc.constantFrom('stdout' as const, 'stderr' as const),
  text: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replace(/[\r\n]/g, '')),
    fc.integer({ min: 16_300, max: 50_000 }).map((length) => 'é€x'.repeat(length / 6).slice(0, length)),
    fc.constant(`${'x'.repeat(16_384)}${stamp(7)} of its own`)
  )
})
const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constant(65_536)), { minLength: 1, maxLength: 5 })

describe('log lines', () => {
  it('come whole and in order, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(oneLine, { maxLength: 8 }), sizes, (lines, cuts) => {
        const stream = Buffer.concat(
          lines.flatMap(({ source, text }, index) => records(index, text).map((record) => frame(source, record)))
        )
        expect(readAll(stream, cuts, false)).toEqual(
          lines.map(({ source, text }, index) => ({ at: stamp(index), source, text }))
        )
      }),
      { numRuns: 60 }
    )
  })

  it('come whole from a terminal, without its carriage returns', () => {
    fc.assert(
      fc.property(fc.array(oneLine, { maxLength: 8 }), sizes, (lines, cuts) => {
        const stream = Buffer.concat(lines.flatMap(({ text }, index) => records(index, `${text}\r`)))
        expect(readAll(stream, cuts, true)).toEqual(
          lines.map(({ text }, index) => ({ at: stamp(index), source: 'stdout', text }))
        )
      }),
      { numRuns: 60 }
    )
  })

  it('keeps what has no line end, and what has no timestamp', () => {
    expect(readAll(Buffer.from(`${stamp(1)} prompt> `), [7], true)).toEqual([
      { at: stamp(1), source: 'stdout', text: 'prompt> ' }
    ])
    const complaint = frame('stderr', Buffer.from('Error grabbing logs: invalid character\n'))
    expect(readAll(complaint, [99], false)).toEqual([
      { at: '', source: 'stderr', text: 'Error grabbing logs: invalid character' }
    ])
    expect(readAll(Buffer.from(`${stamp(1)} \n${stamp(2)}\n`), [5], true).map(({ text }) => text)).toEqual(['', ''])
  })

  it("takes Podman's timestamps", () => {
    expect(readAll(Buffer.from('2026-11-21T05:29:22.12+01:00 hello\n'), [99], true)).toEqual([
      { at: '2026-11-21T04:29:22.120000000Z', source: 'stdout', text: 'hello' }
    ])
  })

  it('joins records that grew because they were no UTF-8', () => {
    const record = `${'\uFFFD'.repeat(16_384)}`
    const stream = Buffer.from(`${stamp(1)} ${record}${stamp(2)} rest\n`)
    expect(readAll(stream, [65_536], true).map(({ text }) => text)).toEqual([`${record}rest`])
  })

  it('cuts an endless line before it fills memory', () => {
    const stream = Buffer.concat(records(1, 'x'.repeat(3_000_000)))
    const lines = readAll(stream, [65_536], true)
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.every(({ at }) => at === stamp(1))).toBe(true)
    expect(
      lines
        .map(({ text }) => text)
        .join('')
        .replace(/x/g, '')
    ).toBe('')
    expect(lines.reduce((sum, { text }) => sum + text.length, 0)).toBe(3_000_000)
  })
})
