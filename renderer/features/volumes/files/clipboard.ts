/** Files that were cut or copied, to be pasted in this volume or another one. */
import { shallowRef } from 'vue'

export interface Held {
  readonly how: 'cut' | 'copy'
  readonly connection: string
  readonly volume: string
  readonly paths: readonly string[]
}
/** One for the whole window, as a clipboard is. */
export const held = shallowRef<Held>()
