/** A container cared for where it stands: renamed, given other limits, waited for, kept as an image, written out as a tar. */
import * as v from 'valibot'
import { call, task } from '../../define'
import { ActionResults } from '../model'
import { OnContainer, OnContainers, outcomes } from '../requests'
import * as commands from './care-command'

const RenameRequest = v.object({
  ...OnContainer.entries,
  /** As the engine takes names; what it refuses is its own affair. */
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255))
})

const wholeBytes = v.pipe(v.number(), v.integer(), v.minValue(0))
/** -1: as much as there is. */
const bytesOrAll = v.pipe(v.number(), v.integer(), v.minValue(-1))

/** What an engine changes without a new container; what is absent stays as it is. */
export const Limits = v.object({
  /** Bytes. */
  memory: v.optional(wholeBytes),
  /** Bytes of memory and swap together, or -1. */
  memorySwap: v.optional(bytesOrAll),
  memoryReservation: v.optional(wholeBytes),
  /** In cores: 1.5. */
  cpus: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100_000))),
  cpuShares: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  cpusetCpus: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
  /** -1: without a limit. */
  pidsLimit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-1))),
  restart: v.optional(
    v.object({
      name: v.picklist(['no', 'always', 'unless-stopped', 'on-failure']),
      maximumRetries: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))
    })
  )
})
export type Limits = Readonly<v.InferOutput<typeof Limits>>
const UpdateRequest = v.object({ ...OnContainers.entries, limits: Limits })

const CommitRequest = v.object({
  ...OnContainer.entries,
  /** Empty: the image has an id alone. */
  reference: v.pipe(v.string(), v.trim(), v.maxLength(512)),
  author: v.pipe(v.string(), v.trim(), v.maxLength(500)),
  message: v.pipe(v.string(), v.trim(), v.maxLength(1000)),
  /** Lines of a Dockerfile: `CMD ["sh"]`, `ENV A=1`. */
  changes: v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4000))),
  /** Its processes stand still meanwhile: files are as of one moment. */
  pause: v.boolean()
})
const ExportRequest = v.object({
  ...OnContainer.entries,
  /** A path that was chosen in the system's dialog. */
  path: v.pipe(v.string(), v.minLength(1), v.maxLength(4096))
})

export type RenameRequest = v.InferOutput<typeof RenameRequest>
export type UpdateRequest = v.InferOutput<typeof UpdateRequest>
export type CommitRequest = v.InferOutput<typeof CommitRequest>
export type ExportRequest = v.InferOutput<typeof ExportRequest>

export const care = {
  rename: call({ request: RenameRequest, reply: v.void(), effect: 'changes', command: commands.rename }),
  update: call({
    request: UpdateRequest,
    reply: v.object({ ...ActionResults.entries, warnings: v.array(v.string()) }),
    effect: 'changes',
    outcomes,
    command: commands.update
  }),
  /** Answers when it ends, with its exit code: at once where it does not run. */
  wait: task({
    request: OnContainer,
    progress: v.object({}),
    result: v.object({ exitCode: v.number(), /** The engine's words where it knows more. */ error: v.string() }),
    effect: 'reads',
    command: commands.wait
  }),
  /** `id`: the new image's. */
  commit: call({
    request: CommitRequest,
    reply: v.object({ id: v.string() }),
    effect: 'changes',
    command: commands.commit
  }),
  /** Its files as a tar, without what it mounts. */
  export: task({
    request: ExportRequest,
    progress: v.object({ bytes: v.number() }),
    result: v.object({ path: v.string(), bytes: v.number() }),
    effect: 'reads',
    command: commands.exportTar
  })
}
