import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineSplitter } from './output-lines'

const at = new Date(0)

describe('lines of a program that is attached to', () => {
  it('are the same however they come in pieces', () => {
    const word = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, ''))
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 1, max: 5 }), (lines, size) => {
        const all = lines.map((line) => `${line}\n`).join('')
        const splitter = lineSplitter(() => at)
        const taken: string[] = []
        for (let from = 0; from < all.length; from += size)
          taken.push(...splitter.take('stdout', all.slice(from, from + size)).map(({ text }) => text))
        expect(taken).toEqual(lines)
        expect(splitter.rest()).toEqual([])
      })
    )
  })

  it('keep the two outputs apart, and give what has no end at the end', () => {
    const splitter = lineSplitter(() => at)
    expect(splitter.take('stdout', 'half')).toEqual([])
    expect(splitter.take('stderr', 'whole\r\n').map(({ source, text }) => [source, text])).toEqual([
      ['stderr', 'whole']
    ])
    expect(splitter.rest().map(({ text }) => text)).toEqual(['half'])
    expect(splitter.rest()).toEqual([])
  })

  it('does not keep an endless line', () => {
    const splitter = lineSplitter(() => at)
    expect(splitter.take('stdout', 'x'.repeat(100_000)).map(({ text }) => text.length)).toEqual([100_000])
  })
})
