/** Keeps the messages where they cover no control, as pages and dialogs come and go beneath them. */
import { nextTick, onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import { freePlace } from './free-place'
import { toasts } from './use-toasts'

const controls = ['main', '[role=dialog]', '[role=alertdialog]']
  .flatMap((place) => ['button', 'a[href]', 'input', 'select', 'textarea'].map((one) => `${place} ${one}`))
  .join(', ')

/** Pixels from the window's lower edge. */
export function useFreePlace(column: Ref<HTMLElement | null>): Ref<number> {
  const place = ref(16)

  function look(): void {
    const { value: own } = column
    if (own === null || toasts.value.length === 0) return
    // What one is about to press must not run away.
    if (own.matches(':hover, :focus-within')) return
    const boxes = [...document.querySelectorAll(controls)]
      .filter((one) => !own.contains(one))
      .map((one) => one.getBoundingClientRect())
      .filter(({ width, height }) => width > 0 && height > 0)
    const { width, height } = own.getBoundingClientRect()
    place.value = freePlace({ width, height }, { width: innerWidth, height: innerHeight }, boxes)
  }

  watch(toasts, () => void nextTick(look))
  onMounted(() => {
    addEventListener('resize', look)
    // A dialog that opens takes the focus; a page that is left is often left by a key or a click.
    addEventListener('focusin', look)
    addEventListener('hashchange', look)
  })
  onBeforeUnmount(() => {
    removeEventListener('resize', look)
    removeEventListener('focusin', look)
    removeEventListener('hashchange', look)
  })
  return place
}
