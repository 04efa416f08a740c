/** Which actions make sense for a container as it is; the others are greyed with the reason. */
import type { Container } from '../../../contract/containers/model'
import type { CareAction } from './care/care'

export const actions = ['start', 'stop', 'restart', 'pause', 'unpause', 'kill', 'remove'] as const
export type ContainerAction = (typeof actions)[number]

/** Whether the engine would do it. */
export function isAvailable(action: ContainerAction | CareAction, { state }: Pick<Container, 'state'>): boolean {
  switch (action) {
    case 'start':
      return state === 'created' || state === 'exited' || state === 'dead' || state === 'unknown'
    case 'stop':
    case 'stop-in':
    case 'kill':
    case 'signal':
    case 'wait':
      return state === 'running' || state === 'restarting' || state === 'paused'
    case 'restart':
    case 'restart-in':
      return state !== 'removing' && state !== 'dead' && state !== 'paused'
    case 'pause':
      return state === 'running'
    case 'unpause':
      return state === 'paused'
    case 'update':
      return state !== 'removing' && state !== 'dead'
    case 'remove':
    case 'rename':
    case 'edit':
    case 'duplicate':
    case 'newer':
    case 'commit':
    case 'export':
    case 'copy-run':
      return state !== 'removing'
    case 'prune':
      return true
  }
}

/** Those of the chosen for which it makes sense. */
export const availableFor = <Row extends Pick<Container, 'state'>>(
  action: ContainerAction | CareAction,
  rows: readonly Row[]
): readonly Row[] => rows.filter((row) => isAvailable(action, row))

/** Whether removing it needs force. */
export const isUp = ({ state }: Pick<Container, 'state'>): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting'
