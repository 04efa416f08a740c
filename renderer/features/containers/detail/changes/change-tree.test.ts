import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeRows, changeTree, countsOf, foldersIn, openAtFirst, type ChangeNode } from './change-tree'

const changesOf = (entries: ReadonlyArray<readonly [string, string]>) => ({
  kinds: entries.map(([kind]) => kind).join(''),
  paths: entries.map(([, path]) => path).join('\0')
})
const lines = (root: ChangeNode, open = foldersIn(root)): string[] =>
  changeRows(root, open).map(({ node, depth }) => `${' '.repeat(depth)}${node.kind ?? '-'} ${node.name}`)

describe('the tree of changes', () => {
  const changes = changesOf([
    ['C', '/etc'],
    ['C', '/etc/passwd'],
    ['A', '/srv/deep/new file'],
    ['D', '/bin/wc'],
    ['A', '/a']
  ])

  it('has folders first, and those that only lead somewhere without a letter', () =>
    expect(lines(changeTree(changes))).toEqual([
      '- bin',
      ' D wc',
      'C etc',
      ' C passwd',
      '- srv',
      ' - deep',
      '  A new file',
      'A a'
    ]))

  it('counts, filters by words and kinds, and folds', () => {
    expect(countsOf(changes)).toEqual({ A: 2, C: 2, D: 1, '?': 0 })
    expect(lines(changeTree(changes, 'PASS'))).toEqual(['- etc', ' C passwd'])
    expect(lines(changeTree(changes, '', new Set(['D'])))).toEqual(['- bin', ' D wc'])
    expect(lines(changeTree(changes), new Set(['/etc']))).toEqual(['- bin', 'C etc', ' C passwd', '- srv', 'A a'])
    expect(changeTree(changes).within).toBe(5)
    expect(changeTree(changesOf([])).children.size).toBe(0)
  })

  it('loses no path and makes none up', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc
            .array(fc.stringMatching(/^[a-c. é\\]{1,3}$/), { minLength: 1, maxLength: 4 })
            .map((parts) => `/${parts.join('/')}`)
        ),
        (paths) => {
          const root = changeTree({ kinds: 'A'.repeat(paths.length), paths: paths.join('\0') })
          const found = changeRows(root, foldersIn(root)).flatMap(({ node }) =>
            node.kind === undefined ? [] : [node.path]
          )
          expect(found.sort()).toEqual([...paths].sort())
        }
      )
    ))

  it('holds a hundred thousand in the time of ten times ten thousand, and unfolds no more than one reads', () => {
    const treeOf = (length: number) => {
      const entries = Array.from(
        { length },
        (_, index) => ['A', `/data/${index % 100}/${index % 1_000}/${index}`] as const
      )
      const from = performance.now()
      const root = changeTree(changesOf(entries))
      const open = openAtFirst(root, 200)
      const all = changeRows(root, foldersIn(root)).length
      return { root, open, all, took: performance.now() - from }
    }
    const few = Math.max(...[1, 2, 3].map(() => treeOf(10_000).took))
    const { root, open, all, took } = treeOf(100_000)
    expect(changeRows(root, open).length).toBeLessThanOrEqual(200)
    expect(open.size).toBeGreaterThan(0)
    expect(all).toBeGreaterThan(100_000)
    // Whoever looks at each entry for each other needs a hundred times as long.
    expect(took).toBeLessThan(50 * few)
  })
})
