import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FileEntry } from '../../../contract/containers/files/model'
import { escapeText, shownText } from '../../../contract/containers/files/path'
import { byName } from './file-columns'

const entry = (name: string, kind: FileEntry['kind'] = 'file'): FileEntry => ({
  name: escapeText(name),
  kind,
  size: 0,
  mode: 0o644,
  uid: 0,
  gid: 0,
  changed: 0
})
const sorted = (...names: readonly string[]): readonly string[] =>
  names
    .map((name) => entry(name))
    .sort(byName)
    .map(({ name }) => shownText(name))

describe('files by their names', () => {
  it('stand as people order them', () => {
    expect(sorted('web10', 'web2', 'Été', 'etc', 'zebra', 'ete')).toEqual([
      'etc',
      'Été',
      'ete',
      'web2',
      'web10',
      'zebra'
    ])
  })

  it('have folders first', () => {
    expect([entry('a'), entry('z', 'folder')].sort(byName).map(({ name }) => name)).toEqual(['z', 'a'])
  })

  it('have one order alone, whatever the names', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => entry(text.replaceAll('/', '_')))
    fc.assert(
      fc.property(name, name, name, (one, two, three) => {
        expect(Math.sign(byName(one, two))).toBe(-Math.sign(byName(two, one)) || 0)
        if (byName(one, two) <= 0 && byName(two, three) <= 0) expect(byName(one, three)).toBeLessThanOrEqual(0)
      })
    )
  })
})
