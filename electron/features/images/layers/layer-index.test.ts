import { describe, expect, it } from 'vitest'
import type { Layer, LayerFile } from './layer-files'
import { indexLayers } from './layer-index'

const file = (path: string, size = 1, kind: LayerFile['kind'] = 'file'): LayerFile => ({
  path,
  kind,
  size,
  mode: 0o644,
  uid: 0,
  gid: 0,
  changed: 0,
  target: undefined
})
const layer = (files: readonly LayerFile[], others: Partial<Layer> = {}): Layer => ({
  name: 'layer',
  files,
  removed: [],
  opaque: [],
  ...others
})

describe('layers beside each other', () => {
  it.each(['file', 'link'] as const)('takes away what was in a folder whose place a %s takes', (kind) => {
    const lower = layer([
      file('app', 0, 'folder'),
      file('app/deep', 0, 'folder'),
      file('app/deep/one', 5),
      file('apple', 2)
    ])
    const { read, visible, folder } = indexLayers([lower, layer([file('app', 3, kind)])])
    expect([...visible.keys()].sort()).toEqual(['app', 'apple'])
    expect(read).toMatchObject({ files: 2, size: 5, wasted: 5 })
    expect(read.layers[1]).toMatchObject({ added: 0, changed: 1, removed: 1, wasted: 5 })
    expect(folder(1, true, '')).toMatchObject([{ path: 'app', kind, change: 'changed' }, { path: 'apple' }])
  })

  it('puts a folder in the place of a file', () => {
    const upper = layer([file('app', 0, 'folder'), file('app/one', 4)])
    const { read, visible } = indexLayers([layer([file('app', 3)]), upper])
    expect([...visible.keys()].sort()).toEqual(['app', 'app/one'])
    expect(read).toMatchObject({ files: 1, size: 4, wasted: 3 })
  })

  it('looks into no folder that is only written again', () => {
    const again = layer([file('app', 0, 'folder'), file('app/two', 1)])
    const { visible } = indexLayers([layer([file('app', 0, 'folder'), file('app/one', 4)]), again])
    expect([...visible.keys()].sort()).toEqual(['app', 'app/one', 'app/two'])
  })
})
