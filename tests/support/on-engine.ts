/** The main process's handlers on a real engine, as the window would reach them, and what streams give, collected. */
import { createConnection, type EngineConnection } from '../../electron/engine/connection'
import type { Endpoint } from '../../electron/engine/endpoint'
import type { Engines, RegistryAuth } from '../../electron/engine/engine'
import { createChosenFiles, type ChosenFiles } from '../../electron/platform/chosen-files'
import type { OperationContext, StreamContext, TaskContext } from '../../electron/ipc/handlers'
import { waitUntil } from '../../build/tools/wait.mjs'

/** The connection that requests name. */
export const connection = 'test'

/** `where`: a socket's path, or any endpoint. Whoever connects disposes of it. */
export function connectTo(
  where: string | Endpoint,
  registryAuth?: RegistryAuth
): {
  readonly engine: EngineConnection
  readonly engines: Engines
  /** What the person chose in a dialog: `chosen.add(path)`. */
  readonly chosen: ChosenFiles
} {
  const endpoint = typeof where === 'string' ? ({ kind: 'unix', path: where } as const) : where
  const engine = createConnection(connection, endpoint, undefined, registryAuth)
  engine.start()
  return { engine, engines: { get: () => engine }, chosen: createChosenFiles() }
}

/** What a call's handler is given. */
export const callContext = (signal = new AbortController().signal): OperationContext => ({
  signal,
  made: () => undefined
})

/** What a task's handler is given; `reports` grows, `made` too. */
export function taskContext<Progress>(): TaskContext<Progress> & {
  readonly abort: AbortController
  readonly reports: Progress[]
  readonly things: Array<Parameters<OperationContext['made']>[0]>
} {
  const abort = new AbortController()
  const reports: Progress[] = []
  const things: Array<Parameters<OperationContext['made']>[0]> = []
  return {
    abort,
    signal: abort.signal,
    reports,
    things,
    report: (progress) => void reports.push(progress),
    made: (thing) => void things.push(thing)
  }
}

export interface Collected<Item> {
  readonly items: readonly Item[]
  /** Resolves when the stream ends; rejects with what it threw. */
  readonly ended: Promise<void>
  /** Resolves with the items once they fit; rejects after `limit` milliseconds with what there is. */
  until(fits: (items: readonly Item[]) => boolean, limit?: number): Promise<readonly Item[]>
  close(): Promise<void>
}

/** Opens a stream and takes all it gives. */
export function collect<Item, Input = never>(
  open: (context: StreamContext<Input>) => AsyncIterable<Item>,
  input: AsyncIterable<Input> = nothing()
): Collected<Item> {
  const abort = new AbortController()
  const items: Item[] = []
  const ended = (async () => {
    for await (const item of open({ ...callContext(abort.signal), input })) items.push(item)
  })()
  // Whoever asks gets it; nobody has to.
  ended.catch(() => undefined)
  return {
    items,
    ended,
    async until(fits, limit = 15_000) {
      if (await waitUntil(() => fits(items), limit)) return items
      throw new Error(`The stream did not get there: ${JSON.stringify(items).slice(-2_000)}`)
    },
    async close() {
      abort.abort()
      await ended.catch(() => undefined)
    }
  }
}

async function* nothing(): AsyncGenerator<never, void> {
  return
}
