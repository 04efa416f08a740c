/** What can be done for a container beyond its everyday life; asked for anywhere, done by CareHost. */
import { shallowRef } from 'vue'
import type { Container } from '../../../../contract/containers/model'

const careActions = [
  'stop-in',
  'restart-in',
  'rename',
  'update',
  'edit',
  'duplicate',
  'newer',
  'commit',
  'export',
  'wait',
  'copy-run',
  'signal',
  'prune'
] as const
export type CareAction = (typeof careActions)[number]

export const isCareAction = (action: string): action is CareAction => careActions.some((one) => one === action)

export interface CareAsked {
  readonly action: CareAction
  readonly rows: readonly Container[]
}

/** The last that was asked for; a new object each time. */
export const careAsked = shallowRef<CareAsked>()

export function askCare(action: CareAction, rows: readonly Container[]): void {
  careAsked.value = { action, rows }
}
