/** An engine's settings as the window shows them, and what became of applying new ones. */
import * as v from 'valibot'
import { Place } from './place'
import { Step, StepName } from './steps'

/** What the engine itself says that it goes by, of /info: also where its file is out of reach. */
export const InForce = v.object({
  mirrors: v.array(v.string()),
  insecureRegistries: v.array(v.string()),
  logDriver: v.string(),
  storageDriver: v.string(),
  cgroupDriver: v.string(),
  dataRoot: v.string(),
  defaultRuntime: v.string(),
  liveRestore: v.boolean(),
  debug: v.boolean(),
  experimental: v.boolean(),
  labels: v.array(v.string()),
  pools: v.array(v.object({ base: v.string(), size: v.number() }))
})
export type InForce = v.InferOutput<typeof InForce>

const SettingsFile = v.object({
  /** With `\n` alone at the ends of its lines; empty where there is no file. */
  text: v.string(),
  exists: v.boolean(),
  /** Of its bytes: who applies says which one was read. */
  version: v.string(),
  /** It can be written without asking for rights. */
  own: v.boolean()
})

export const EngineSettings = v.object({
  place: Place,
  /** Absent: it is not on this computer. */
  file: v.optional(SettingsFile),
  /** Why the file could not be read, in the system's words. */
  unreadable: v.optional(v.string()),
  inForce: v.optional(InForce),
  engine: v.object({
    version: v.string(),
    os: v.string(),
    rootless: v.boolean(),
    swarm: v.boolean(),
    /** Containers that run now: a restart stops them where nothing restores them. */
    running: v.number(),
    /** Where its data is now, as it says. */
    dataRoot: v.optional(v.string()),
    /** What its dockerd was started with, where that can be seen. */
    words: v.array(v.string())
  }),
  /** Applying was cut short: the new file is in place, and what the engine makes of it was not seen. */
  unfinished: v.optional(v.object({ backup: v.optional(v.string()), old: v.string() })),
  /** Docker Desktop on Windows: which containers it runs, and what switches. */
  containers: v.optional(v.picklist(['linux', 'windows']))
})
export type EngineSettings = v.InferOutput<typeof EngineSettings>

export const ApplyProgress = v.object({
  steps: v.array(Step),
  /** What is under way; those before it are done. */
  at: v.optional(StepName)
})
export type ApplyProgress = v.InferOutput<typeof ApplyProgress>

export const ApplyResult = v.variant('kind', [
  v.object({
    kind: v.literal('applied'),
    effect: v.picklist(['reload', 'restart']),
    backup: v.optional(v.string()),
    /** Keys that /info does not tell of: nothing says whether they took. */
    unseen: v.array(v.string())
  }),
  /** The file is written; this computer cannot tell that engine to read it. */
  v.object({ kind: v.literal('written'), backup: v.optional(v.string()) }),
  v.object({
    kind: v.literal('rolled-back'),
    /** `refused`: dockerd --validate, nothing was written. `down`: the engine did not come up. `not-taken`: it runs, by its old settings. */
    why: v.picklist(['refused', 'down', 'not-taken', 'command']),
    /** The engine's own last words, or the program's. */
    words: v.string(),
    keys: v.array(v.string()),
    /** The engine answers again, by its old settings. */
    up: v.boolean(),
    /** Done or tried, the way back among them; and the one that failed. */
    steps: v.array(Step),
    failed: StepName
  })
])
export type ApplyResult = v.InferOutput<typeof ApplyResult>
