/** The log file: loaded when there is something to write, so that a quiet start costs nothing. */
import { join } from 'node:path'

let folder: string | undefined

/** Where the log goes; before this is called, and where it fails, lines go to the terminal. */
export function logTo(userData: string): void {
  folder = join(userData, 'logs')
}

async function open(): Promise<{ error(...values: unknown[]): void; warn(...values: unknown[]): void }> {
  // Outside Electron (in tests) the package would go and fetch one.
  if (process.versions['electron'] === undefined) return console
  const { default: log } = await import('electron-log/main')
  const logs = folder
  if (logs !== undefined) log.transports.file.resolvePathFn = () => join(logs, 'escale.log')
  log.transports.file.maxSize = 2_000_000
  log.transports.ipc.level = false
  return log
}
let opened: ReturnType<typeof open> | undefined

export function logError(what: string, error: unknown): void {
  opened ??= open()
  opened.then(
    (log) => log.error(what, error),
    () => console.error(what, error)
  )
}

export function logWarning(what: string, detail: unknown): void {
  opened ??= open()
  opened.then(
    (log) => log.warn(what, detail),
    () => console.warn(what, detail)
  )
}
