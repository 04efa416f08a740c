/** Volumes as their list shows them. */
import * as v from 'valibot'

/** What the engine calls it: a volume has no other id, and a name means one volume of one engine. */
export const VolumeName = v.pipe(v.string(), v.minLength(1), v.maxLength(255))

export const Volume = v.object({
  name: v.string(),
  driver: v.string(),
  /** Where it lies on the engine's host; empty where the driver does not say. */
  mountpoint: v.string(),
  /** `local` or `global`. */
  scope: v.string(),
  /** Milliseconds since 1970; absent where the engine or the driver does not say. */
  created: v.optional(v.number()),
  labels: v.record(v.string(), v.string()),
  /** The driver's options: `type=nfs`, `device=…`, `o=…`. */
  options: v.record(v.string(), v.string())
})
export type Volume = Readonly<v.InferOutput<typeof Volume>>

export const VolumesChange = v.variant('kind', [
  /** Everything there is: on connect and reconnect. */
  v.object({ kind: v.literal('snapshot'), volumes: v.array(Volume) }),
  v.object({ kind: v.literal('upsert'), volumes: v.array(Volume) }),
  v.object({ kind: v.literal('remove'), names: v.array(v.string()) })
])
export type VolumesChange = v.InferOutput<typeof VolumesChange>

/** What engines since 23.0 put on a volume that nobody gave a name. */
export const anonymousLabel = 'com.docker.volume.anonymous'

/** Nobody named it; engines before 23.0 show that by the name alone. */
export const isAnonymous = ({ name, labels }: Pick<Volume, 'name' | 'labels'>): boolean =>
  Object.hasOwn(labels, anonymousLabel) || /^[0-9a-f]{64}$/.test(name)

/** As a person reads it: a name made by the engine is cut as docker cuts ids. */
export const shortName = (volume: Pick<Volume, 'name' | 'labels'>): string =>
  isAnonymous(volume) && /^[0-9a-f]{64}$/.test(volume.name) ? volume.name.slice(0, 12) : volume.name
