/** Which actions make sense for a container as it is; the others are greyed with the reason. */
import type { Container } from '../../../contract/containers/model'

export const actions = ['start', 'stop', 'restart', 'pause', 'unpause', 'kill', 'remove'] as const
export type ContainerAction = (typeof actions)[number]

/** Whether the engine would do it. */
export function isAvailable(action: ContainerAction, { state }: Pick<Container, 'state'>): boolean {
  switch (action) {
    case 'start':
      return state === 'created' || state === 'exited' || state === 'dead' || state === 'unknown'
    case 'stop':
    case 'kill':
      return state === 'running' || state === 'restarting' || state === 'paused'
    case 'restart':
      return state !== 'removing' && state !== 'dead' && state !== 'paused'
    case 'pause':
      return state === 'running'
    case 'unpause':
      return state === 'paused'
    case 'remove':
      return state !== 'removing'
  }
}

/** Those of the chosen for which it makes sense. */
export const availableFor = <Row extends Pick<Container, 'state'>>(
  action: ContainerAction,
  rows: readonly Row[]
): readonly Row[] => rows.filter((row) => isAvailable(action, row))

/** Whether removing it needs force. */
export const isUp = ({ state }: Pick<Container, 'state'>): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting'
