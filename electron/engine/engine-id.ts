/** Who an engine is: the id that it made for itself when it was first started. */
import * as v from 'valibot'
import type { Engine } from './engine'
import { text } from './schema'

const Info = v.object({ ID: text() })
/** Milliseconds: it is only good to know. */
const limit = 10_000

/** Empty where it does not say (Podman), or not in time. */
export const engineIdOf = (engine: Pick<Engine, 'get'>): Promise<string> =>
  engine.get({ path: '/info', timeLimit: limit }, Info).then(
    ({ ID }) => ID,
    () => ''
  )
