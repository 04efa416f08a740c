/** What one can do about a pull or a push that failed: sign in, read how its registry comes to be trusted, make room. */
import type { RouteLocationRaw } from 'vue-router'
import type { Failure } from '../../../contract/failure'
import { registryOf } from '../../../contract/images/reference'
import { i18n } from '../../modules/i18n'

export interface NextStep {
  readonly id: 'sign-in' | 'trust' | 'prune'
  readonly label: string
  readonly to: RouteLocationRaw
}

/** Undefined where the failure is neither about the registry of `reference` nor about the engine's disk. */
export function nextStep(failure: Failure | undefined, reference: string): NextStep | undefined {
  if (failure?.kind === 'disk-full' && failure.here !== true)
    return { id: 'prune', label: i18n.global.t('failure.remedy.prune'), to: { path: '/images', query: { prune: '' } } }
  const id =
    failure?.kind === 'auth-required'
      ? 'sign-in'
      : failure?.kind === 'network' && failure.reason !== undefined
        ? 'trust'
        : undefined
  if (id === undefined) return undefined
  return {
    id,
    label: i18n.global.t(id === 'sign-in' ? 'failure.remedy.sign-in' : 'failure.remedy.trust-registry'),
    to: { path: '/registries', query: { [id]: registryOf(reference) } }
  }
}
