/** What `docker build` can say, as the form holds it and the engine is asked for it. */
import * as v from 'valibot'
import { buildFieldEntries, emptyBuildFields } from './fields'

export const HostPath = v.pipe(v.string(), v.minLength(1), v.maxLength(4096))

/** Where the files come from that COPY and ADD take. */
export const BuildContext = v.variant('kind', [
  /** A folder of this computer, chosen in the system's dialog. */
  v.object({ kind: v.literal('folder'), path: HostPath }),
  /** A Git repository, a tar or a Dockerfile that the engine itself fetches. */
  v.object({
    kind: v.literal('address'),
    address: v.pipe(v.string(), v.regex(/^(https?:\/\/|git:\/\/|git@|ssh:\/\/|github\.com\/)./, 'An address'))
  }),
  /** No files: the Dockerfile's text is all there is (`docker build -`). */
  v.object({ kind: v.literal('none') })
])
export type BuildContext = Readonly<v.InferOutput<typeof BuildContext>>

export const DockerfileSource = v.variant('kind', [
  /** `Dockerfile` in the context. */
  v.object({ kind: v.literal('default') }),
  /** A file of this computer, in the context or chosen in the system's dialog; of an address: a path in it. */
  v.object({ kind: v.literal('file'), path: HostPath }),
  /** As it stands in the editor (`-f -`, read from the standard input). */
  v.object({ kind: v.literal('text'), text: v.pipe(v.string(), v.maxLength(2_000_000)) })
])
export type DockerfileSource = Readonly<v.InferOutput<typeof DockerfileSource>>

const BuildArgument = v.object({
  name: v.pipe(v.string(), v.regex(/^[^=\0]+$/, 'A name without "="')),
  /** Absent: that of the variable of this name where docker runs, as `--build-arg NAME` has it. */
  value: v.optional(v.string()),
  /** A secret's value never reaches the history: it shows as `$NAME`. The image keeps it all the same. */
  secret: v.boolean()
})

export const BuildOptions = v.object({
  context: BuildContext,
  dockerfile: DockerfileSource,
  /** `name` or `name:tag`; none: the image is found by its id. */
  tags: v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(512))),
  buildArguments: v.array(BuildArgument),
  /** Not a flag of docker's: BuildKit where the engine has it, unless the classic one is asked for (`DOCKER_BUILDKIT=0`). */
  builder: v.picklist(['auto', 'buildkit', 'classic']),
  ...buildFieldEntries
})
export type BuildOptions = Readonly<v.InferOutput<typeof BuildOptions>>

export const emptyBuildOptions: BuildOptions = {
  context: { kind: 'none' },
  dockerfile: { kind: 'default' },
  tags: [],
  buildArguments: [],
  builder: 'auto',
  ...emptyBuildFields
}
