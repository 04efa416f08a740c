/** A stream that a page will want is opened on the way there: its source answers while the page is made, and the page takes it over. */
import type { OperationAt, StreamName } from '../../contract'
import type { StreamMessage } from '../../contract/bridge'
import type { RequestOf } from '../../contract/define'

/** Milliseconds after which nobody comes any more. */
const patience = 3_000

type Hear = (message: StreamMessage) => void

interface Ahead {
  readonly id: number
  readonly messages: readonly StreamMessage[]
  hear: Hear
  readonly timer: ReturnType<typeof setTimeout>
}

/** By key. */
const opened = new Map<string, Ahead>()
/** Of these, the page's that a person is on the way to. */
let onTheWay: string | undefined

const keyOf = (name: StreamName, request: unknown): string => `${name} ${JSON.stringify(request)}`

function drop(key: string): void {
  const dropped = opened.get(key)
  if (dropped === undefined) return
  clearTimeout(dropped.timer)
  window.escale.close(dropped.id)
  opened.delete(key)
}

/** What the first frame will want: several may wait. `heard` sees each message that comes before it is taken over. */
export function openForStart<Name extends StreamName>(
  name: Name,
  request: RequestOf<OperationAt<Name>>,
  heard: Hear = () => undefined
): void {
  const key = keyOf(name, request)
  const messages: StreamMessage[] = []
  const one: Ahead = {
    id: window.escale.open(name, request, (message) => one.hear(message)),
    messages,
    hear: (message) => {
      messages.push(message)
      heard(message)
    },
    timer: setTimeout(() => drop(key), patience)
  }
  opened.set(key, one)
}

/** One at a time: whoever goes elsewhere meanwhile wants the other one. */
export function openAhead<Name extends StreamName>(name: Name, request: RequestOf<OperationAt<Name>>): void {
  if (onTheWay !== undefined) drop(onTheWay)
  onTheWay = keyOf(name, request)
  openForStart(name, request)
}

/** The stream that was opened with the same request, whose messages go to `hear` from now on, those that came before them too; else undefined. */
export function takeAhead(name: StreamName, request: unknown, hear: Hear): number | undefined {
  const key = keyOf(name, request)
  const one = opened.get(key)
  if (one === undefined) return undefined
  opened.delete(key)
  clearTimeout(one.timer)
  // Who opens a stream hears of it later, never within the call; and the next message comes in a turn of its own.
  queueMicrotask(() => one.messages.forEach(hear))
  one.hear = hear
  return one.id
}
