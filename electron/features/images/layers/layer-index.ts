/** Layers beside each other: what each adds, changes, removes and wastes, and their folders as one opens them. */
import type { ImageLayer, LayerEntry, LayersRead } from '../../../../contract/images/layers/model'
import type { Layer, LayerFile } from './layer-files'

interface Seen {
  readonly file: LayerFile
  readonly change: LayerEntry['change']
}
/** By path. */
type View = ReadonlyMap<string, Seen>

export interface LayerIndex {
  readonly read: LayersRead
  /** All that one sees in a container, by path. */
  readonly visible: ReadonlyMap<string, LayerFile>
  /** The archive's name of a layer; undefined where there is none of that number. */
  nameOf(layer: number): string | undefined
  folder(layer: number, whole: boolean, path: string): LayerEntry[]
  search(layer: number, whole: boolean, text: string): { entries: LayerEntry[]; found: number }
}

const searchLimit = 500
const isFile = ({ kind }: LayerFile): boolean => kind !== 'folder'

export function indexLayers(layers: readonly Layer[]): LayerIndex {
  /** What one would see after the layer, and what the layer itself brought. */
  const visible = new Map<string, LayerFile>()
  const own: Array<Map<string, Seen>> = []
  const described = layers.map((layer, index): ImageLayer => {
    const brought = new Map<string, Seen>()
    let added = 0
    let changed = 0
    let removed = 0
    let wasted = 0
    const drop = (path: string): void => {
      const file = visible.get(path)
      if (file === undefined) return
      visible.delete(path)
      brought.set(path, { file, change: 'removed' })
      if (isFile(file)) removed++
      wasted += file.size
    }
    // Marks are about lower layers alone, whatever their place among the files.
    const gone = new Set(layer.removed)
    // What takes a folder's place, a file or a link, takes all in it away, and has no mark for that.
    const covered = layer.files.filter((file) => isFile(file) && visible.get(file.path)?.kind === 'folder')
    const emptied = [...layer.opaque, ...covered.map(({ path }) => path)].map((folder) =>
      folder === '' ? '' : `${folder}/`
    )
    if (gone.size > 0 || emptied.length > 0)
      for (const path of [...visible.keys()])
        if (isUnder(path, gone) || emptied.some((folder) => path.startsWith(folder))) drop(path)
    for (const file of layer.files) {
      const before = visible.get(file.path)
      if (before === undefined) {
        const cameBack = brought.get(file.path)?.change === 'removed'
        brought.set(file.path, { file, change: cameBack ? 'changed' : 'added' })
        if (isFile(file)) added++
      } else {
        brought.set(file.path, { file, change: isSame(before, file) ? 'same' : 'changed' })
        if (isFile(file)) changed++
        wasted += before.size
      }
      visible.set(file.path, file)
    }
    own.push(brought)
    return {
      index,
      name: layer.name,
      size: layer.files.reduce((sum, { size }) => sum + size, 0),
      added,
      changed,
      removed,
      wasted
    }
  })
  const files = [...visible.values()].filter(isFile)
  const read: LayersRead = {
    layers: described,
    files: files.length,
    size: files.reduce((sum, { size }) => sum + size, 0),
    wasted: described.reduce((sum, { wasted }) => sum + wasted, 0)
  }

  /** The last view that was asked for, with its folders: opening one after the other is the rule. */
  let last: { readonly key: string; readonly view: View; readonly folders: ReadonlyMap<string, Folder> } | undefined
  const viewOf = (layer: number, whole: boolean): NonNullable<typeof last> => {
    const key = `${layer} ${whole}`
    if (last?.key === key) return last
    const view = whole ? wholeView(own, layer) : (own[layer] ?? new Map<string, Seen>())
    return (last = { key, view, folders: foldersOf(view) })
  }

  return {
    read,
    visible,
    nameOf: (layer) => layers[layer]?.name,
    folder(layer, whole, path) {
      const { view, folders } = viewOf(layer, whole)
      return [...(folders.get(path)?.children ?? [])].map((child) => entryOf(child, view, folders))
    },
    search(layer, whole, text) {
      const { view, folders } = viewOf(layer, whole)
      const wanted = text.toLowerCase()
      const found = [...view.keys()].filter((path) => nameOf(path).toLowerCase().includes(wanted))
      found.sort((one, other) => depth(one) - depth(other) || (one < other ? -1 : 1))
      return { entries: found.slice(0, searchLimit).map((path) => entryOf(path, view, folders)), found: found.length }
    }
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
const depth = (path: string): number => path.split('/').length

/** A folder that is written again with a change of something in it is no change of its own. */
const isSame = (before: LayerFile, now: LayerFile): boolean =>
  before.kind === 'folder' &&
  now.kind === 'folder' &&
  before.mode === now.mode &&
  before.uid === now.uid &&
  before.gid === now.gid

function isUnder(path: string, removed: ReadonlySet<string>): boolean {
  if (removed.size === 0) return false
  for (let at = path.length; at > 0; at = path.lastIndexOf('/', at - 1)) if (removed.has(path.slice(0, at))) return true
  return false
}

/** Everything up to a layer, each thing with what this layer made of it. */
function wholeView(own: ReadonlyArray<View>, layer: number): View {
  const view = new Map<string, Seen>()
  own.slice(0, layer + 1).forEach((brought, index) => {
    for (const [path, seen] of brought) {
      if (index === layer) view.set(path, seen)
      else if (seen.change === 'removed') view.delete(path)
      else view.set(path, { file: seen.file, change: 'same' })
    }
  })
  return view
}

interface Folder {
  readonly children: Set<string>
  size: number
  files: number
}

/** Folders by path, with those that no layer wrote down itself. */
function foldersOf(view: View): ReadonlyMap<string, Folder> {
  const folders = new Map<string, Folder>()
  const folderAt = (path: string): Folder => {
    let folder = folders.get(path)
    if (folder === undefined) {
      folders.set(path, (folder = { children: new Set(), size: 0, files: 0 }))
      if (path !== '') folderAt(parentOf(path)).children.add(path)
    }
    return folder
  }
  for (const [path, { file, change }] of view) {
    folderAt(parentOf(path)).children.add(path)
    if (file.kind === 'folder') {
      folderAt(path)
      continue
    }
    if (change === 'removed') continue
    for (let parent = parentOf(path); ; parent = parentOf(parent)) {
      const folder = folderAt(parent)
      folder.size += file.size
      folder.files++
      if (parent === '') break
    }
  }
  return folders
}

function entryOf(path: string, view: View, folders: ReadonlyMap<string, Folder>): LayerEntry {
  const seen = view.get(path)
  const folder = folders.get(path)
  const file = seen?.file
  const isFolder = file === undefined || file.kind === 'folder'
  return {
    name: nameOf(path),
    path,
    kind: file?.kind ?? 'folder',
    size: isFolder ? (folder?.size ?? 0) : file.size,
    files: isFolder ? (folder?.files ?? 0) : 0,
    mode: file?.mode ?? 0o755,
    uid: file?.uid ?? 0,
    gid: file?.gid ?? 0,
    changed: file?.changed ?? 0,
    ...(file?.target === undefined ? {} : { target: file.target }),
    change: seen?.change ?? 'same'
  }
}
