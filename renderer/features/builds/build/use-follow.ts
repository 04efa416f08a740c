/** The build of an id, as it goes or as it went. */
import { shallowRef, type ShallowRef } from 'vue'
import type { Failure } from '../../../../contract/failure'
import { useStream } from '../../../ipc/use-stream'
import { follow, nothingYet, type Followed } from './follow'

export function useFollow(id: () => string): {
  readonly followed: ShallowRef<Followed>
  readonly failure: ShallowRef<Failure | undefined>
} {
  const followed = shallowRef<Followed>(nothingYet)
  const failure = shallowRef<Failure>()
  useStream('builds.follow', () => ({ id: id() }), {
    opened: () => {
      followed.value = nothingYet
      failure.value = undefined
    },
    items: (changes) => (followed.value = follow(followed.value, changes)),
    ended: (why) => (failure.value = why)
  })
  return { followed, failure }
}
