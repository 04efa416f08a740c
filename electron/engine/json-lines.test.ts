import fc from 'fast-check'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { FailureError } from './failure-error'
import { jsonLines, progressLines } from './json-lines'

const collect = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const item of source) all.push(item)
  return all
}
const of = (...chunks: (string | Buffer)[]): Readable =>
  Readable.from(chunks.map((chunk) => Buffer.from(chunk as string)))

/** Cuts a buffer at the given places, each a share of its length. */
const cutAt = (buffer: Buffer, cuts: readonly number[]): Buffer[] => {
  const places = [0, ...cuts.map((cut) => Math.floor(cut * buffer.length)).sort((a, b) => a - b), buffer.length]
  return places.slice(1).map((end, index) => buffer.subarray(places[index], end))
}
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 })

describe('lines of JSON', () => {
  it('come out as they went in, however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        shares,
        fc.constantFrom('\n', '\r\n', '\n\n'),
        async (values, cuts, end) => {
          const bytes = Buffer.from(values.map((value) => JSON.stringify(value) + end).join(''))
          expect(await collect(jsonLines(of(...cutAt(bytes, cuts))))).toEqual(
            values.map((value) => JSON.parse(JSON.stringify(value)))
          )
        }
      )
    )
  })

  it('keep characters that are split between chunks', async () => {
    const bytes = Buffer.from('{"a":"é🐳"}\n')
    expect(await collect(jsonLines(Readable.from([...bytes].map((byte) => Buffer.from([byte])))))).toEqual([
      { a: 'é🐳' }
    ])
  })

  it('may come several at once, and the last without its end', async () => {
    expect(await collect(jsonLines(of('{"a":1}\n{"a":2}\n{"a"', ':3}')))).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }])
  })

  it('fail where a line is no JSON, after those before it', async () => {
    const seen: unknown[] = []
    const read = async (): Promise<void> => {
      for await (const value of jsonLines(of('{"a":1}\n<html>\n'))) seen.push(value)
    }
    await expect(read()).rejects.toMatchObject({ failure: { kind: 'engine-error', message: 'Not JSON: "<html>"' } })
    expect(seen).toEqual([{ a: 1 }])
    await expect(collect(jsonLines(of('{"a":')))).rejects.toBeInstanceOf(FailureError)
  })

  it('do not grow without end', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 0x20)
    const endless = Readable.from(
      (function* () {
        for (;;) yield megabyte
      })()
    )
    await expect(collect(jsonLines(endless))).rejects.toMatchObject({ failure: { kind: 'engine-error' } })
    expect(endless.destroyed).toBe(true)
  })

  it('take no longer than their length asks for', async () => {
    const started = performance.now()
    const line = Buffer.from(`"${'a'.repeat(4_000_000)}"\n`)
    const chunks = Array.from({ length: 4_000 }, (_, index) => line.subarray(index * 1_000, (index + 1) * 1_000))
    await collect(jsonLines(Readable.from([...chunks, line.subarray(4_000_000)])))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

describe('lines of progress', () => {
  it('throw the failure that a line tells of', async () => {
    const line =
      '{"errorDetail":{"message":"manifest for busybox:no not found: manifest unknown"},"error":"manifest for busybox:no not found"}\n'
    await expect(collect(progressLines(of('{"status":"Pulling"}\n', line)))).rejects.toMatchObject({
      failure: { kind: 'not-found', subject: 'image', name: 'busybox:no' }
    })
  })
  it('pass what is no failure', async () => {
    expect(await collect(progressLines(of('{"error":""}\nnull\n"x"\n')))).toEqual([{ error: '' }, null, 'x'])
  })
})
