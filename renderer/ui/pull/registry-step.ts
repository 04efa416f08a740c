/** What one can do about a registry that refused a pull or a push: sign in, or read how it comes to be trusted. */
import type { RouteLocationRaw } from 'vue-router'
import type { Failure } from '../../../contract/failure'
import { registryOf } from '../../../contract/images/reference'
import { i18n } from '../../modules/i18n'

export interface RegistryStep {
  readonly id: 'sign-in' | 'trust'
  readonly label: string
  readonly to: RouteLocationRaw
}

/** Undefined where the failure is not about the registry of `reference`. */
export function registryStep(failure: Failure | undefined, reference: string): RegistryStep | undefined {
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
