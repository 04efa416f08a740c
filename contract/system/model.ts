/** The engine as a whole: what it is made of, and what it keeps on its disk. */
import * as v from 'valibot'

const EnginePart = v.object({
  /** `Engine`, `containerd`, `runc`, `docker-init`. */
  name: v.string(),
  version: v.string(),
  /** In the engine's order and its own words: `GoVersion`, `GitCommit`, `BuildTime`. */
  details: v.array(v.object({ name: v.string(), value: v.string() }))
})
export const EngineVersion = v.object({
  /** `Docker Engine - Community`; empty where it does not say. */
  platform: v.string(),
  parts: v.array(EnginePart)
})
export type EngineVersion = Readonly<v.InferOutput<typeof EngineVersion>>

const diskKinds = ['images', 'containers', 'volumes', 'build-cache'] as const
export const DiskUseRow = v.object({
  kind: v.picklist(diskKinds),
  total: v.number(),
  /** Those in use. */
  active: v.number(),
  /** Bytes. */
  size: v.number(),
  /** Bytes that removing what is not in use would free. */
  reclaimable: v.number(),
  /** Of a hundred, as docker counts it: cut, not rounded. Absent where docker names none. */
  share: v.optional(v.number())
})
export type DiskUseRow = Readonly<v.InferOutput<typeof DiskUseRow>>
