// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { FileEntry } from '../../../contract/containers/files/model'
import { fileKey, fileMenu, folderMenu, type MoreAction } from './file-actions'

const entry = (kind: FileEntry['kind']): FileEntry => ({
  name: kind,
  kind,
  size: 0,
  mode: 0o644,
  uid: 0,
  gid: 0,
  changed: 0
})
const t = (key: string): string => key
const none = new Map<MoreAction, string | undefined>()
const all = new Map<MoreAction, string | undefined>([
  ['new-file', undefined],
  ['rename', undefined],
  ['cut', 'Reading only'],
  ['copy', undefined],
  ['paste', undefined],
  ['sizes', undefined],
  ['remove', undefined]
])
const ids = (items: ReturnType<typeof fileMenu>): readonly string[] => items.map(({ id }) => id)

describe('the menu of files', () => {
  it('reads alone where nothing else is offered', () => {
    expect(ids(fileMenu([entry('file')], none, t))).toEqual(['open', 'save', 'unpack', 'tar', 'copy-path'])
    expect(ids(folderMenu(none, undefined, t))).toEqual(['files', 'folder'])
  })

  it('has what is offered for one folder, and for several things', () => {
    const one = ['open', 'unpack', 'tar', 'sizes', 'copy-path', 'cut', 'copy', 'paste', 'rename', 'remove']
    expect(ids(fileMenu([entry('folder')], all, t))).toEqual(one)
    expect(ids(fileMenu([entry('folder'), entry('file')], all, t))).toEqual([
      'unpack',
      'copy-path',
      'cut',
      'copy',
      'remove'
    ])
  })

  it('greys what cannot be done, with the reason', () => {
    const cut = fileMenu([entry('file')], all, t).find(({ id }) => id === 'cut')
    expect(cut).toMatchObject({ disabled: true, reason: 'Reading only', shortcut: 'Mod+X' })
    const upload = folderMenu(all, 'Reading only', t).find(({ id }) => id === 'files')
    expect(upload).toMatchObject({ disabled: true, reason: 'Reading only' })
  })
})

describe('a key on the list', () => {
  const key = (name: string, held: Partial<KeyboardEvent> = {}) =>
    fileKey({ key: name, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...held } as KeyboardEvent)
  it('asks for what it is known for', () => {
    expect(key('F2')).toBe('rename')
    expect(key('c', { ctrlKey: true })).toBe('copy')
    expect(key('V', { ctrlKey: true })).toBe('paste')
    expect(key('N', { ctrlKey: true, shiftKey: true })).toBe('new-folder')
  })
  it('asks for nothing else', () => {
    for (const name of ['c', 'x', 'Enter', 'a']) expect(key(name)).toBeUndefined()
    expect(key('a', { ctrlKey: true })).toBeUndefined()
    expect(key('c', { ctrlKey: true, altKey: true })).toBeUndefined()
  })
})
