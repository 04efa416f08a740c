import { describe, expect, it } from 'vitest'
import { folderRows } from './folder-tree'

const known = new Map([
  ['/', ['a', 'b']],
  ['/a', ['deep']],
  ['/b', []],
  ['/a/deep', ['deeper']]
])

describe('the tree of folders', () => {
  it('shows what is unfolded, with places and levels', () => {
    const rows = folderRows(known, new Set(['/', '/a']))
    expect(rows.map(({ path, depth, parent }) => [path, depth, parent])).toEqual([
      ['/', 0, -1],
      ['/a', 1, 0],
      ['/a/deep', 2, 1],
      ['/b', 1, 0]
    ])
    expect(rows[3]).toMatchObject({ place: 2, siblings: 2, bare: true, open: false })
  })

  it('is the root alone before anything was read', () => {
    expect(folderRows(new Map(), new Set(['/']))).toMatchObject([{ path: '/', open: true, bare: false }])
  })
})
