import { describe, expect, it } from 'vitest'
import { parseEnvironmentFile, parseVariable } from './environment'

describe('environment variables', () => {
  it('of one flag', () => {
    expect(parseVariable('A=b=c')).toEqual({ variable: { name: 'A', value: 'b=c' } })
    expect(parseVariable('A=')).toEqual({ variable: { name: 'A', value: '' } })
    expect(parseVariable('A')).toEqual({ variable: { name: 'A', value: '' }, problem: { kind: 'no-value', name: 'A' } })
    expect(parseVariable('=b')).toEqual({ problem: { kind: 'no-name', name: '=b' } })
  })

  it('of a file’s lines, as docker reads them', () => {
    const text = '\uFEFF# a comment\r\n\r\n  A=b\nSPACE= kept \nQUOTED="x y"\nOURS\nexport B=c\n=d\nHASH=a # b\n'
    expect(parseEnvironmentFile(text)).toEqual({
      variables: [
        { name: 'A', value: 'b' },
        { name: 'SPACE', value: ' kept ' },
        { name: 'QUOTED', value: '"x y"' },
        { name: 'OURS', value: '' },
        { name: 'HASH', value: 'a # b' }
      ],
      problems: [
        { kind: 'quotes', name: 'QUOTED', line: 5 },
        { kind: 'no-value', name: 'OURS', line: 6 },
        { kind: 'space-in-name', name: 'export B', line: 7 },
        { kind: 'no-name', name: '=d', line: 8 }
      ]
    })
  })
})
