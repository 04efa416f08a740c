import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOfBase64 } from './file-content'
import { base64OfBytes, readEdited, writeEdited } from './text-bytes'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('the bytes of an edited text', () => {
  it('are the same where nothing was changed, and its lines end alike', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n\ufeff]/g, ''))),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        (lines, ending, isMarked) => {
          const bytes = bytesOf((isMarked ? '\ufeff' : '') + lines.join(ending))
          const read = readEdited(bytes)
          expect(read).toMatchObject({ mixed: false, mark: isMarked, text: lines.join('\n') })
          expect(read && writeEdited(read.text, read)).toEqual(bytes)
        }
      )
    )
  })

  it('end their lines as most do where they are mixed, and say so', () => {
    const read = readEdited(bytesOf('a\r\nb\r\nc\nd'))
    expect(read).toEqual({ text: 'a\nb\nc\nd', ending: '\r\n', mark: false, mixed: true })
  })

  it('are no text where they are no UTF-8', () => {
    expect(readEdited(Uint8Array.of(0x63, 0xe9))).toBeUndefined()
  })

  it('travel as base64, however many', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(fc.array(byte), (given) => {
        expect(bytesOfBase64(base64OfBytes(Uint8Array.from(given)))).toEqual(Uint8Array.from(given))
      })
    )
    const many = new Uint8Array(200_000).fill(0xfe)
    expect(bytesOfBase64(base64OfBytes(many))).toEqual(many)
  })
})
