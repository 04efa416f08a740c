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

/** What a pasted command says of it: its dialog opens with that. */
export interface CareFill {
  /** The container's new name, or the image's. */
  readonly name?: string
  readonly author?: string
  readonly message?: string
  /** One a line. */
  readonly changes?: string
  readonly pause?: boolean
}

export interface CareAsked {
  readonly action: CareAction
  readonly rows: readonly Container[]
  readonly fill: CareFill
}

/** The last that was asked for; a new object each time. */
export const careAsked = shallowRef<CareAsked>()

export function askCare(action: CareAction, rows: readonly Container[], fill: CareFill = {}): void {
  careAsked.value = { action, rows, fill }
}
