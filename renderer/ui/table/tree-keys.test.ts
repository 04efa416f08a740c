import { describe, expect, it } from 'vitest'
import { treeMove, type TreePlace } from './tree-keys'

const place: TreePlace = { index: 2, count: 10, parent: 1, folds: true, open: false, page: 5 }
const press = (key: string, changes: Partial<TreePlace> = {}, ctrlKey = false) =>
  treeMove({ key, ctrlKey, metaKey: false, altKey: false }, { ...place, ...changes })

describe('keys in a tree', () => {
  it.each([
    ['ArrowDown', {}, { kind: 'go', to: 3 }],
    ['ArrowUp', { index: 0 }, { kind: 'go', to: 0 }],
    ['PageDown', { index: 8 }, { kind: 'go', to: 9 }],
    ['End', {}, { kind: 'go', to: 9 }],
    ['ArrowRight', {}, { kind: 'open' }],
    ['ArrowRight', { open: true }, { kind: 'go', to: 3 }],
    ['ArrowRight', { folds: false }, undefined],
    ['ArrowLeft', { open: true }, { kind: 'close' }],
    ['ArrowLeft', {}, { kind: 'go', to: 1 }],
    ['ArrowLeft', { parent: -1 }, undefined],
    ['Enter', {}, { kind: 'toggle' }],
    ['x', {}, undefined]
  ] as const)('%s at %o', (key, changes, move) => expect(press(key, changes)).toEqual(move))

  it('leaves chords and an empty tree alone', () => {
    expect(press('ArrowDown', {}, true)).toBeUndefined()
    expect(press('ArrowDown', { count: 0 })).toBeUndefined()
  })
})
