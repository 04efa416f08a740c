/** The images of the engine that the window shows. */
import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Image, ImagesChange } from '../../contract/images/model'
import { useStream } from '../ipc/use-stream'
import { keptList } from './list-stream'

function grouped(images: readonly Image[]): Map<string, Image[]> {
  const groups = new Map<string, Image[]>()
  for (const image of images) {
    const group = groups.get(image.id)
    if (group === undefined) groups.set(image.id, [image])
    else group.push(image)
  }
  return groups
}

export const useImages = defineStore('images', () => {
  const {
    rows: byId,
    loaded,
    failure,
    request,
    retry,
    listener
  } = keptList<ImagesChange, readonly Image[]>((rows, change) => {
    if (change.kind !== 'snapshot') for (const id of change.ids) rows.delete(id)
    for (const [id, images] of grouped(change.images)) rows.set(id, images)
  })
  useStream('images.watch', request, listener)

  const list = computed(() => [...byId.value.values()].flat())

  return { byId, list, loaded, failure, retry }
})
