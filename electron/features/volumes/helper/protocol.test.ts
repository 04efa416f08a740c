import { Duplex, PassThrough } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FailureError } from '../../../engine/failure-error'
import { createHelperClient } from './helper-client'
import { FrameReader, requestLine, type Frame } from './protocol'

const word = fc.stringMatching(/^[A-Za-z0-9%._/ -]{0,20}$/)
const frame = fc.oneof(
  fc.record({
    kind: fc.constant('line'),
    id: fc.nat(),
    word: fc.stringMatching(/^[a-z]{1,8}$/),
    fields: fc.array(word)
  }),
  fc.record({ kind: fc.constant('block'), id: fc.nat(), data: fc.uint8Array({ maxLength: 300 }) })
)

/** Pieces of one block are one again. */
function joined(frames: readonly Frame[]): unknown[] {
  const all: Array<{ id: number; text: string }> = []
  for (const one of frames) {
    const last = all.at(-1)
    if (one.kind === 'line') all.push({ id: one.id, text: [one.word, ...one.fields].join('\t') })
    else if (last?.id === one.id && last.text.startsWith('bytes ')) last.text += one.data.toString('hex')
    else all.push({ id: one.id, text: `bytes ${one.data.toString('hex')}` })
  }
  return all
}

describe('replies of the helper', () => {
  it('mean the same wherever they are cut', () => {
    fc.assert(
      fc.property(fc.array(frame), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (frames, cuts) => {
        const bytes = Buffer.concat(
          frames.map((one) =>
            'data' in one
              ? Buffer.concat([Buffer.from(`${one.id}\tblock\t${one.data.length}\n`), one.data])
              : Buffer.from(`${[one.id, one.word === 'block' ? 'done' : one.word, ...one.fields].join('\t')}\n`)
          )
        )
        const whole: Frame[] = []
        new FrameReader().read(bytes, (one) => whole.push(one))
        const reader = new FrameReader()
        const parts: Frame[] = []
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const length = cuts[turn % cuts.length] ?? 1
          reader.read(bytes.subarray(at, at + length), (one) => parts.push(one))
          at += length
        }
        expect(joined(parts)).toEqual(joined(whole))
        expect(whole.filter(({ kind }) => kind === 'line')).toHaveLength(
          frames.filter((one) => !('data' in one)).length
        )
      })
    )
  })
  it.each(['hello\n', '1\n', '\n', 'x\tdone\n', '1\tblock\n', '1\tblock\t-1\n', `${'9'.repeat(70_000)}`])(
    'that are none are refused: %j',
    (text) => {
      expect(() => new FrameReader().read(Buffer.from(text), () => undefined)).toThrow(FailureError)
    }
  )
  it('of what nobody could take are asked for in vain', () => {
    expect(() => requestLine(1, ['copy', 'x'.repeat(5_000_000)])).toThrow('Too many files at once')
  })
})

/** A helper that says what the test says. */
function spoken() {
  const output = new PassThrough()
  const said: string[] = []
  const connection = Duplex.from({
    readable: output,
    writable: new PassThrough().on('data', (data: Buffer) => said.push(data.toString()))
  })
  const client = createHelperClient(connection, () =>
    Promise.resolve(new FailureError({ kind: 'engine-error', message: 'gone' }))
  )
  const say = (text: string): void => {
    const header = Buffer.alloc(8)
    header[0] = 1
    header.writeUInt32BE(Buffer.byteLength(text), 4)
    output.write(Buffer.concat([header, Buffer.from(text)]))
  }
  return { client, say, said, end: () => output.end() }
}
const outcome = (work: Promise<unknown>) =>
  work.then(
    (value) => value,
    (error: unknown) => (error instanceof FailureError ? error.failure : error)
  )

describe('what is asked of the helper', () => {
  it('ends with the helper, and so does the greeting', async () => {
    const { client, end } = spoken()
    const asked = outcome(client.request(['list', '/'], { signal: new AbortController().signal }).next())
    end()
    expect(await asked).toMatchObject({ kind: 'engine-error', message: 'gone' })
    expect(await outcome(client.greeting)).toMatchObject({ kind: 'engine-error' })
    expect(client.isGone).toBe(true)
  })
  it('is refused by another protocol, and by nonsense', async () => {
    for (const text of ['0\thello\t99\t0\t0\t0\t0\t0\n', 'nonsense\n']) {
      const { client, say } = spoken()
      say(text)
      expect(await outcome(client.greeting)).toMatchObject({ kind: 'engine-error' })
      expect((await client.gone).failure.kind).toBe('engine-error')
    }
  })
  it('is cancelled once the helper says so, and no sooner', async () => {
    const { client, say, said } = spoken()
    const abort = new AbortController()
    const asked = outcome(client.request(['list', '/'], { signal: abort.signal }).next())
    abort.abort()
    await new Promise(setImmediate)
    expect(said.join('')).toBe('1\tlist\t/\n1\tcancel\n')
    say('1\terror\tECANCELED\n')
    expect(await asked).toMatchObject({ kind: 'cancelled' })
  })
  it('sends no more than there is room for', async () => {
    const { client, say, said } = spoken()
    async function* input(): AsyncGenerator<Buffer, void> {
      for (;;) yield Buffer.alloc(100_000, 'x')
    }
    const asked = outcome(
      client.request(['write', '/a', 'new'], { signal: new AbortController().signal, input: input() }).next()
    )
    const sent = (): number => said.join('').length
    while (sent() < 2 * 1024 * 1024) await new Promise(setImmediate)
    const before = sent()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(sent()).toBe(before)
    say('1\tmore\t1000000\n')
    while (sent() < before + 1_000_000) await new Promise(setImmediate)
    say('1\terror\tENOSPC\t/a\n')
    expect(await asked).toMatchObject({ kind: 'disk-full', message: '/a: no space left on device' })
  })
})
