import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  bytesOfPath,
  escapeBytes,
  escapeText,
  exactText,
  FilePath,
  parentOf,
  resolvePath,
  shownText,
  waysTo
} from './path'

/** Any name but those that a file system has none of. */
const name = fc
  .uint8Array({ minLength: 1, maxLength: 40 })
  .filter(
    (bytes) => !bytes.includes(0) && !bytes.includes(0x2f) && !['.', '..'].includes(String.fromCharCode(...bytes))
  )

describe('a path', () => {
  it('keeps every byte, and is one that a request takes', () => {
    fc.assert(
      fc.property(name, (bytes) => {
        const escaped = escapeBytes(bytes)
        expect(bytesOfPath(escaped)).toEqual(bytes)
        expect(v.is(FilePath, `/${escaped}`)).toBe(true)
      })
    )
  })
  it('of a text is its UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const whole = text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD')
        expect(exactText(escapeText(text))).toBe(whole)
      })
    )
  })
  it('looks different where it is different, and holds nothing unseen', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        const [first, second] = [escapeBytes(one), escapeBytes(other)]
        expect(shownText(first) === shownText(second)).toBe(first === second)
        expect(shownText(first)).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u)
      })
    )
    expect(shownText('two%0Alines')).toBe('two\\nlines')
    expect(shownText('latin-%E9')).toBe('latin-\\xE9')
    expect(shownText('caf%C3%A9')).toBe('café')
  })
  it.each(['', 'etc', '/etc/', '//', '/a/../b', '/.', '/a%00', '/a%2Fb', '/a b', '/%zz'])('%j is none', (path) => {
    expect(v.is(FilePath, path)).toBe(false)
  })
  it('is walked', () => {
    expect(waysTo('/a/b')).toEqual(['/', '/a', '/a/b'])
    expect(parentOf('/a')).toBe('/')
    expect(resolvePath('/a/b', '../c/./d')).toBe('/a/c/d')
    expect(resolvePath('/a', '../../../x')).toBe('/x')
  })
})
