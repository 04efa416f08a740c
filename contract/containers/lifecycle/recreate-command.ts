/** There is no `docker recreate`: the sequence that does it. */
import type { CommandLine } from '../../command/line'
import { pull as pullCommand } from '../../images/command'
import { nameOf, type OnContainer } from '../requests'
import type { RunOptions } from '../run'
import { create, run } from '../run-command'
import { remove, stop } from './command'
import { rename } from './care-command'
import type { RecreateRequest } from './recreate-api'

/** The name under which the old one stands aside meanwhile: it says whose it was, and no two are alike. */
export const asideName = ({ id, name }: OnContainer['container']): string =>
  `${name === '' ? 'container' : name.slice(0, 200)}-before-${id.slice(0, 12)}`

/** Whose name the container had that stands aside so; undefined for any other. */
export function asideOf({ id, name }: OnContainer['container']): string | undefined {
  const end = `-before-${id.slice(0, 12)}`
  return id.length >= 12 && name.length > end.length && name.endsWith(end) ? name.slice(0, -end.length) : undefined
}

/** The options as they are carried out: under the old name where they say none, and in the background. */
export const optionsOf = ({ container, options }: Pick<RecreateRequest, 'container' | 'options'>): RunOptions => ({
  ...options,
  name: options.name === '' ? container.name : options.name,
  detach: true
})

const isStarted = ({ start }: RecreateRequest): boolean => start !== false

/** The one line that stands for the whole. */
export const recreate = (request: RecreateRequest): CommandLine =>
  isStarted(request) ? run({ options: optionsOf(request) }) : create({ options: optionsOf(request) })

export function recreateSteps(request: RecreateRequest): readonly CommandLine[] {
  const { connection, container, options } = request
  const aside = asideName(container)
  return [
    ...(request.pull ? [pullCommand({ connection, reference: options.image })] : []),
    stop({ connection, containers: [container] }),
    rename({ connection, container: { ...container, name: nameOf(container) }, name: aside }),
    recreate(request),
    remove({ connection, containers: [{ ...container, name: aside }], force: false, volumes: false })
  ]
}
