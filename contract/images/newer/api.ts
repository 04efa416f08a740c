/** Whether the registry has a newer image under a name: the engine asks it, and pulls nothing. */
import * as v from 'valibot'
import { call } from '../../define'
import { OnImage } from '../requests'
import * as commands from './command'

const Newer = v.object({
  /**
   * `same`: the registry has what is here; `newer`: something else, since this was pulled from there; `never`: this image
   * never was there, and something else is.
   */
  kind: v.picklist(['same', 'newer', 'never']),
  /** `sha256:…` of what the registry has. */
  digest: v.string(),
  /** `linux/arm64`, …; empty where the registry does not say. */
  platforms: v.array(v.string())
})
export type Newer = Readonly<v.InferOutput<typeof Newer>>

export const newer = {
  /** Fails with not-found (the registry has no such name), auth-required, network (offline), rate-limited. */
  newer: call({ request: OnImage, reply: Newer, command: commands.newer })
}
