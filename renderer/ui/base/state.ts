/** A container's state as it is shown: one colour, one icon and one word each. */
export interface StateSource {
  readonly state: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead' | 'unknown'
  readonly health?: 'starting' | 'healthy' | 'unhealthy'
  readonly exitCode?: number
}

export type StateLook =
  | 'running'
  | 'healthy'
  | 'starting'
  | 'unhealthy'
  | 'paused'
  | 'restarting'
  | 'created'
  | 'removing'
  | 'exited'
  | 'failed'
  | 'dead'
  | 'unknown'

export function stateLook({ state, health, exitCode }: StateSource): StateLook {
  switch (state) {
    case 'running':
      return health ?? 'running'
    case 'exited':
      // Without a code nothing is known to have gone wrong.
      return exitCode === undefined || exitCode === 0 ? 'exited' : 'failed'
    default:
      return state
  }
}
