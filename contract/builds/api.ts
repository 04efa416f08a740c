/** Builds: images made of a Dockerfile and a folder. */
import * as v from 'valibot'
import { call, stream, task } from '../define'
import { ConnectionId, Empty, Nothing, Scope } from '../scope'
import { buildxStates } from './buildx'
import * as commands from './command'
import { Build, BuildChange, BuildId, BuildsChange, ContextReport } from './model'
import { BuildContext, BuildOptions, DockerfileSource, HostPath } from './options'

const StartRequest = v.object({
  connection: ConnectionId,
  /** Made by whoever asks (`crypto.randomUUID()`): it is followed and cancelled by it. */
  id: BuildId,
  options: BuildOptions
})
const OneBuild = v.object({ id: BuildId })
const OnContext = v.object({ context: BuildContext, dockerfile: DockerfileSource })

/** Its first name, else the last part of where it is built from. */
function subjectOf({ tags: [tag], context }: BuildOptions): string {
  if (tag !== undefined || context.kind === 'none') return tag ?? ''
  const place = context.kind === 'folder' ? context.path : context.address
  return place.split(/[/\\]/).findLast((part) => part !== '') ?? place
}

export const builds = {
  /** Goes on wherever the window goes. The task's progress and result are the build as it stands. */
  start: task({
    request: StartRequest,
    progress: Build,
    result: Build,
    subject: ({ options }) => subjectOf(options),
    command: commands.build
  }),
  /** A build of this session or of the history (whose lines are gone): ends when it has ended. Fails: not-found. */
  follow: stream({ request: OneBuild, item: BuildChange }),
  /** Does nothing where it has ended. */
  cancel: call({ request: OneBuild, reply: Nothing, effect: 'changes' }),
  /** The newest hundred, those under way among them. */
  history: stream({ request: Empty, item: BuildsChange }),
  /** Takes it from the history; the image stays. */
  forget: call({ request: v.object({ ids: v.pipe(v.array(BuildId), v.maxLength(1000)) }), reply: Nothing }),
  /**
   * The options of a past build, whose folder and Dockerfile may now be read again without a dialog: fill the form with them, or
   * give them to `start` as they are. The values of secret arguments are gone.
   */
  rebuild: call({ request: OneBuild, reply: v.object({ options: BuildOptions }) }),
  /** What the engine can do: which builders, and whether secrets reach it; and whether `docker buildx` is here for the rest. */
  abilities: call({
    request: Scope,
    reply: v.object({
      buildKit: v.boolean(),
      classic: v.boolean(),
      secrets: v.boolean(),
      buildx: v.picklist(buildxStates)
    })
  }),
  /** Reads the folder through, with its ignore file. Nothing is sent. */
  checkContext: call({ request: OnContext, reply: ContextReport }),
  /** Dockerfiles at the top of the folder and one below, `Dockerfile` first: paths to be used in `{ kind: 'file', path }`. */
  findDockerfiles: call({
    request: v.object({ folder: HostPath }),
    reply: v.object({ paths: v.array(v.string()) })
  }),
  /** `path` as saveDockerfile takes it. Fails: not-found (file). */
  readDockerfile: call({
    request: OnContext,
    reply: v.object({ path: v.string(), text: v.string() })
  }),
  /** Writes the whole file, in a folder or at a path that was chosen. */
  saveDockerfile: call({
    request: v.object({
      /** Where it lies in one. */ folder: v.optional(HostPath),
      path: HostPath,
      text: v.pipe(v.string(), v.maxLength(2_000_000))
    }),
    reply: v.object({ path: v.string() }),
    effect: 'changes'
  })
}
