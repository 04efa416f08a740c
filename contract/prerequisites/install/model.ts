/** How Docker comes onto a computer: the ways there, each a list of steps with what is run, and how a run of them stands. */
import * as v from 'valibot'
import { Said } from '../model'

/** What of a computer decides its steps. All of it is read from the system, none of it from the window. */
export const InstallSystem = v.object({
  platform: v.picklist(['linux', 'win32', 'darwin']),
  /** Node's name: `x64`, `arm64`, `arm`, `ia32`, `s390x`, `ppc64`. */
  arch: v.string(),
  /** os-release: ID, ID_LIKE, VERSION_CODENAME, VERSION_ID, UBUNTU_CODENAME and DEBIAN_CODENAME, PRETTY_NAME. */
  id: v.string(),
  like: v.array(v.string()),
  codename: v.string(),
  version: v.string(),
  parentCodename: v.string(),
  name: v.string(),
  /** What starts services. */
  init: v.picklist(['systemd', 'openrc', 'sysv', 'none']),
  /** Programs that were looked for and are here. */
  programs: v.array(v.string()),
  /** Packages that are installed and in the way of Docker's own. */
  conflicts: v.array(v.string()),
  /** `/etc/apt/sources.list.d/docker.list` and the like: a repository set up in another way. */
  olderRepositories: v.array(v.string()),
  /** The person's login name; empty: none that could be put into a group. */
  user: v.string(),
  /** Runs as root already. */
  isRoot: v.boolean(),
  /** Where files that are downloaded go: this person's own. */
  downloads: v.string(),
  /** Windows Server. */
  server: v.boolean(),
  /** /etc/docker/daemon.json as it stands; empty: there is none. */
  daemonJson: v.string(),
  /** The engine's data folder, as daemon.json names it or as usual, holds something. */
  hasData: v.boolean()
})
export type InstallSystem = Readonly<v.InferOutput<typeof InstallSystem>>

/** `repository`: Docker's own packages; `distribution`: those of the system; `static`: one archive; the rest by their names. */
export const WayId = v.picklist([
  'repository',
  'distribution',
  'static',
  'desktop',
  'desktop-download',
  'colima',
  'windows-server'
])
export type WayId = v.InferOutput<typeof WayId>

export const InstallOptions = v.object({
  way: WayId,
  /** Linux. `group`: this person joins docker's group; `root`: only root reaches the engine; `rootless`: an engine of this person's own. */
  access: v.picklist(['group', 'root', 'rootless']),
  /** Where images, containers and volumes are kept: an absolute path; empty: /var/lib/docker. */
  dataRoot: v.pipe(v.string(), v.maxLength(4096), v.regex(/^$|^\/[^\0\n]+$/, 'An absolute path'))
})
export type InstallOptions = Readonly<v.InferOutput<typeof InstallOptions>>

export const Doing = v.variant('kind', [
  v.object({ kind: v.literal('run'), words: v.pipe(v.array(v.string()), v.minLength(1)) }),
  /** A text for the system's shell, where one program does not do it. */
  v.object({ kind: v.literal('script'), text: v.string() }),
  /** The whole file, put in its place at once: never half of it. */
  v.object({ kind: v.literal('write'), path: v.string(), mode: v.string(), text: v.string() }),
  /** Done by the person: log in again, restart, download. */
  v.object({ kind: v.literal('hand'), link: v.optional(v.string()) })
])
export type Doing = Readonly<v.InferOutput<typeof Doing>>

export const InstallStep = v.object({
  /** Unique in its plan. */
  id: v.string(),
  /** What it does, in a few words, and what follows from it. */
  says: Said,
  explains: Said,
  doing: Doing,
  asRoot: v.boolean(),
  /** Ends with 0 once the step is done: asked before it (then it is left out) and after it, for as long as `patience` milliseconds. */
  check: v.optional(v.object({ words: v.array(v.string()), asRoot: v.boolean(), patience: v.number() })),
  /** Run where the step fails or is cancelled, so that nothing half-done stays; and the step from which it then goes on. */
  undo: v.optional(v.object({ words: v.array(v.string()), from: v.string() }))
})
export type InstallStep = Readonly<v.InferOutput<typeof InstallStep>>

export interface InstallPlan {
  readonly way: WayId
  /** The vendor's page that it follows. */
  readonly source: string
  readonly steps: readonly InstallStep[]
}

export const StepState = v.object({
  id: v.string(),
  state: v.picklist(['waiting', 'running', 'done', 'already', 'by-hand', 'failed', 'cancelled']),
  /** Its program's exit code. */
  code: v.optional(v.number())
})
export type StepState = Readonly<v.InferOutput<typeof StepState>>

export const InstallProgress = v.object({
  /** What the steps are made of, for a page that is opened later: the facts by their name, and what was chosen. */
  of: v.object({ facts: v.string(), system: InstallSystem, options: InstallOptions }),
  states: v.array(StepState),
  /** For the one line in Activity. */
  steps: v.object({ ended: v.number(), total: v.number() }),
  /** The end of what the programs wrote, by step. */
  output: v.array(v.object({ step: v.string(), text: v.string() })),
  /** Where a next run goes on: the step that failed, or the one that its undoing leads back to. */
  resume: v.optional(v.string())
})
export type InstallProgress = Readonly<v.InferOutput<typeof InstallProgress>>
