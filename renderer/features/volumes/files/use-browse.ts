/** The browser of a volume, open as long as the window shows it: what can be done, the room that is left, a helper that was lost. */
import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { BrowseAbility, BrowseState } from '../../../../contract/volumes/files/model'
import type { Failure } from '../../../../contract/failure'
import { useStream } from '../../../ipc/use-stream'
import { useConnections } from '../../../stores/connections'

export function useBrowse(volume: () => string) {
  const { t, locale } = useI18n()
  const connections = useConnections()
  const opened = shallowRef<Extract<BrowseState, { kind: 'opened' }>>()
  const lost = shallowRef<string>()
  const failure = shallowRef<Failure>()
  const turn = ref(0)

  function take(state: BrowseState): void {
    if (state.kind === 'opened') opened.value = state
    lost.value = state.kind === 'lost' ? state.message : undefined
  }
  useStream(
    'volumes.browse',
    () => {
      const connection = connections.currentId
      if (connection === undefined || !connections.live) return undefined
      return { connection, volume: volume(), turn: turn.value }
    },
    {
      opened() {
        opened.value = undefined
        lost.value = undefined
        failure.value = undefined
      },
      items: (states) => states.forEach(take),
      ended: (why) => (failure.value = why)
    }
  )

  const why = computed(() => {
    void locale.value
    const known = opened.value
    if (known?.why === 'refused' && known.message !== '')
      return t('volumes-files.cannot.refused-because', { message: known.message })
    return t(`volumes-files.cannot.${known?.why ?? 'here'}`)
  })
  const brief = computed(() => {
    const known = opened.value?.why
    if (known === undefined) return t('volumes-files.cannot.here')
    return t(`volumes-files.cannot.${known === 'read-only' ? 'no-changes' : 'no-helper'}`)
  })
  return {
    opened,
    lost,
    failure,
    why,
    /** In a few words, for each button and entry of a menu: `why` says it whole, once. */
    cannot(ability: BrowseAbility): string | undefined {
      if (!connections.live) return t('ui.unreachable')
      // Before it has opened nothing is known to be impossible.
      return opened.value === undefined || opened.value.can.includes(ability) ? undefined : brief.value
    },
    /** Reading, by the helper: what goes on to another volume. */
    cannotSend: (): string | undefined => (opened.value?.way === 'archive' ? brief.value : undefined),
    retry: () => void turn.value++
  }
}
