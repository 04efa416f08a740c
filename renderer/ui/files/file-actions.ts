/** What can be done with files, and how a menu and the keyboard ask for it. */
import {
  ClipboardPaste,
  Copy,
  Download,
  File,
  FilePlus,
  FolderDown,
  FolderPlus,
  FolderUp,
  HardDriveDownload,
  KeyRound,
  PieChart,
  Scissors,
  TextCursorInput,
  Trash2,
  Upload
} from '@lucide/vue'
import type { Component } from 'vue'
import type { FileEntry } from '../../../contract/containers/files/model'
import { modKey } from '../base/shortcut'
import type { MenuItem } from '../base/menu-model'

/** What every browser of files can do. */
type ReadAction = 'open' | 'save' | 'unpack' | 'tar' | 'copy-path'
/** What some can do besides: those that say so. */
export type MoreAction =
  'new-file' | 'new-folder' | 'rename' | 'cut' | 'copy' | 'paste' | 'elsewhere' | 'permissions' | 'sizes' | 'remove'
export type FileAction = ReadAction | MoreAction

/** Those that this browser has; with why one cannot be done at this moment. */
export type Offers = ReadonlyMap<MoreAction, string | undefined>

const icons: Readonly<Record<MoreAction, Component>> = {
  'new-file': FilePlus,
  'new-folder': FolderPlus,
  rename: TextCursorInput,
  cut: Scissors,
  copy: Copy,
  paste: ClipboardPaste,
  elsewhere: HardDriveDownload,
  permissions: KeyRound,
  sizes: PieChart,
  remove: Trash2
}
const shortcuts: Readonly<Partial<Record<MoreAction, string>>> = {
  'new-folder': 'Mod+Shift+N',
  rename: 'F2',
  cut: 'Mod+X',
  copy: 'Mod+C',
  paste: 'Mod+V',
  permissions: 'Mod+I',
  remove: 'Delete'
}

type Translate = (key: string) => string

const more = (offers: Offers, t: Translate, id: MoreAction, separator = false): readonly MenuItem[] => {
  if (!offers.has(id)) return []
  const reason = offers.get(id)
  return [
    {
      id,
      label: t(`files.action.${id}`),
      icon: icons[id],
      separator,
      shortcut: shortcuts[id],
      danger: id === 'remove',
      ...(reason === undefined ? {} : { disabled: true, reason })
    }
  ]
}

/** For what is chosen. */
export function fileMenu(entries: readonly FileEntry[], offers: Offers, t: Translate): readonly MenuItem[] {
  const [first] = entries
  const one = entries.length === 1
  const isFile = one && (first?.kind === 'file' || first?.kind === 'link')
  return [
    ...(one ? [{ id: 'open', label: t('files.action.open'), icon: File }] : []),
    ...(isFile ? [{ id: 'save', label: t('files.action.save'), icon: Download }] : []),
    { id: 'unpack', label: t('files.action.unpack'), icon: FolderDown },
    ...(one ? [{ id: 'tar', label: t('files.action.tar'), icon: Download }] : []),
    ...(one && first?.kind === 'folder' ? more(offers, t, 'sizes') : []),
    { id: 'copy-path', label: t('files.action.copy-path'), separator: true },
    ...more(offers, t, 'cut', true),
    ...more(offers, t, 'copy'),
    ...(one && first?.kind === 'folder' ? more(offers, t, 'paste') : []),
    ...more(offers, t, 'elsewhere'),
    ...(one ? more(offers, t, 'rename', true) : []),
    ...more(offers, t, 'permissions', !one),
    ...more(offers, t, 'remove', true)
  ]
}

/** For the folder itself: its button in the bar. `uploads`: why nothing can be uploaded. */
export const folderMenu = (offers: Offers, uploads: string | undefined, t: Translate): readonly MenuItem[] => {
  const cannot = uploads === undefined ? {} : { disabled: true, reason: uploads }
  return [
    ...more(offers, t, 'new-file'),
    ...more(offers, t, 'new-folder'),
    { id: 'files', label: t('files.upload-files'), icon: Upload, separator: offers.has('new-file'), ...cannot },
    { id: 'folder', label: t('files.upload-folder'), icon: FolderUp, ...cannot },
    ...more(offers, t, 'paste', true)
  ]
}

/** What a key asks of the list; undefined for one that asks nothing. */
export function fileKey(event: KeyboardEvent): MoreAction | undefined {
  const key = event.key.toLowerCase()
  if (event.altKey) return undefined
  if (key === 'f2') return 'rename'
  if (!modKey(event)) return undefined
  if (event.shiftKey) return key === 'n' ? 'new-folder' : undefined
  const byKey: Readonly<Partial<Record<string, MoreAction>>> = { x: 'cut', c: 'copy', v: 'paste', i: 'permissions' }
  return byKey[key]
}
