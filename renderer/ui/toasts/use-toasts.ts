/** Short messages at the window's foot. Usable anywhere, also outside a component. */
import { shallowRef } from 'vue'

export interface ToastAction {
  readonly label: string
  run(): void
}

/** A failure as a person reads it; `modules/failure-text` makes one of a contract's failure. */
export interface FailureWords {
  readonly sentence: string
  readonly cure?: string
  readonly command?: string
  /** The engine's own words. */
  readonly detail?: string
}

export interface Toast {
  readonly id: number
  readonly kind: 'information' | 'success' | 'failure'
  readonly text: string
  /** In small letters below: the engine's words. */
  readonly detail?: string
  readonly action?: ToastAction
  /** Milliseconds that it stays; a failure, or one with something to do, stays until it is closed. */
  readonly life: number | undefined
}

const mostShown = 4
let last = 0
/** What ToastHost shows, oldest first. */
export const toasts = shallowRef<readonly Toast[]>([])

function add(toast: Omit<Toast, 'id'>): number {
  const id = ++last
  // The same words again replace those that stand there: a burst of one failure is one toast.
  const others = toasts.value.filter(
    ({ text, detail, kind }) => text !== toast.text || detail !== toast.detail || kind !== toast.kind
  )
  toasts.value = [...others, { id, ...toast }].slice(-mostShown)
  return id
}

const dismiss = (id: number): void => void (toasts.value = toasts.value.filter((toast) => toast.id !== id))
/** Long enough to read: 3 s, and 50 ms a character. */
const readingTime = (text: string): number => 3000 + text.length * 50

const service = {
  /** Something to know. */
  say: (text: string, action?: ToastAction): number =>
    add({ kind: 'information', text, action, life: readingTime(text) + (action === undefined ? 0 : 4000) }),
  /** Something that was asked for is done. */
  success: (text: string, action?: ToastAction): number =>
    add({ kind: 'success', text, action, life: readingTime(text) + (action === undefined ? 0 : 4000) }),
  /** Something that was asked for was refused: stays until it is closed. */
  failure: (failure: FailureWords | string, action?: ToastAction): void => {
    const words = typeof failure === 'string' ? { sentence: failure } : failure
    add({ kind: 'failure', text: words.sentence, detail: words.detail ?? words.cure, action, life: undefined })
  },
  dismiss
}

export const useToasts = (): typeof service => service
