/** What a key does in a tree of rows, as the platform's own trees have it. */

export interface TreePlace {
  /** Of the row that the keyboard stands on; -1 for none. */
  readonly index: number
  readonly count: number
  /** -1 at the top. */
  readonly parent: number
  readonly folds: boolean
  readonly open: boolean
  /** Rows in view. */
  readonly page: number
}

export type TreeMove = { readonly kind: 'go'; readonly to: number } | { readonly kind: 'open' | 'close' | 'toggle' }

/** Undefined for a key that means nothing here. */
export function treeMove(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  { index, count, parent, folds, open, page }: TreePlace
): TreeMove | undefined {
  if (ctrlKey || metaKey || altKey || count === 0) return undefined
  const go = (to: number): TreeMove => ({ kind: 'go', to: Math.max(0, Math.min(count - 1, to)) })
  switch (key) {
    case 'ArrowDown':
      return go(index + 1)
    case 'ArrowUp':
      return go(index - 1)
    case 'PageDown':
      return go(index + page)
    case 'PageUp':
      return go(index - page)
    case 'Home':
      return go(0)
    case 'End':
      return go(count - 1)
    case 'ArrowRight':
      return folds && !open ? { kind: 'open' } : folds ? go(index + 1) : undefined
    case 'ArrowLeft':
      return open ? { kind: 'close' } : parent >= 0 ? go(parent) : undefined
    case 'Enter':
    case ' ':
      return folds ? { kind: 'toggle' } : undefined
    default:
      return undefined
  }
}
