/** Every registry that is worth a card: those one is signed in to, and those one looks into. */
import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import type { Failure } from '../../../contract/failure'
import type { KnownRegistry } from '../../../contract/registries/book/model'
import type { SignIn } from '../../../contract/registries/model'
import { call } from '../../ipc/client'
import { useSignIns } from './use-sign-ins'

export interface RegistryCard {
  readonly registry: string
  readonly signIn: SignIn | undefined
  /** On the list by one's own wish: it can be taken off it. */
  readonly known: KnownRegistry | undefined
}

export interface KnownRegistries {
  /** Undefined before the first answer. */
  readonly cards: ComputedRef<readonly RegistryCard[] | undefined>
  readonly failure: Ref<Failure | undefined>
  read(): Promise<void>
}

export function useKnownRegistries(): KnownRegistries {
  const signIns = useSignIns()
  const known = shallowRef<readonly KnownRegistry[]>([])
  const failure = ref<Failure>()

  async function readKnown(): Promise<void> {
    const outcome = await call('registries.known', {})
    failure.value = outcome.ok ? undefined : outcome.failure
    if (outcome.ok) known.value = outcome.value
  }
  void readKnown()
  const cards = computed(() => {
    if (signIns.list.value === undefined) return undefined
    const names = new Set([...signIns.list.value, ...known.value].map(({ registry }) => registry))
    return [...names]
      .sort((one, other) => one.localeCompare(other))
      .map((registry): RegistryCard => ({
        registry,
        signIn: signIns.list.value?.find((one) => one.registry === registry),
        known: known.value.find((one) => one.registry === registry)
      }))
  })
  return {
    cards,
    failure: computed(() => signIns.failure.value ?? failure.value),
    read: async () => void (await Promise.all([signIns.read(), readKnown()]))
  }
}
