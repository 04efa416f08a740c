/** What ssh asks of a person: kept until somebody answers in a window, or it is no longer asked. Answers are never kept. */
import { randomUUID } from 'node:crypto'
import type { Prompt } from '../../../../contract/connections/prompts/model'
import type { Ask } from '../../../engine/ssh/asking'
import { createListeners } from '../../../engine/listeners'

export interface Prompts {
  /** Asks for a connection, in whichever window looks. `endpoint`: as a person reads it. */
  askerFor(connection: string, endpoint: string): Ask
  /** The oldest first. */
  pending(): Prompt[]
  onChange(listener: () => void): () => void
  /** Undefined refuses; an unknown one has been answered, or is no longer asked. */
  answer(id: string, answer: string | undefined): void
  /** A window looks; returns what ends that. */
  look(): () => void
  /** Refuses what waits. */
  dispose(): void
}

/** Milliseconds for a window to come: at the start it is a little later than the first connection, and it may be reloaded. */
const windowLimit = 15_000

export function createPrompts(limit = windowLimit): Prompts {
  const changes = createListeners<void>()
  const asked = new Map<string, { readonly prompt: Prompt; readonly settle: (answer: string | undefined) => void }>()
  let windows = 0
  let timer: NodeJS.Timeout | undefined

  const refuseAll = (): void => {
    for (const { settle } of [...asked.values()]) settle(undefined)
  }
  const waitForWindow = (): void => {
    clearTimeout(timer)
    if (windows === 0 && asked.size > 0) timer = setTimeout(refuseAll, limit)
  }

  return {
    askerFor: (connection, endpoint) => (asking, signal) =>
      new Promise((resolve) => {
        const id = randomUUID()
        const settle = (answer: string | undefined): void => {
          signal.removeEventListener('abort', gone)
          asked.delete(id)
          resolve(answer)
          waitForWindow()
          changes.tell()
        }
        const gone = (): void => settle(undefined)
        if (signal.aborted) return resolve(undefined)
        signal.addEventListener('abort', gone, { once: true })
        asked.set(id, { prompt: { id, connection, endpoint, ...asking }, settle })
        waitForWindow()
        changes.tell()
      }),
    pending: () => [...asked.values()].map(({ prompt }) => prompt),
    onChange: changes.add,
    answer: (id, answer) => asked.get(id)?.settle(answer),
    look() {
      windows += 1
      clearTimeout(timer)
      return () => {
        windows -= 1
        waitForWindow()
      }
    },
    dispose() {
      clearTimeout(timer)
      refuseAll()
    }
  }
}
