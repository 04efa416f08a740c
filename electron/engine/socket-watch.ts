/** Notices that an engine's socket appeared or changed, so that a reconnect need not wait for its turn. */
import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'

/** Several changes come together when an engine starts: bind, mode, owner. */
const settle = 30

/**
 * Calls `onChange` after each change of the file at `path`, until the returned function is called. Where its folder cannot be watched,
 * it never calls: whoever waits must try in turns too.
 */
export function watchSocket(path: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const name = basename(path)
  try {
    const watcher = watch(dirname(path), { persistent: false }, (_kind, changed) => {
      if (changed !== null && changed !== name) return
      clearTimeout(timer)
      timer = setTimeout(onChange, settle)
    })
    const stop = (): void => {
      clearTimeout(timer)
      watcher.close()
    }
    // The folder went away: the turns go on.
    watcher.on('error', stop)
    return stop
  } catch {
    // There is no such folder (yet), or it may not be read: the turns go on.
    return () => undefined
  }
}
