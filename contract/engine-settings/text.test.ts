import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setIn } from './edit-text'
import { lineAndColumn, parseJsonText, valueOf } from './json-text'

const problems = (text: string) => parseJsonText(text).problems.map(({ kind }) => kind)
const valueIn = (text: string): unknown => {
  const { root } = parseJsonText(text)
  return root === undefined ? undefined : valueOf(root)
}

describe('parseJsonText', () => {
  it('reads what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(4), (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent)
        const read = parseJsonText(written)
        expect(read.problems).toEqual([])
        expect(JSON.stringify(read.root === undefined ? undefined : valueOf(read.root))).toBe(
          JSON.stringify(JSON.parse(written))
        )
      })
    )
  })
  it('finds something wrong wherever JSON.parse does, and ends with any text', () => {
    const pieces = ['{', '}', '[', ']', ',', ':', '"a"', '"', "'", '1', '01', 'true', 'tru', '\\', '//x\n', ' ', '\n']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (some) => {
        const text = some.join('')
        if (text.trim() === '') return
        let valid = true
        try {
          JSON.parse(text)
        } catch {
          valid = false
        }
        expect(problems(text).length === 0).toBe(valid)
      }),
      { numRuns: 3000 }
    )
  })
  it.each([
    ['{ // why\n "debug": true }', ['comment']],
    ['{ "debug": true, }', ['trailing-comma']],
    ['{ "debug": true "dns": [] }', ['missing-comma']],
    ['{ "debug" true }', ['missing-colon']],
    ['{ "debug": }', ['missing-value']],
    ['{ debug: true }', ['no-key']],
    ["{ 'debug': true }", ['single-quotes']],
    ['{ "dns": ["1.1.1.1 ] }', ['string-end', 'unclosed', 'unclosed']],
    ['{ "debug": True }', ['word']],
    ['{ "debug": true } }', ['extra']]
  ])('names what is wrong in %s', (text, expected) => expect(problems(text)).toEqual(expected))
  it('reads on past what is wrong', () =>
    expect(valueIn('{ "debug": tru, "dns": ["1.1.1.1",], "mtu": 1500 /* fits */ }')).toEqual({
      debug: 'tru',
      dns: ['1.1.1.1'],
      mtu: 1500
    }))
  it('stands a text that is all brackets', () => expect(problems('['.repeat(100_000))).toContain('too-deep'))
  it('counts lines and columns from 1', () => expect(lineAndColumn('a\nbc', 3)).toEqual({ line: 2, column: 2 }))
})

describe('setIn', () => {
  const text = `{
\t"debug":true,
\t"registry-mirrors": [
\t\t"https://one.example",
\t\t"https://two.example"
\t],   "unknown" : {"kept":1}
}
`
  it('touches nothing but the value', () =>
    expect(setIn(text, ['debug'], false)).toBe(text.replace('"debug":true', '"debug":false')))
  it('puts an item where its like stand', () =>
    expect(
      setIn(text, ['registry-mirrors'], ['https://one.example', 'https://two.example', 'https://three.example'])
    ).toBe(text.replace('"https://two.example"', '"https://two.example",\n\t\t"https://three.example"')))
  it('takes an item out with its line', () =>
    expect(setIn(text, ['registry-mirrors'], ['https://two.example'])).toBe(
      text.replace('"https://one.example",\n\t\t', '')
    ))
  it('puts an item in front', () =>
    expect(
      setIn(text, ['registry-mirrors'], ['https://new.example', 'https://one.example', 'https://two.example'])
    ).toBe(text.replace('"https://one.example"', '"https://new.example",\n\t\t"https://one.example"')))
  it('makes the objects on the way, indented as the rest', () =>
    expect(setIn('{\n    "debug": true\n}\n', ['log-opts', 'max-size'], '10m')).toBe(
      '{\n    "debug": true,\n    "log-opts": {\n        "max-size": "10m"\n    }\n}\n'
    ))
  it('writes a first setting into an empty file, and an empty object', () => {
    expect(setIn('', ['debug'], true)).toBe('{\n  "debug": true\n}\n')
    expect(setIn('{}', ['debug'], true)).toBe('{\n  "debug": true\n}')
  })
  it('takes a setting away with its comma, first, last and alone', () => {
    expect(setIn('{"a": 1, "b": 2, "c": 3}', ['a'], undefined)).toBe('{"b": 2, "c": 3}')
    expect(setIn('{"a": 1, "b": 2, "c": 3}', ['c'], undefined)).toBe('{"a": 1, "b": 2}')
    expect(setIn('{ "a": 1 }', ['a'], undefined)).toBe('{}')
  })
  it('leaves a text alone that has something else in the way', () =>
    expect(setIn('{"log-opts": 1}', ['log-opts', 'max-size'], '10m')).toBe('{"log-opts": 1}'))
  it('keeps line breaks of Windows', () =>
    expect(setIn('{\r\n  "a": 1\r\n}', ['b'], 2)).toBe('{\r\n  "a": 1,\r\n  "b": 2\r\n}'))

  const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<never>
  const key = fc.string({ maxLength: 4 }).filter((name) => name !== '__proto__')
  it('gives, for any object and value, the object with that value and nothing else changed', () => {
    fc.assert(
      fc.property(
        fc.dictionary(key, json),
        key,
        fc.option(json, { nil: undefined }),
        fc.nat(3),
        (all, name, value, indent) => {
          const before = JSON.stringify(all, null, indent)
          const expected: Record<string, unknown> = { ...(JSON.parse(before) as object) }
          if (value === undefined) delete expected[name]
          else expected[name] = value
          const after = setIn(before, [name], value)
          expect(JSON.parse(after)).toEqual(JSON.parse(JSON.stringify(expected)))
          expect(setIn(after, [name], value)).toBe(after)
        }
      )
    )
  })
  it('gives, for any two lists, the second', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 })
    fc.assert(
      fc.property(list, list, fc.nat(3), (one, other, indent) => {
        const before = JSON.stringify({ before: 1, list: one, after: 2 }, null, indent)
        expect(JSON.parse(setIn(before, ['list'], other))).toEqual({ before: 1, list: other, after: 2 })
      })
    )
  })
})
