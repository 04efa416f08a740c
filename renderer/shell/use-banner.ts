/** What stands above a page about its engine: why it is away, or, where making the connection takes long, what is waited for. */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Connection } from '../../contract/connections/model'
import { connectionFailure } from '../modules/connection-failure'
import { failureText, type FailureText } from '../modules/failure-text'
import { useConnections } from '../stores/connections'

/** Milliseconds: what answers sooner needs no word. */
const patience = 700

export type Banner =
  | { readonly kind: 'away'; readonly text: FailureText; readonly connection?: Connection }
  | { readonly kind: 'waiting'; readonly connection: Connection; readonly sentence: string; readonly detail: string }

export function useBanner() {
  const { t, locale } = useI18n()
  const connections = useConnections()
  const takesLong = ref(false)
  /** Stands while it is tried again: what flickers cannot be read. */
  const before = shallowRef<Connection>()
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))

  watch(
    [() => connections.currentId, () => connections.current?.state.kind],
    ([id, kind]) => {
      clearTimeout(timer)
      takesLong.value = false
      if (kind === 'connecting') timer = setTimeout(() => (takesLong.value = true), patience)
      else before.value = kind === 'unreachable' ? connections.current : undefined
      if (before.value?.id !== id) before.value = undefined
    },
    { immediate: true }
  )

  const away = (connection: Connection): Banner | undefined => {
    const text = connectionFailure(connection)
    return text === undefined ? undefined : { kind: 'away', text, connection }
  }
  const waiting = (connection: Connection): Banner => {
    const { name, endpoint, state } = connection
    const what = (state.kind === 'connecting' ? state.waitsFor : undefined) ?? 'engine'
    return {
      kind: 'waiting',
      connection,
      sentence: t('shell.waiting.sentence', { name }),
      detail: t(`shell.waiting.${what}`, { endpoint })
    }
  }

  return computed((): Banner | undefined => {
    // Read here, so that the sentence follows the language.
    void locale.value
    const { current, known } = connections
    if (current === undefined)
      return known
        ? { kind: 'away', text: failureText({ kind: 'engine-unreachable', reason: 'no-endpoint', message: '' }) }
        : undefined
    if (current.state.kind !== 'connecting') return away(current)
    if (takesLong.value) return waiting(current)
    return before.value?.id === current.id ? away(before.value) : undefined
  })
}
