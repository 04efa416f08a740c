import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../../../contract/containers/logs/text'
import { LogMatcher } from './log-matcher'
import { LogStore } from './log-store'
import { batchOf } from './test-batch'

const at = '2026-11-21T04:29:22.000000001Z'
function linesWith(lines: readonly string[], words: string, options = { expression: true, exact: false }): number[] {
  const store = new LogStore({ bytes: 1e9, lines: 1e9 })
  store.append(batchOf(lines.map((text) => ({ at, source: 'stdout', text }))))
  const found: number[] = []
  const matcher = new LogMatcher({ words, ...options })
  for (const block of store.blocks) matcher.search(block, 0, block.count, (index) => found.push(block.first + index))
  return found
}
const expressions = [
  ...['a', '^a', 'b$', '^$', 'a*', 'a+b', '[^a]b', '[^b]*a', '\\s', 'a\\s*b', '\\bb', 'b\\B', '\\W', 'a|^b$', '(a)\\1'],
  ...['a(?!b)', 'a(?!\\s)', '(?<!a)b', '(?<=a)b', 'a(?=b)', '.$', '(?:a|b){2,}', '[\\s\\S]b', 'é', 'É$', '(?<n>a)b']
]

describe('what is looked for in lines', () => {
  it('is found in those that have it alone, and in no others', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', 'B', ' ', 'é', '\t', '\r', '\u001b[1m'), maxLength: 6 })
    const words = fc.constantFrom(...expressions)
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), words, fc.boolean(), (lines, words, exact) => {
        const pattern = new RegExp(words, exact ? '' : 'i')
        const expected = lines.flatMap((text, index) => (pattern.test(plainText(text)) ? [index] : []))
        expect(linesWith(lines, words, { expression: true, exact })).toEqual(expected)
      }),
      { numRuns: 200 }
    )
  })

  it('is found where it would run on over the ends of lines', () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `${index} error ${index % 1000 === 7 ? 'b' : 'c'}`)
    expect(linesWith(lines, 'error[^x]*b')).toHaveLength(30)
  })
})
