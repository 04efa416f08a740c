/** The typed client: what the contract says, over the bridge's four functions. */
import type { CallName, OperationAt, StreamName, TaskName } from '../../contract'
import type { StreamMessage, TaskStarted } from '../../contract/bridge'
import type { InputOf, ItemOf, ReplyOf, RequestOf } from '../../contract/define'
import type { Failure, Outcome } from '../../contract/failure'
import { takeAhead } from './open-ahead'

/** One question, one answer; never rejects for what the contract knows as a failure. */
export const call = <Name extends CallName>(
  name: Name,
  request: RequestOf<OperationAt<Name>>
): Promise<Outcome<ReplyOf<OperationAt<Name>>>> =>
  window.escale.call(name, plain(request)) as Promise<Outcome<ReplyOf<OperationAt<Name>>>>

/** Starts long work; it goes on without this page, and is seen in the tasks store under the returned id. */
export const start = <Name extends TaskName>(
  name: Name,
  request: RequestOf<OperationAt<Name>>
): Promise<Outcome<TaskStarted>> => window.escale.call(name, plain(request)) as Promise<Outcome<TaskStarted>>

export interface StreamListener<Item> {
  /** A batch, in order, as it came: at most one a frame. */
  readonly items: (items: readonly Item[]) => void
  /** It came to its end, by itself or by a failure. Not called after `close`. */
  readonly ended?: (failure: Failure | undefined) => void
}

export interface StreamHandle<Input> {
  write(input: Input): void
  /** Nothing is heard of it afterwards. */
  close(): void
}

export function open<Name extends StreamName>(
  name: Name,
  request: RequestOf<OperationAt<Name>>,
  listener: StreamListener<ItemOf<OperationAt<Name>>>
): StreamHandle<InputOf<OperationAt<Name>>> {
  let closed = false
  const hear = (message: StreamMessage): void => {
    if (closed) return
    // Nothing is returned: it would be copied through the bridge.
    switch (message.kind) {
      case 'items':
        listener.items(JSON.parse(message.items) as ItemOf<OperationAt<Name>>[])
        break
      case 'ended':
        listener.ended?.(undefined)
        break
      case 'failed':
        listener.ended?.(message.failure)
    }
  }
  const id = takeAhead(name, request, hear) ?? window.escale.open(name, plain(request), hear)
  return {
    write: (input) => window.escale.write(id, plain(input)),
    close: () => {
      closed = true
      window.escale.close(id)
    }
  }
}

/** A reactive object does not cross a process boundary: its plain copy does. */
const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value
