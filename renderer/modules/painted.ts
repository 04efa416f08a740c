/** Whether the first list stands painted: what nobody waits for begins then. */
import { shallowRef } from 'vue'

export const painted = shallowRef(false)
