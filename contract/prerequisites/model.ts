/** What a computer needs so that Docker runs on it: each check's result, with what was found and what mends it. */
import * as v from 'valibot'
import { PullProgress } from '../images/model'

/** A sentence of a locale file, by its key, with what stands in it. */
export const Said = v.object({
  key: v.string(),
  values: v.optional(v.record(v.string(), v.union([v.string(), v.number()])))
})
export type Said = v.InferOutput<typeof Said>

/** `unknown`: it could not be told, and why is what was found. */
export const CheckOutcome = v.picklist(['met', 'not-met', 'unknown'])
export type CheckOutcome = v.InferOutput<typeof CheckOutcome>

/** One way to mend what was not met. */
export const Cure = v.object({
  /** What it does, and what follows from it. */
  says: Said,
  /** To be copied, one after the other, as they are typed into that system's shell. */
  commands: v.optional(v.array(v.string()), []),
  /** The vendor's page: https. */
  link: v.optional(v.string()),
  /** What the app does itself, by a button: only what is safe. */
  action: v.optional(v.picklist(['install', 'run-hello-world', 'open-settings', 'start-machine']))
})
export type Cure = v.InferOutput<typeof Cure>

/** What was asked of the system and what it said: for a person who wants to see it, and for the report. */
export const Evidence = v.object({
  asked: v.string(),
  /** How it ended: `answered`, or why there is no answer. */
  kind: v.picklist(['answered', 'missing', 'refused', 'timed-out']),
  answer: v.string(),
  /** Of a program: its exit code. */
  code: v.optional(v.number())
})
export type Evidence = v.InferOutput<typeof Evidence>

export const CheckResult = v.object({
  /** `linux-kernel`: its name and why it matters are sentences of the locales by it (see titleKey). */
  id: v.string(),
  /** Where it stands on the screen. */
  group: v.picklist(['computer', 'system', 'installation', 'access', 'engine', 'rootless', 'desktop']),
  outcome: CheckOutcome,
  /** False: Docker runs without it, but less well, or only some of its products do. */
  required: v.boolean(),
  found: Said,
  needed: Said,
  cures: v.array(Cure),
  evidence: v.array(Evidence)
})
export type CheckResult = v.InferOutput<typeof CheckResult>

/** `linux-cgroup-v2` speaks by `prerequisites-linux.cgroup-v2`: the system is the first word of a check's id. */
const sentencesOf = (id: string): string => `prerequisites-${id.replace('-', '.')}`
export const titleKey = (id: string): string => `${sentencesOf(id)}.title`
export const whyKey = (id: string): string => `${sentencesOf(id)}.why`

/** What comes while checks run. */
export const CheckEvent = v.variant('kind', [
  /** The first: what will be told of, in the order in which it is shown. */
  v.object({ kind: v.literal('begun'), checks: v.array(v.pick(CheckResult, ['id', 'group', 'required'])) }),
  v.object({ kind: v.literal('result'), result: CheckResult }),
  /** It does not apply to this computer after all. */
  v.object({ kind: v.literal('not-applicable'), id: v.string() })
])
export type CheckEvent = v.InferOutput<typeof CheckEvent>

export const HelloWorldProgress = v.object({
  step: v.picklist(['pulling', 'running', 'removing']),
  pull: v.optional(PullProgress)
})
export type HelloWorldProgress = v.InferOutput<typeof HelloWorldProgress>

export const HelloWorldResult = v.object({
  /** What the program wrote. */
  text: v.string(),
  /** The image was to go, and something else uses it. */
  imageKept: v.boolean()
})
export type HelloWorldResult = v.InferOutput<typeof HelloWorldResult>
