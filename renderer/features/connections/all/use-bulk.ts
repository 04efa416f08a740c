/** Starting and stopping over several engines: each is asked for its own, all at once. */
import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Failure } from '../../../../contract/failure'
import { call } from '../../../ipc/client'
import { failureText } from '../../../modules/failure-text'
import { useToasts } from '../../../ui/toasts/use-toasts'
import { byConnection, canStart, canStop, type GatheredRow } from './gathered'

export function useBulk() {
  const { t } = useI18n()
  const toasts = useToasts()
  const busy = ref<ReadonlySet<string>>(new Set())

  async function act(action: 'start' | 'stop', chosen: readonly GatheredRow[]): Promise<void> {
    const rows = chosen.filter(action === 'start' ? canStart : canStop).filter(({ key }) => !busy.value.has(key))
    if (rows.length === 0) return
    const keys = new Set(rows.map(({ key }) => key))
    busy.value = new Set([...busy.value, ...keys])
    try {
      const outcomes = await Promise.all([...byConnection(rows)].map((group) => send(action, ...group)))
      const done = outcomes.reduce((sum, one) => sum + one.done, 0)
      if (done > 0) toasts.success(t(`connections.all.done.${action}`, { count: done }, done))
      for (const { failure, count } of outcomes.flatMap(({ failed }) => failed)) {
        const { sentence: reason } = failureText(failure)
        toasts.failure(t('connections.all.refused', { count, reason }, count))
      }
    } finally {
      busy.value = new Set([...busy.value].filter((key) => !keys.has(key)))
    }
  }
  return { busy, act }
}

interface Sent {
  readonly done: number
  readonly failed: ReadonlyArray<{ readonly failure: Failure; readonly count: number }>
}

async function send(action: 'start' | 'stop', connection: string, rows: readonly GatheredRow[]): Promise<Sent> {
  const containers = rows.map(({ container: { id, name } }) => ({ id, name }))
  const outcome = await call(`containers.${action}`, { connection, containers })
  return outcome.ok
    ? { done: outcome.value.done.length, failed: outcome.value.failed.map(({ failure }) => ({ failure, count: 1 })) }
    : { done: 0, failed: [{ failure: outcome.failure, count: rows.length }] }
}
