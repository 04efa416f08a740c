/** Files of this computer dragged over an element and dropped on it. */
import { ref } from 'vue'

export function useFileDrop(enabled: () => boolean, dropped: (files: readonly File[]) => void) {
  const over = ref(false)
  /** Elements within that the pointer is over: each is entered before the one before is left. */
  let depth = 0
  const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
    enabled() && dataTransfer !== null && [...dataTransfer.types].includes('Files')
  function end(): void {
    depth = 0
    over.value = false
  }
  return {
    over,
    listeners: {
      dragenter(event: DragEvent): void {
        if (!hasFiles(event)) return
        depth++
        over.value = true
      },
      dragover(event: DragEvent): void {
        if (!hasFiles(event) || event.dataTransfer === null) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      },
      dragleave(): void {
        depth = Math.max(0, depth - 1)
        if (depth === 0) over.value = false
      },
      drop(event: DragEvent): void {
        if (!hasFiles(event)) return
        event.preventDefault()
        end()
        const files = [...(event.dataTransfer?.files ?? [])]
        if (files.length > 0) dropped(files)
      }
    }
  }
}
