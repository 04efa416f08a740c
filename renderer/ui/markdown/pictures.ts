/** The pictures of one text: whether all may be fetched, and how many there are. */
import type { InjectionKey, Ref } from 'vue'

export interface Pictures {
  /** Somebody has asked for all of them. */
  readonly all: Ref<boolean>
  readonly count: Ref<number>
}

export const picturesKey: InjectionKey<Pictures> = Symbol('pictures')
