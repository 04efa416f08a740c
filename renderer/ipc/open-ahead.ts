/** A stream that a page will want is opened on the way there: its source answers while the page is made, and the page takes it over. */
import type { OperationAt, StreamName } from '../../contract'
import type { StreamMessage } from '../../contract/bridge'
import type { RequestOf } from '../../contract/define'

/** Milliseconds after which nobody comes any more. */
const patience = 3_000

type Hear = (message: StreamMessage) => void

interface Ahead {
  readonly key: string
  readonly id: number
  readonly messages: readonly StreamMessage[]
  hear: Hear
  readonly timer: ReturnType<typeof setTimeout>
}

let ahead: Ahead | undefined

const keyOf = (name: StreamName, request: unknown): string => `${name} ${JSON.stringify(request)}`

function drop(): void {
  if (ahead === undefined) return
  clearTimeout(ahead.timer)
  window.escale.close(ahead.id)
  ahead = undefined
}

/** One at a time: whoever goes elsewhere meanwhile wants the other one. */
export function openAhead<Name extends StreamName>(name: Name, request: RequestOf<OperationAt<Name>>): void {
  drop()
  const messages: StreamMessage[] = []
  const opened: Ahead = {
    key: keyOf(name, request),
    id: window.escale.open(name, request, (message) => opened.hear(message)),
    messages,
    hear: (message) => void messages.push(message),
    timer: setTimeout(drop, patience)
  }
  ahead = opened
}

/** The stream that was opened with the same request, whose messages go to `hear` from now on, those that came before them too; else undefined. */
export function takeAhead(name: StreamName, request: unknown, hear: Hear): number | undefined {
  if (ahead === undefined || ahead.key !== keyOf(name, request)) return undefined
  const { id, messages, timer } = ahead
  clearTimeout(timer)
  // Who opens a stream hears of it later, never within the call; and the next message comes in a turn of its own.
  queueMicrotask(() => messages.forEach(hear))
  ahead.hear = hear
  ahead = undefined
  return id
}
