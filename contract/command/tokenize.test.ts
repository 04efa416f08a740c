import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { argument } from './test-arbitraries'
import { tokenize } from './tokenize'

const texts = (source: string) => {
  const tokens = tokenize(source)
  return tokens.kind === 'words' ? tokens.words.map(({ text }) => text) : tokens
}
const expansions = (source: string) => {
  const tokens = tokenize(source)
  return tokens.kind === 'words' ? tokens.words.flatMap((word) => word.expansions) : tokens
}

describe('words', () => {
  it.each([
    ['docker run nginx', ['docker', 'run', 'nginx']],
    ['a \'b c\' "d e" f\\ g', ['a', 'b c', 'd e', 'f g']],
    [`'it'\\''s'`, ["it's"]],
    ['"a\\"b\\$c\\`d\\\\e\\f"', ['a"b$c`d\\e\\f']],
    [`a"b"'c'd`, ['abcd']],
    [`'' "" x`, ['', '', 'x']],
    ['docker run \\\n  -d \\\r\n  nginx', ['docker', 'run', '-d', 'nginx']],
    ['"a\\\nb" c', ['ab', 'c']],
    ['a # comment', ['a']],
    ['a#b "#c" \\#d', ['a#b', '#c', '#d']],
    ['# only\ndocker ps', ['docker', 'ps']],
    ['\n\n  a', ['a']],
    ['a\tb', ['a', 'b']],
    ["'a\nb'", ['a\nb']],
    ['a\\', ['a\\']],
    ['cost$ $', ['cost$', '$']],
    ['é 🚢', ['é', '🚢']]
  ])('of %j', (source, words) => {
    expect(texts(source)).toEqual(words)
  })

  it.each([
    ['a | b', ' a', '| b'],
    ['a && b; c', 'a', '&& b; c'],
    ['a\nb', 'a', 'b'],
    ['a > out.txt', 'a', '> out.txt'],
    ['a 2>&1', 'a', '2>&1'],
    ['a &', 'a', '&']
  ])('of the first command only: %j', (source, first, rest) => {
    expect(tokenize(source)).toMatchObject({ kind: 'words', words: [{ text: first.trim() }], rest })
  })

  it.each([
    ["a 'b", "'"],
    ['a "b', '"'],
    ['a `b', '`'],
    ['a $(b', '$('],
    ['a ${b', '${']
  ] as const)('need their quotes closed: %j', (source, quote) => {
    expect(tokenize(source)).toEqual({ kind: 'unclosed', quote })
  })
})

describe('what a shell would fill in', () => {
  it.each([
    ['$PWD/x', [{ kind: 'variable', text: '$PWD', name: 'PWD' }]],
    ['"${HOME}"', [{ kind: 'variable', text: '${HOME}', name: 'HOME' }]],
    ['${A:-"}"}b', [{ kind: 'variable', text: '${A:-"}"}' }]],
    ['$(pwd):/app', [{ kind: 'substitution', text: '$(pwd)' }]],
    ['"$(echo $(id -u) ")")"', [{ kind: 'substitution', text: '$(echo $(id -u) ")")' }]],
    ['`id -u`', [{ kind: 'substitution', text: '`id -u`' }]],
    ['*.txt', [{ kind: 'pattern', text: '*' }]],
    ['~/src', [{ kind: 'home', text: '~' }]],
    ['~root/src', [{ kind: 'home', text: '~root' }]],
    ['$?', [{ kind: 'variable', text: '$?' }]]
  ])('is named and kept as it was pasted: %s', (source, found) => {
    expect(expansions(source)).toEqual(found)
  })

  it.each(["'$PWD'", "'$(id)'", '\\$PWD', '"*"', "'~'", '\\~', 'a~b', '"\\$(x)"', "'`x`'"])(
    'is not in %s',
    (source) => {
      expect(expansions(source)).toEqual([])
    }
  )
})

describe('any text', () => {
  it('is split or found unclosed, never an error', () => {
    fc.assert(
      fc.property(fc.oneof(argument, fc.string()), (source) => void tokenize(source)),
      { numRuns: 1000 }
    )
  })
})
