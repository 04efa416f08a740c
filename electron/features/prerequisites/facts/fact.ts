/** What no program tells and the main process itself knows or asks. */
import type { ConnectionState } from '../../../../contract/connections/model'
import type { Answer } from '../../../../contract/prerequisites/checks/check'
import type { Surroundings } from '../../../engine/discovery/surroundings'
import type { Engine } from '../../../engine/engine'

/** The connection whose engine is asked. */
export interface AskedEngine {
  readonly engine: Engine
  /** As DOCKER_HOST writes it. */
  readonly endpoint: string
  readonly state: () => ConnectionState
}

export interface FactContext {
  /** Absent: no engine is known. */
  readonly asked?: AskedEngine
  readonly surroundings: Pick<Surroundings, 'env' | 'platform' | 'home'>
  /** A person asks for this very check: what was remembered will not do. */
  readonly fresh?: boolean
  /** Aborted when its time is over. */
  readonly signal: AbortSignal
}

/** May reject: that is an answer too (see refusalOf). */
export type Fact = (context: FactContext) => Promise<Answer>

export const answered = (text: string): Answer => ({ kind: 'answered', text })
export const answeredJson = (value: unknown): Answer => answered(JSON.stringify(value))
