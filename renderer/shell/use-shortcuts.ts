/** Keys that work everywhere, except where a terminal needs them. */
import { useEventListener } from '@vueuse/core'
import { startedWith } from '../modules/start'

const mac = startedWith.platform === 'darwin'

export function useShortcuts({ palette }: { palette: () => void }): void {
  useEventListener(window, 'keydown', (event) => {
    const command = mac ? event.metaKey : event.ctrlKey
    if (!command || event.key.toLowerCase() !== 'k' || event.shiftKey || event.altKey) return
    // In a terminal, Ctrl-K cuts to the end of the line.
    if (event.target instanceof Element && event.target.closest('.xterm') !== null) return
    event.preventDefault()
    palette()
  })
}
