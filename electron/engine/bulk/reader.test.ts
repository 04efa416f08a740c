import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AnswerReader, NotHttp } from './reader.mjs'

interface Read {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly isDone: boolean
  readonly isWhole: boolean
}

/** Reads an answer that comes in the given pieces. */
function read(...pieces: Buffer[]): Read {
  let status = 0
  let headers: Readonly<Record<string, string>> = {}
  const body: Buffer[] = []
  const reader = new AnswerReader(
    (code: number, fields: Readonly<Record<string, string>>) => {
      status = code
      headers = fields
    },
    (bytes: Buffer, from: number, to: number) => void body.push(Buffer.from(bytes.subarray(from, to)))
  )
  for (const piece of pieces) reader.read(piece)
  return { status, headers, body: Buffer.concat(body), isDone: reader.isDone, isWhole: reader.end() }
}

const cut = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((one, other) => one - other)
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
}
const chunked = (chunks: readonly Uint8Array[], extension = '', trailer = ''): Buffer =>
  Buffer.concat([
    Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'),
    ...chunks
      .filter(({ length }) => length > 0)
      .map((chunk) =>
        Buffer.concat([Buffer.from(`${chunk.length.toString(16)}${extension}\r\n`), chunk, Buffer.from('\r\n')])
      ),
    Buffer.from(`0\r\n${trailer}\r\n`)
  ])
const bytes = fc.uint8Array({ maxLength: 300 })
const places = fc.array(fc.nat(5_000), { maxLength: 40 })

describe('AnswerReader', () => {
  it('gives the body of chunks, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(
        fc.array(bytes),
        places,
        fc.constantFrom('', ';a=b', ' '),
        fc.constantFrom('', 'X-End: 1\r\n'),
        (chunks, at, extension, trailer) => {
          const answer = read(...cut(chunked(chunks, extension, trailer), at))
          expect(answer.status).toBe(200)
          expect(answer.body.equals(Buffer.concat(chunks))).toBe(true)
          expect(answer.isDone).toBe(true)
        }
      )
    )
  })

  it('gives a body of a length, and one that lasts until the end, wherever they are cut', () => {
    fc.assert(
      fc.property(bytes, places, fc.boolean(), (body, at, hasLength) => {
        const head = hasLength
          ? `HTTP/1.1 404 Not Found\r\ncontent-length:${body.length}\r\n\r\n`
          : 'HTTP/1.0 404 Not Found\r\n\r\n'
        const answer = read(...cut(Buffer.concat([Buffer.from(head), body]), at))
        expect(answer.status).toBe(404)
        expect(answer.body.equals(Buffer.from(body))).toBe(true)
        expect([answer.isDone, answer.isWhole]).toEqual([hasLength, true])
      })
    )
  })

  it('is not whole before its last byte', () => {
    const whole = chunked([Buffer.from('one'), Buffer.from('two')])
    for (let end = 0; end < whole.length; end++) expect(read(whole.subarray(0, end)).isWhole).toBe(false)
    expect(read(Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab')).isWhole).toBe(false)
  })

  it('passes over an interim answer, and reads headers whatever their case', () => {
    const answer = read(
      Buffer.from(
        'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type:  application/x-tar \r\nCONTENT-LENGTH: 2\r\n\r\nok'
      )
    )
    expect([answer.status, answer.headers['content-type'], answer.body.toString()]).toEqual([
      200,
      'application/x-tar',
      'ok'
    ])
  })

  it.each([
    ['something else than HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
    ['a size that is none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n'],
    ['no size at all', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n'],
    ['a size beyond numbers', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'f'.repeat(20)}\r\n`],
    ['a chunk without its end', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab'],
    ['a length that is none', 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n'],
    ['a head without an end', `HTTP/1.1 200 OK\r\n${'X: 1\r\n'.repeat(20_000)}`]
  ])('refuses %s', (_name, text) => {
    expect(() => read(Buffer.from(text))).toThrow(NotHttp)
  })

  it('throws nothing but its own error, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.boolean(), (noise, afterHead) => {
        const head = afterHead ? 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n' : ''
        try {
          read(Buffer.from(head), Buffer.from(noise))
        } catch (error) {
          expect(error).toBeInstanceOf(NotHttp)
        }
      })
    )
  })
})
