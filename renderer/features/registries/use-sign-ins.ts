/** Who is signed in where: read anew whenever the page is opened, for the docker CLI changes it too. */
import { onMounted, onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Failure } from '../../../contract/failure'
import type { SignIn } from '../../../contract/registries/model'
import { call } from '../../ipc/client'

export interface SignInList {
  /** Undefined before the first answer. */
  readonly list: ShallowRef<readonly SignIn[] | undefined>
  readonly failure: Ref<Failure | undefined>
  read(): Promise<void>
}

export function useSignIns(): SignInList {
  const list = shallowRef<readonly SignIn[]>()
  const failure = ref<Failure>()
  async function read(): Promise<void> {
    const outcome = await call('registries.list', {})
    failure.value = outcome.ok ? undefined : outcome.failure
    if (outcome.ok) list.value = outcome.value
  }
  onMounted(() => void read())
  // Coming back from a terminal, where `docker login` may have been run.
  const onFocus = (): void => void read()
  window.addEventListener('focus', onFocus)
  onScopeDispose(() => window.removeEventListener('focus', onFocus))
  return { list, failure, read }
}
