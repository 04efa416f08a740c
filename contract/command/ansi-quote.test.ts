import { describe, expect, it } from 'vitest'
import { tokenize } from './tokenize'

const wordsOf = (source: string) => {
  const tokens = tokenize(source)
  return tokens.kind === 'words' ? tokens.words.map(({ text }) => text) : tokens
}

describe('quotes with escapes', () => {
  it.each([
    [String.raw`$'a\tb\nc'`, 'a\tb\nc'],
    [String.raw`$'it\'s'`, "it's"],
    [String.raw`A=$'x'y`, 'A=xy'],
    [String.raw`$'\x41\u00e9\101\\\q'`, 'AéA\\\\q'],
    [`$''`, '']
  ])('%s', (source, expected) => {
    expect(wordsOf(source)).toEqual([expected])
  })

  it('are letters within double quotes', () => {
    expect(wordsOf(`"$'x'"`)).toEqual([`$'x'`])
  })

  it('need an end', () => {
    expect(wordsOf(String.raw`$'it\'s`)).toEqual({ kind: 'unclosed', quote: "'" })
  })
})

describe('comments after a command', () => {
  it('are no further commands', () => {
    expect(tokenize('docker ps\n# and then wait\n\n  # more')).toMatchObject({ rest: '' })
    expect(tokenize('docker ps\n# and then\ndocker images')).toMatchObject({ rest: '# and then\ndocker images' })
  })
})
