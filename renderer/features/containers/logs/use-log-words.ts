/** How a log is doing, in words: what is read, whether it goes on, why it cannot. */
import { computed, onScopeDispose, ref, watch, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { LogViewState } from '../../../../contract/containers/logs/model'
import type { Failure } from '../../../../contract/failure'
import type { ContainerRef } from '../../../../contract/scope'
import { useContainers } from '../../../stores/containers'
import { isUp } from '../available'
import type { KeptLog } from './use-kept-log'

/** Milliseconds: said, and then no longer worth a line. */
const news = 4_000

export interface LogWords {
  readonly failure: ComputedRef<Failure | undefined>
  readonly said: ComputedRef<string>
  /** While there are no lines. */
  readonly emptyText: ComputedRef<string | undefined>
}

export function useLogWords(log: KeptLog, wanted: () => readonly ContainerRef[]): LogWords {
  const { t, n } = useI18n()
  const containers = useContainers()
  const is = (state: LogViewState['state']): boolean =>
    [...log.states.value.values()].some((one) => one.state === state)

  const isBack = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => is('resumed'),
    (resumed) => {
      clearTimeout(timer)
      isBack.value = resumed
      if (resumed) timer = setTimeout(() => (isBack.value = false), news)
    }
  )
  onScopeDispose(() => clearTimeout(timer))

  /** Of one alone: several end one after another. */
  const ended = computed(() => {
    const [only, ...others] = wanted()
    const state = log.states.value.get(0)
    if (only === undefined || others.length > 0 || state?.state !== 'ended') return undefined
    const container = containers.byId.get(only.id)
    // Started again, it has just not written yet.
    return container !== undefined && isUp(container) ? undefined : state
  })
  const kept = computed(() => t('containers-logs.kept', { count: n(log.kept.value) }, Math.min(log.kept.value, 2)))
  const happened = computed(() => {
    if (is('interrupted')) return t('containers.logs.interrupted')
    if (isBack.value) return t('containers.logs.resumed')
    if (ended.value !== undefined)
      return ended.value.exitCode === undefined
        ? t('containers.logs.not-started')
        : t('containers.logs.ended', { code: String(ended.value.exitCode) })
    const states = [...log.states.value.values()]
    if (states.length > 0 && states.length === wanted().length && states.every(({ state }) => state === 'closed'))
      return t('containers.logs.closed')
    return undefined
  })
  return {
    failure: computed(
      () => log.failure.value ?? [...log.states.value.values()].find(({ state }) => state === 'failed')?.failure
    ),
    said: computed(() => {
      if (log.reading.value !== undefined) return t('containers-logs.reading', { count: n(log.reading.value) })
      return happened.value === undefined
        ? kept.value
        : t('containers-logs.kept-and', { kept: kept.value, news: happened.value })
    }),
    emptyText: computed(() => (ended.value === undefined ? undefined : t('containers.logs.nothing')))
  }
}
