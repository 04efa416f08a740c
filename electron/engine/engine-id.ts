/**
 * Who an engine is. Its id alone does not tell: up to 20.10 it is the machine's (`/etc/docker/key.json`), which two engines
 * of one machine share, and a copied machine has it too.
 */
import * as v from 'valibot'
import type { Engine } from './engine'
import { text } from './schema'

const Info = v.object({ ID: text(), Name: text(), DockerRootDir: text() })
/** Milliseconds: it is only good to know. */
const limit = 10_000

/** Empty where it does not say (Podman), or not in time. */
export const engineIdOf = (engine: Pick<Engine, 'get'>): Promise<string> =>
  engine.get({ path: '/info', timeLimit: limit }, Info).then(
    ({ ID, Name, DockerRootDir }) => (ID === '' ? '' : `${ID} ${Name} ${DockerRootDir}`),
    () => ''
  )
