import { describe, expect, it } from 'vitest'
import type { LayerFile } from '../layers/layer-files'
import { compareFiles } from './compare-files'

const file = (path: string, more: Partial<LayerFile> = {}): readonly [string, LayerFile] => [
  path,
  { path, kind: 'file', size: 1, mode: 0o644, uid: 0, gid: 0, changed: 0, target: undefined, ...more }
]
const filesOf = (...files: ReadonlyArray<readonly [string, LayerFile]>) => new Map(files)

describe('files of two images', () => {
  it('tells what came, what went, and how the rest differs', () => {
    const before = filesOf(
      file('a'),
      file('b'),
      file('c'),
      file('d'),
      file('e'),
      file('bin', { kind: 'folder', size: 0 })
    )
    const after = filesOf(
      file('a'),
      file('b', { size: 5 }),
      file('c', { mode: 0o755 }),
      file('d', { changed: 9 }),
      file('f', { size: 10 }),
      file('new', { kind: 'folder', size: 0 }),
      file('bin', { kind: 'folder', size: 0, changed: 5 })
    )
    const { counts, size, differences } = compareFiles(before, after)
    expect(counts).toEqual({ added: 1, removed: 1, content: 1, attributes: 1, date: 1 })
    expect(differences.map(({ path, change }) => `${change} ${path}`)).toEqual([
      'added f',
      'removed e',
      'content b',
      'attributes c',
      'date d'
    ])
    expect(differences[2]).toMatchObject({ before: { size: 1 }, after: { size: 5 } })
    expect(size).toBe(13)
  })

  it('gives the weightiest first, and no more than a window can hold', () => {
    const many = new Map(Array.from({ length: 5_000 }, (_, index) => file(`f${index}`, { size: index })))
    const { counts, differences } = compareFiles(new Map(), many)
    expect(counts.added).toBe(5_000)
    expect(differences).toHaveLength(2_000)
    expect(differences[0]?.path).toBe('f4999')
  })
})
