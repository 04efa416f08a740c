import { expect, it } from 'vitest'
import { packChanges } from './pack-changes'

it('packs changes as docker’s letters, and what is none not at all', () => {
  const raw = [
    { Path: '/a', Kind: 0 },
    { Path: '/b b', Kind: 1 },
    { Path: '/c', Kind: 2 },
    { Path: '/d', Kind: 9 },
    null,
    { Kind: 1 }
  ]
  expect(packChanges(raw)).toEqual({ kinds: 'CAD?', paths: '/a\0/b b\0/c\0/d' })
  for (const nothing of [null, undefined, {}, 'x', []]) expect(packChanges(nothing)).toEqual({ kinds: '', paths: '' })
})
