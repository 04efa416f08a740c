/** Folders of a volume, each read when it is first unfolded. */
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { waysTo } from '../../../../contract/containers/files/path'
import { readRows } from '../../../../contract/volumes/files/rows'
import { open, type StreamHandle } from '../../../ipc/client'
import { byName } from '../../../ui/files/file-columns'
import type { FileEntry } from '../../../../contract/containers/files/model'
import { folderRows } from './folder-tree'

export function useFolderTree(parts: {
  readonly on: () => { readonly connection: string; readonly volume: string }
  readonly path: () => string
  /** The folders of the path, once the list beside has them: they are not read twice. */
  readonly here: () => { readonly path: string; readonly names: readonly string[] } | undefined
  /** Counts changes: what is unfolded is then read again. */
  readonly changes: () => number
}) {
  const known = shallowRef<ReadonlyMap<string, readonly string[]>>(new Map())
  const unfolded = shallowRef<ReadonlySet<string>>(new Set(['/']))
  const reading = new Map<string, StreamHandle<never>>()
  const close = (): void => {
    for (const handle of reading.values()) handle.close()
    reading.clear()
  }
  onScopeDispose(close)

  function read(path: string): void {
    reading.get(path)?.close()
    const found: FileEntry[] = []
    reading.set(
      path,
      open(
        'volumes.listFolder',
        { ...parts.on(), path },
        {
          items(batches) {
            for (const batch of batches)
              if (batch.kind === 'rows')
                for (const entry of readRows(batch.rows)) if (entry.kind === 'folder') found.push(entry)
          },
          ended(failure) {
            reading.delete(path)
            const next = new Map(known.value)
            // A folder that is gone, or may not be read: the list beside says so where one goes there.
            if (failure !== undefined) next.delete(path)
            else
              next.set(
                path,
                found.sort(byName).map(({ name }) => name)
              )
            known.value = next
          }
        }
      )
    )
  }
  function fold(path: string, wanted: boolean): void {
    const next = new Set(unfolded.value)
    if (wanted) next.add(path)
    else next.delete(path)
    unfolded.value = next
    if (wanted && !known.value.has(path)) read(path)
  }

  // Where one goes, the tree follows.
  watch(
    parts.path,
    (path) => {
      for (const way of waysTo(path).slice(0, -1))
        if (!unfolded.value.has(way) || !known.value.has(way)) fold(way, true)
    },
    { immediate: true }
  )
  watch(
    parts.here,
    (here) => {
      if (here === undefined) return
      known.value = new Map(known.value).set(here.path, here.names)
      unfolded.value = new Set([...unfolded.value, here.path])
    },
    { immediate: true }
  )
  const readOthers = (): void => {
    for (const path of unfolded.value) if (path !== parts.path()) read(path)
  }
  watch(parts.changes, readOthers)
  watch(
    () => JSON.stringify(parts.on()),
    () => {
      close()
      known.value = new Map()
      readOthers()
    }
  )

  return { rows: computed(() => folderRows(known.value, unfolded.value)), fold }
}
