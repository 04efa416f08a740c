/** What tags name, asked for as they come into sight, and kept while their repository is open. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Failure } from '../../../../contract/failure'
import type { TagAnswer } from '../../../../contract/registries/browse/model'
import { open } from '../../../ipc/client'
import type { RepositoryKey } from './use-names'

/** Tags of one question. */
const most = 50

export interface Descriptions {
  readonly byTag: ShallowRef<ReadonlyMap<string, TagAnswer>>
  /** Why none is known: the registry was lost. */
  readonly failure: ShallowRef<Failure | undefined>
  /** Asks again, for all that are wanted. */
  reset(): void
}

export function useDescriptions(key: () => RepositoryKey | undefined, wanted: () => readonly string[]): Descriptions {
  const byTag = shallowRef<ReadonlyMap<string, TagAnswer>>(new Map())
  const failure = shallowRef<Failure>()
  let handle: { close(): void } | undefined

  function next(): void {
    const scope = key()
    if (handle !== undefined || scope === undefined || failure.value !== undefined) return
    const tags = wanted()
      .filter((tag) => !byTag.value.has(tag))
      .slice(0, most)
    if (tags.length === 0) return
    handle = open(
      'registries.describe',
      { ...scope, tags },
      {
        items: (answers) => {
          const known = new Map(byTag.value)
          for (const one of answers) known.set(one.kind === 'failed' ? one.tag : one.description.tag, one)
          byTag.value = known
        },
        ended: (ending) => {
          handle = undefined
          failure.value = ending
          next()
        }
      }
    )
  }
  function reset(): void {
    handle?.close()
    handle = undefined
    byTag.value = new Map()
    failure.value = undefined
    next()
  }
  watch(() => JSON.stringify(key()), reset, { immediate: true })
  watch(wanted, next)
  onScopeDispose(() => handle?.close())
  return { byTag, failure, reset }
}
