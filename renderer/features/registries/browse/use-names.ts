/** A registry's list of names as it comes, page after page: its repositories, or a repository's tags. */
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Failure } from '../../../../contract/failure'
import type { RepositoryPage, TagPage } from '../../../../contract/registries/browse/model'
import { open, type StreamListener } from '../../../ipc/client'

export interface Names {
  readonly list: ShallowRef<readonly string[]>
  readonly loading: Ref<boolean>
  /** Names that no image can have, left out. */
  readonly strange: Ref<number>
  /** Why the registry does not show its list, in its words. */
  readonly hidden: Ref<string | undefined>
  /** More there are than were read: so many were. */
  readonly cut: Ref<number | undefined>
  readonly failure: Ref<Failure | undefined>
  /** From the beginning. */
  read(): void
}

interface Handle {
  close(): void
}

/** `key` changes where another list is meant; undefined: none. */
function useNames<Key extends object>(
  key: () => Key | undefined,
  begin: (key: Key, listener: StreamListener<RepositoryPage | TagPage>) => Handle
): Names {
  const names: Names = {
    list: shallowRef([]),
    loading: ref(false),
    strange: ref(0),
    hidden: ref(),
    cut: ref(),
    failure: ref(),
    read
  }
  let handle: Handle | undefined

  function take(page: RepositoryPage | TagPage): void {
    if (page.kind === 'hidden') names.hidden.value = page.message
    else if (page.kind === 'cut') names.cut.value = page.count
    else {
      names.list.value = [...names.list.value, ...page.names]
      names.strange.value += page.strange
    }
  }
  function read(): void {
    handle?.close()
    handle = undefined
    names.list.value = []
    names.strange.value = 0
    names.hidden.value = names.cut.value = names.failure.value = undefined
    const wanted = key()
    names.loading.value = wanted !== undefined
    if (wanted === undefined) return
    handle = begin(wanted, {
      items: (pages) => pages.forEach(take),
      ended: (failure) => {
        names.loading.value = false
        names.failure.value = failure
      }
    })
  }
  watch(() => JSON.stringify(key()), read, { immediate: true })
  onScopeDispose(() => handle?.close())
  return names
}

export interface RegistryKey {
  readonly connection: string
  readonly registry: string
}
export interface RepositoryKey extends RegistryKey {
  readonly repository: string
}

export const useRepositories = (key: () => RegistryKey | undefined): Names =>
  useNames(key, (scope, listener) => open('registries.repositories', scope, listener))

export const useTags = (key: () => RepositoryKey | undefined): Names =>
  useNames(key, (scope, listener) => open('registries.tags', scope, listener))
