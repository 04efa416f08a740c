/** From anywhere on the page where nothing is being written, `/` goes to the filter. */
import { onBeforeUnmount, onMounted } from 'vue'

const writing = 'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"]'

export function useSlash(focus: () => void): void {
  function slash(event: KeyboardEvent): void {
    if (event.key !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof HTMLElement && event.target.closest(writing)) return
    event.preventDefault()
    focus()
  }
  onMounted(() => document.addEventListener('keydown', slash))
  onBeforeUnmount(() => document.removeEventListener('keydown', slash))
}
