/** Tells when docker's contexts or its choice among them change on the disk: what a terminal does is seen by itself. */
import { existsSync, readdirSync, watch, type FSWatcher } from 'node:fs'
import { dirname, join } from 'node:path'
import { layoutOf } from './layout'

/** Milliseconds: a context is several files, written one after the other. */
const settling = 150
/** Folders that are watched at most; a system gives a person a few thousand. */
const most = 1_000

/** `folder` need not be there (yet). Returns what ends it. Never throws: where the system watches nothing, nothing is told. */
export function watchStore(folder: string, onChange: () => void): () => void {
  const store = layoutOf(folder, join)
  const watchers = new Map<string, FSWatcher>()
  let timer: NodeJS.Timeout | undefined

  /** Each folder that matters, with the names in it that do; undefined: all. */
  const wanted = (): ReadonlyMap<string, readonly string[] | undefined> => {
    const places = new Map<string, readonly string[] | undefined>([
      [dirname(folder), [nameOf(folder)]],
      [folder, ['config.json', 'contexts']],
      [store.contexts, undefined],
      [store.metaRoot, undefined],
      [store.tlsRoot, undefined]
    ])
    for (const id of namesIn(store.metaRoot)) places.set(store.metaFolder(id), undefined)
    for (const id of namesIn(store.tlsRoot)) places.set(store.dockerTls(id), undefined)
    return new Map([...places].filter(([place]) => existsSync(place)).slice(0, most))
  }

  const changed = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      arrange()
      onChange()
    }, settling)
  }

  const arrange = (): void => {
    const places = wanted()
    for (const [place, watcher] of watchers) {
      if (places.has(place)) continue
      watcher.close()
      watchers.delete(place)
    }
    for (const [place, names] of places) {
      if (watchers.has(place)) continue
      try {
        const watcher = watch(place, { persistent: false }, (_event, name) => {
          if (names === undefined || name === null || names.includes(name)) changed()
        })
        const end = (): void => {
          watcher.close()
          watchers.delete(place)
          changed()
        }
        watcher.on('error', end)
        watchers.set(place, watcher)
      } catch {
        // Not ours to read, or no more watches to be had: a look by hand still finds it.
      }
    }
  }

  arrange()
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers.values()) watcher.close()
    watchers.clear()
  }
}

const nameOf = (path: string): string => path.slice(dirname(path).length).replace(/^[/\\]+/, '')

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
