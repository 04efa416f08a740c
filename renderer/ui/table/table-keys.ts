/** What the keys do in a table. */
import { isMac, modKey } from '../base/shortcut'

export type TableKey =
  | {
      readonly kind: 'move'
      readonly to: (index: number, last: number, page: number) => number
      readonly how: 'only' | 'extend' | 'stand'
    }
  | { readonly kind: 'toggle' | 'all' | 'none' | 'open' | 'delete' | 'menu' }
  | { readonly kind: 'type'; readonly character: string }

const moves: Readonly<Record<string, (index: number, last: number, page: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index, _, page) => index + page,
  PageUp: (index, _, page) => index - page,
  Home: () => 0,
  End: (_, last) => last
}

/** What a key asks for, or undefined where it is none of the table's. */
export function tableKey(event: KeyboardEvent): TableKey | undefined {
  const mod = modKey(event)
  const to = moves[event.key]
  if (to !== undefined && !event.altKey)
    return { kind: 'move', to, how: event.shiftKey ? 'extend' : mod ? 'stand' : 'only' }
  if (event.key === ' ') return { kind: 'toggle' }
  if (event.key === 'Enter' && !mod && !event.altKey) return { kind: 'open' }
  if (event.key === 'Delete' || (isMac && mod && event.key === 'Backspace')) return { kind: 'delete' }
  if (event.key === 'Escape') return { kind: 'none' }
  if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) return { kind: 'menu' }
  if (mod && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'a') return { kind: 'all' }
  if (event.key.length === 1 && !mod && !event.ctrlKey && !event.metaKey && !event.altKey)
    return { kind: 'type', character: event.key }
  return undefined
}
