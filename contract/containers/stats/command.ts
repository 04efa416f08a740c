import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import type { ContainerRef } from '../../scope'
import { nameOf, refersTo } from '../requests'

/** Without containers: all that run. */
export const stats = ({ containers }: { readonly containers: readonly ContainerRef[] }): CommandLine =>
  docker('stats')
    .each(containers, (line, container) => line.argument('container', nameOf(container), refersTo(container)))
    .line()
