/** A stream tied to a component's scope: open while the component is there, opened anew when its request changes. */
import { onScopeDispose, watch } from 'vue'
import type { OperationAt, StreamName } from '../../contract'
import type { InputOf, ItemOf, RequestOf } from '../../contract/define'
import { open, type StreamHandle, type StreamListener } from './client'

/**
 * `request` is read reactively; while it gives undefined, nothing is open. `opened` is called before the first item of
 * each opening: what was gathered from the one before is dropped there.
 */
export function useStream<Name extends StreamName>(
  name: Name,
  request: () => RequestOf<OperationAt<Name>> | undefined,
  listener: StreamListener<ItemOf<OperationAt<Name>>> & { readonly opened?: () => void }
): { write(input: InputOf<OperationAt<Name>>): void } {
  let handle: StreamHandle<InputOf<OperationAt<Name>>> | undefined
  const close = (): void => {
    handle?.close()
    handle = undefined
  }
  watch(
    () => JSON.stringify(request()),
    () => {
      close()
      const present = request()
      if (present === undefined) return
      listener.opened?.()
      handle = open(name, present, listener)
    },
    { immediate: true, flush: 'sync' }
  )
  onScopeDispose(close)
  return { write: (input) => handle?.write(input) }
}
