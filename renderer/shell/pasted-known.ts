/** What a pasted command is told of, and what it may lead to. */
import type { RouteLocationRaw } from 'vue-router'
import type { ParsedCommand } from '../../contract/command/parse-command'
import type { Container } from '../../contract/containers/model'
import type { Image } from '../../contract/images/model'
import type { Network } from '../../contract/networks/model'
import type { Volume } from '../../contract/volumes/model'
import type { ContainerAction } from '../features/containers/available'
import type { CareAction, CareFill } from '../features/containers/care/care'
import type { ActOptions } from '../features/containers/use-actions'
import type { PastedEntry } from './pasted-objects'

export type Deed = Extract<ParsedCommand, { readonly kind: 'deed' }>

/** What the window knows at this moment. */
export interface Known {
  readonly t: (key: string, values?: Record<string, unknown>) => string
  readonly containers: readonly Container[]
  readonly images: readonly Image[]
  readonly volumes: readonly Volume[]
  readonly networks: readonly Network[]
}

/** Done to containers when it is chosen: it asks first where it destroys. */
export interface Does {
  readonly action: ContainerAction | CareAction
  readonly rows: readonly Container[]
  readonly options?: ActOptions
  readonly fill?: CareFill
}
export interface DeedEntry extends Omit<PastedEntry, 'to'> {
  readonly to?: RouteLocationRaw
  readonly does?: Does
}

/** An id as docker takes it: so much of its beginning that one could mean it. */
export const meansId = (name: string, id: string): boolean =>
  name.length >= 4 && (id.startsWith(name) || id.startsWith(`sha256:${name}`))
