/** The images of the engine that the window shows. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Image, ImagesChange } from '../../contract/images/model'
import { useStream } from '../ipc/use-stream'
import { listStream } from './list-stream'

export const useImages = defineStore('images', () => {
  const { failure, request, retry } = listStream()
  const byId = shallowRef<ReadonlyMap<string, readonly Image[]>>(new Map())
  const loaded = shallowRef(false)

  function grouped(images: readonly Image[]): Map<string, Image[]> {
    const groups = new Map<string, Image[]>()
    for (const image of images) {
      const group = groups.get(image.id)
      if (group === undefined) groups.set(image.id, [image])
      else group.push(image)
    }
    return groups
  }

  function apply(changes: readonly ImagesChange[]): void {
    let known = new Map(byId.value)
    for (const change of changes) {
      if (change.kind === 'snapshot') {
        known = grouped(change.images)
        loaded.value = true
      } else {
        for (const id of change.ids) known.delete(id)
        for (const [id, rows] of grouped(change.images)) known.set(id, rows)
      }
    }
    byId.value = known
  }

  useStream('images.watch', request, {
    opened: () => {
      byId.value = new Map()
      loaded.value = false
      failure.value = undefined
    },
    items: apply,
    ended: (reason) => (failure.value = reason)
  })

  const list = computed(() => [...byId.value.values()].flat())

  return { byId, list, loaded, failure, retry }
})
