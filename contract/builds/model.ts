/** Builds as they go and as they went. */
import * as v from 'valibot'
import { Failure } from '../failure'
import { BuildOptions } from './options'

/** Chosen by whoever starts the build: a UUID. */
export const BuildId = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'A UUID'))

/** A download, an extraction or the like within a step. Times in milliseconds since 1970, amounts in bytes (or none known). */
const StepProgress = v.object({
  id: v.string(),
  name: v.string(),
  current: v.optional(v.number()),
  total: v.optional(v.number()),
  done: v.boolean()
})

/** Lines of the Dockerfile, from 1, both included. */
export const LineRange = v.object({ first: v.number(), last: v.number() })
export type LineRange = Readonly<v.InferOutput<typeof LineRange>>

/** One vertex of BuildKit, or one step of the classic builder. */
export const BuildStep = v.object({
  /** Unique in its build. */
  id: v.string(),
  /** `[2/3] RUN make`, `[internal] load build context`, `Step 2/3 : RUN make`: as docker prints it. */
  name: v.string(),
  /** Bookkeeping of the builder's own (`[internal] …`, `exporting to image`): folded where all went well. */
  internal: v.boolean(),
  /** The stage that it belongs to: its name, or its number from 0. */
  stage: v.optional(v.string()),
  /** The instruction's lines in the Dockerfile. */
  lines: v.optional(LineRange),
  state: v.picklist(['waiting', 'running', 'done', 'cached', 'failed', 'cancelled']),
  /** Milliseconds since 1970. */
  startedAt: v.optional(v.number()),
  endedAt: v.optional(v.number()),
  /** In milliseconds, of a step that ended. */
  duration: v.optional(v.number()),
  /** The builder's words about it. */
  error: v.optional(v.string()),
  progress: v.array(StepProgress)
})
export type BuildStep = Readonly<v.InferOutput<typeof BuildStep>>

/** A line of output; it may hold colours (escape sequences). */
export const BuildLine = v.object({
  /** The step's id. */
  step: v.string(),
  text: v.string(),
  /** Of the standard error. */
  error: v.boolean()
})
export type BuildLine = Readonly<v.InferOutput<typeof BuildLine>>

/** Something that the builder warns of: the Dockerfile's style, an option that it ignored. */
export const BuildWarning = v.object({
  message: v.string(),
  detail: v.string(),
  url: v.optional(v.string()),
  lines: v.optional(LineRange)
})
export type BuildWarning = Readonly<v.InferOutput<typeof BuildWarning>>

/** Why a build failed, and where. */
export const BuildFailure = v.object({
  failure: Failure,
  /** Where the Dockerfile is to blame. */
  lines: v.optional(LineRange),
  /** The step that failed. */
  step: v.optional(v.string())
})
export type BuildFailure = Readonly<v.InferOutput<typeof BuildFailure>>

const Outcome = v.variant('kind', [
  /** The context is read and sent. */
  v.object({ kind: v.literal('sending') }),
  v.object({ kind: v.literal('running') }),
  /** `imageId`: `sha256:…`, where the builder said it. */
  v.object({ kind: v.literal('done'), imageId: v.optional(v.string()) }),
  v.object({ kind: v.literal('failed'), reason: BuildFailure }),
  v.object({ kind: v.literal('cancelled') })
])

export const Build = v.object({
  id: BuildId,
  connection: v.string(),
  /** Without the values of secrets. */
  options: BuildOptions,
  builder: v.picklist(['buildkit', 'classic', 'buildx']),
  outcome: Outcome,
  /** Milliseconds since 1970. */
  startedAt: v.number(),
  endedAt: v.optional(v.number()),
  /** Bytes of the context sent so far. */
  sentBytes: v.number(),
  /** Of those steps that are not internal. */
  steps: v.object({ total: v.number(), ended: v.number(), cached: v.number() })
})
export type Build = Readonly<v.InferOutput<typeof Build>>
export type BuildOutcome = Build['outcome']

/** First one `begin`, then changes until the build has ended: the stream ends with it. */
export const BuildChange = v.variant('kind', [
  v.object({
    kind: v.literal('begin'),
    build: Build,
    /** The Dockerfile as it is built; empty where it is not known (an address). */
    dockerfile: v.string(),
    steps: v.array(BuildStep),
    /** In the order in which they first showed; the lines follow in `change`s. */
    warnings: v.array(BuildWarning)
  }),
  v.object({
    kind: v.literal('change'),
    build: v.optional(Build),
    /** Whole, by their id: new ones go to the end. */
    steps: v.array(BuildStep),
    /** New lines, in order. */
    lines: v.array(BuildLine),
    /** Lines that were dropped before these: the newest are kept. */
    dropped: v.number(),
    warnings: v.array(BuildWarning)
  })
])
export type BuildChange = v.InferOutput<typeof BuildChange>

export const BuildsChange = v.variant('kind', [
  /** Newest first. */
  v.object({ kind: v.literal('snapshot'), builds: v.array(Build) }),
  v.object({ kind: v.literal('upsert'), build: Build }),
  v.object({ kind: v.literal('remove'), ids: v.array(v.string()) })
])
export type BuildsChange = v.InferOutput<typeof BuildsChange>

const ContextEntry = v.object({
  /** In the context, with slashes; a folder's counts all that is in it. */
  path: v.string(),
  kind: v.picklist(['file', 'folder']),
  bytes: v.number(),
  files: v.number()
})
/** What would be sent. */
export const ContextReport = v.object({
  files: v.number(),
  folders: v.number(),
  bytes: v.number(),
  /** Files that the ignore file leaves out; those of a folder that it leaves out whole are not looked for. */
  ignored: v.number(),
  /** `.dockerignore`, `web.Dockerfile.dockerignore`; absent: there is none. */
  ignoreFile: v.optional(v.string()),
  /** The ten largest of the context's top folder, and the ten largest files anywhere. */
  largest: v.array(ContextEntry),
  largestFiles: v.array(ContextEntry),
  /** Over 500 MB: worth a warning. */
  large: v.boolean()
})
export type ContextReport = v.InferOutput<typeof ContextReport>
