import fc from 'fast-check'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { demultiplex, type OutputSource } from './demultiplex'
import { outputLines, type OutputLine } from './output-lines'

const types = { stdout: 1, stderr: 2, system: 3 } as const

const frame = (type: keyof typeof types, data: string | Buffer): Buffer => {
  const body = Buffer.from(data as string)
  const header = Buffer.alloc(8)
  header[0] = types[type]
  header.writeUInt32BE(body.length, 4)
  return Buffer.concat([header, body])
}
const cutAt = (buffer: Buffer, cuts: readonly number[]): Buffer[] => {
  const places = [0, ...cuts.map((cut) => Math.floor(cut * buffer.length)).sort((a, b) => a - b), buffer.length]
  return places.slice(1).map((end, index) => buffer.subarray(places[index], end))
}
const collect = async <T>(batches: AsyncIterable<T[]>): Promise<T[]> => {
  const all: T[] = []
  for await (const batch of batches) all.push(...batch)
  return all
}
const framed = { tty: false }
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 })
const pieces = fc.array(
  fc.tuple(fc.constantFrom<OutputSource>('stdout', 'stderr'), fc.string({ unit: 'binary', maxLength: 40 }))
)

describe('demultiplexing', () => {
  it('gives each source its bytes, however frames are cut', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, shares, async (output, cuts) => {
        const bytes = Buffer.concat(output.map(([source, text]) => frame(source, text)))
        const seen = await collect(demultiplex(Readable.from(cutAt(bytes, cuts)), framed))
        for (const source of ['stdout', 'stderr'] as const) {
          const got = Buffer.concat(seen.filter((piece) => piece.source === source).map(({ data }) => data)).toString()
          expect(got).toBe(
            output
              .filter(([from]) => from === source)
              .map(([, text]) => text)
              .join('')
          )
        }
      })
    )
  })

  it('passes a terminal’s bytes as they are', async () => {
    const seen = await collect(demultiplex(Readable.from([Buffer.from([1, 0, 0, 0, 0, 0, 0, 1, 65])]), { tty: true }))
    expect(seen).toEqual([{ source: 'stdout', data: Buffer.from([1, 0, 0, 0, 0, 0, 0, 1, 65]) }])
  })

  it('fails on what is no frame, and on the engine’s own complaint', async () => {
    await expect(collect(demultiplex(Readable.from([Buffer.from('hello world')]), framed))).rejects.toMatchObject({
      failure: { kind: 'engine-error' }
    })
    const complaint = frame('system', 'write /var/lib: no space left on device')
    const source = Readable.from([
      Buffer.concat([frame('stdout', 'a'), complaint.subarray(0, 20)]),
      complaint.subarray(20)
    ])
    await expect(collect(demultiplex(source, framed))).rejects.toMatchObject({ failure: { kind: 'disk-full' } })
  })

  it('survives thousands of tiny frames in one chunk', async () => {
    const chunk = Buffer.concat(Array.from({ length: 100_000 }, () => frame('stdout', 'x')))
    expect(await collect(demultiplex(Readable.from([chunk]), framed))).toHaveLength(100_000)
  })

  it('gives what came of a frame that the end cut, and of empty ones nothing', async () => {
    const seen = await collect(
      demultiplex(Readable.from([Buffer.concat([frame('stdout', ''), frame('stderr', 'abc').subarray(0, 10)])]), framed)
    )
    expect(seen).toEqual([{ source: 'stderr', data: Buffer.from('ab') }])
  })
})

describe('lines of output', () => {
  const linesOf = (text: string): string[] => {
    const lines = text.split('\n')
    if (lines.at(-1) === '') lines.pop()
    return lines.map((line) => line.replace(/\r$/, ''))
  }

  it('are those of each source, however frames, lines and characters are cut', async () => {
    const unit = fc.constantFrom('a', 'é', '🐳', '\n', '\r\n', ' ')
    const output = fc.array(
      fc.tuple(fc.constantFrom<OutputSource>('stdout', 'stderr'), fc.string({ unit, maxLength: 20 }))
    )
    await fc.assert(
      fc.asyncProperty(output, shares, shares, async (parts, frameCuts, cuts) => {
        // Frames may end inside a character too.
        const frames = parts.flatMap(([source, text]) =>
          cutAt(Buffer.from(text), frameCuts).map((part) => frame(source, part))
        )
        const seen = await collect(outputLines(Readable.from(cutAt(Buffer.concat(frames), cuts)), framed))
        for (const source of ['stdout', 'stderr'] as const) {
          const text = parts
            .filter(([from]) => from === source)
            .map(([, written]) => written)
            .join('')
          expect(seen.filter((line) => line.source === source).map((line) => line.text)).toEqual(linesOf(text))
        }
      })
    )
  })

  it('joins a long line that the engine split, and cuts one that never ends', async () => {
    const long = 'x'.repeat(40_000)
    const split = Readable.from([
      frame('stdout', long.slice(0, 16_384)),
      frame('stdout', long.slice(16_384)),
      frame('stdout', '\n')
    ])
    expect(await collect(outputLines(split, framed))).toEqual([{ source: 'stdout', text: long }])
    const endless = Readable.from(Array.from({ length: 100 }, () => frame('stdout', 'x'.repeat(10_000))))
    const lines = await collect(outputLines(endless, framed))
    expect(Math.max(...lines.map(({ text }) => text.length))).toBeLessThanOrEqual(256 * 1024)
    expect(lines.reduce((sum, { text }) => sum + text.length, 0)).toBe(1_000_000)
  })

  it('come by the million', async () => {
    const text = `${'a line of a log, as long as most are: 2026-11-21T04:59:00 GET /index.html 200'}\n`
    const chunk = Buffer.concat(Array.from({ length: 700 }, () => frame('stdout', text)))
    const chunks = 1_000
    let count = 0
    const started = process.cpuUsage()
    for await (const batch of outputLines(Readable.from(Array.from({ length: chunks }, () => chunk)), framed))
      count += batch.length
    const { user, system } = process.cpuUsage(started)
    const rate = count / ((user + system) / 1_000_000)
    expect(count).toBe(700_000)
    // Measured: 2.2 million in a second of the processor's; the limit leaves room for a slower one.
    expect(rate).toBeGreaterThan(500_000)
  })

  it('gives none for no output', async () => {
    const lines: OutputLine[] = await collect(outputLines(Readable.from([]), framed))
    expect(lines).toEqual([])
  })
})
