import { describe, expect, it } from 'vitest'
import { filterText, offersFor } from './completion'

const keys = [
  { key: 'name', label: 'part of the name' },
  { key: 'status', label: 'state', values: () => ['running', 'exited', 'created', 'exited'] },
  { key: 'network', label: 'on this network', values: () => ['bridge'] }
]
const shown = (typed: string): readonly string[] => offersFor(typed, keys).map((offer) => offer.shown)

describe('what is offered', () => {
  it('keys: those that begin so first, then those that hold it', () => {
    expect(shown('')).toEqual(['name=', 'status=', 'network='])
    expect(shown('n')).toEqual(['name=', 'network='])
    expect(shown('net')).toEqual(['network='])
    expect(shown('state')).toEqual(['status='])
    expect(shown('zzz')).toEqual([])
  })
  it('values after the key, each once', () => {
    expect(shown('status=')).toEqual(['running', 'exited', 'created'])
    expect(shown('status=e')).toEqual(['exited', 'created'])
    expect(offersFor('status=ex', keys)[0]).toMatchObject({ text: 'status=exited', complete: true })
    expect(shown('name=x')).toEqual([])
  })
  it('writes white space in quotes', () => {
    expect([filterText('label', 'a b'), filterText('name', 'web'), filterText('label', 'a "b')]).toEqual([
      '"label=a b"',
      'name=web',
      `'label=a "b'`
    ])
  })
})
