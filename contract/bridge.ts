/** What the preload script gives the window: five functions, whatever features there are. */
import type { Failure, Outcome } from './failure'

export type StreamMessage =
  /** A batch of items as one JSON array: a string crosses the isolated worlds at a fraction of an object's cost. */
  | { readonly kind: 'items'; readonly items: string }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface Bridge {
  /** A call, or the start of a task. */
  call(name: string, request: unknown): Promise<Outcome<unknown>>
  /** Opens a stream and returns its id; `listener` gets each message until `ended` or `failed`, or until it is closed. */
  open(name: string, request: unknown, listener: (message: StreamMessage) => void): number
  write(stream: number, input: unknown): void
  close(stream: number): void
  /**
   * Where files and folders lie that a person has dropped on the window: chosen thereby, as in the system's dialog. A page
   * cannot make up a file that has a place.
   */
  dropped(files: readonly File[]): Promise<readonly string[]>
}

/** The answer to the start of a task. */
export interface TaskStarted {
  readonly task: string
}

/** The IPC channels behind the bridge: the only strings that both sides must agree on. */
export const channels = {
  call: 'escale:call',
  open: 'escale:open',
  write: 'escale:write',
  close: 'escale:close',
  /** One batch was taken: the main process may send another. */
  credit: 'escale:credit',
  message: 'escale:message',
  dropped: 'escale:dropped'
} as const

/** How many batches may be under way to a window that has not taken them yet. */
export const initialCredit = 4
