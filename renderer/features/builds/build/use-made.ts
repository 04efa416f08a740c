/** The image that a build made, as the engine that is shown has it now. */
import { computed, type ComputedRef } from 'vue'
import type { Build } from '../../../../contract/builds/model'
import { useConnections } from '../../../stores/connections'
import { useImages } from '../../../stores/images'
import { namesOf, referenceOf } from '../build-words'

export interface MadeImage {
  /** `sha256:…`, where the builder said it. */
  readonly id: string | undefined
  /** By which it is run: a name that it has, or its id. */
  readonly reference: string
  /** No name leads to it. */
  readonly nameless: boolean
}

/** Undefined: there is none, or it is on another engine than the one that is shown. */
export function useMade(build: () => Build | undefined): ComputedRef<MadeImage | undefined> {
  const connections = useConnections()
  const images = useImages()
  return computed(() => {
    const one = build()
    if (one?.outcome.kind !== 'done' || one.connection !== connections.currentId) return undefined
    const id = one.outcome.imageId
    const names = namesOf(images.list, id)
    const known = referenceOf(one)
    if (known === undefined) return undefined
    const reference = one.options.tags[0] ?? names[0] ?? known
    return { id, reference, nameless: id !== undefined && one.options.tags.length === 0 && names.length === 0 }
  })
}
