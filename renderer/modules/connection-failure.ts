/** Why a connection is not what it should be, in words; undefined where it is. */
import type { Connection } from '../../contract/connections/model'
import { failureText, type FailureText } from './failure-text'
import { i18n } from './i18n'

export function connectionFailure({ state, endpoint }: Connection): FailureText | undefined {
  if (state.kind !== 'unreachable' && state.kind !== 'degraded') return undefined
  // Somebody ended the try: that is no fault of the engine's.
  if (state.failure.kind === 'cancelled')
    return {
      sentence: i18n.global.t('shell.stopped.sentence', { endpoint }),
      cure: i18n.global.t('shell.stopped.cure')
    }
  return failureText(state.failure, endpoint)
}
