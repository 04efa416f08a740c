import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { logPieces, markMatches, plainText, searchPattern, terminalText } from './log-text'

const shown = (raw: string): string =>
  logPieces(terminalText(raw))
    .map(({ text }) => text)
    .join('')

describe('a line’s text', () => {
  it('keeps colours as names and loses every other control sequence', () => {
    expect(logPieces(terminalText('\u001b[1;31mred\u001b[0m plain'))).toMatchObject([
      { text: 'red', colour: 'red', bold: true },
      { text: ' plain' }
    ])
    expect(shown('\u001b[2K\u001b[1Aover\u001b[3D')).toBe('over')
    expect(shown('\u001b]8;;https://example.org\u0007link\u001b]8;;\u0007')).toBe('link')
    expect(shown('bell\u0007 and null\u0000')).toBe('bell and null')
    expect(shown('tab\tstays')).toBe('tab\tstays')
  })

  it('leaves of a progress bar its last state', () => {
    expect(shown('10%\r50%\r100%\r')).toBe('100%')
    expect(shown('windows line\r')).toBe('windows line')
  })

  it('reads the 256 colours and those that a program mixes', () => {
    expect(logPieces('\u001b[38;5;208mx')[0]?.colour).toBe('rgb(255 135 0)')
    expect(logPieces('\u001b[38;5;9mx')[0]?.colour).toBe('bright-red')
    expect(logPieces('\u001b[38;2;1;2;3mx')[0]?.colour).toMatch(/^rgb\(1\s+2\s+3\)$/)
    expect(logPieces('\u001b[44mx')[0]?.background).toBe('blue')
  })

  it('never shows an escape, whatever a program wrote', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom('\u001b[', '\u001b]', '31m', '\r', '\u001b', '<script>', ';', '\u0007', '0m')
      ),
      { maxLength: 12 }
    )
    fc.assert(
      fc.property(hostile, (parts) => {
        expect(shown(parts.join(''))).not.toMatch(/[\u0000-\u0008\u000a-\u001a\u001c-\u001f\u007f]/)
        expect(plainText(parts.join(''))).not.toMatch(/\u001b\[\d*m/)
      })
    )
  })
})

describe('matches', () => {
  it('are marked across pieces, in any case, and nothing is lost', () => {
    const pieces = logPieces('one \u001b[31mTWO\u001b[0m three')
    const marked = markMatches(pieces, searchPattern('e two t'))
    expect(marked.map(({ text }) => text).join('')).toBe('one TWO three')
    expect(marked.filter(({ match }) => match !== undefined).map(({ text }) => text)).toEqual(['e ', 'TWO', ' t'])
  })

  it('are literal', () => {
    expect(searchPattern('a.*[b').test('xa.*[By')).toBe(true)
    expect(searchPattern('a.b').test('axb')).toBe(false)
  })

  it('mark each time that it stands there, whatever was looked at before with the same pattern', () => {
    const pattern = searchPattern('ab')
    pattern.test('xxxxab')
    const marked = markMatches([{ text: 'ab ab' }], pattern)
    expect(marked.filter(({ match }) => match !== undefined)).toHaveLength(2)
  })

  it('lose no letter of any line', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string({ minLength: 1 }), (texts, query) => {
        const pieces = texts.map((text) => ({ text }))
        expect(
          markMatches(pieces, searchPattern(query))
            .map(({ text }) => text)
            .join('')
        ).toBe(texts.join(''))
      })
    )
  })
})
