/** Definitions of what the two processes agree on: one operation, one definition. */
import type { GenericSchema, InferOutput } from 'valibot'
import type { CommandLine } from './command/line'
import type { Failure } from './failure'

/** A schema whose input is what travels and whose output is what the other side gets. */
export type Schema<T = unknown> = GenericSchema<unknown, T>

/** What an operation does to the engine or the person's files. `destroys` asks first. */
export type Effect = 'reads' | 'changes' | 'destroys'

/**
 * Writes a request as the `docker` command that does the same, without the part that names the
 * connection (the window and the history add that). `undefined`: this very request has none.
 */
export type WriteCommand<Request> = (request: Request) => CommandLine | undefined

/** A sequence of commands for a request; empty: this very request is its one command. */
export type WriteSteps<Request> = (request: Request) => readonly CommandLine[]

interface Described<Request> {
  readonly request: Schema<Request>
  readonly effect: Effect
  readonly command?: WriteCommand<Request>
  /**
   * What no single `docker` command does: the commands that do it one after the other, each only where the one before
   * went well. `command` then is the one of them that says the most, for where there is room for one line.
   */
  readonly steps?: WriteSteps<Request>
}

/** One question, one answer. */
export interface Call<Request, Reply> extends Described<Request> {
  readonly kind: 'call'
  readonly reply: Schema<Reply>
  /**
   * An action on many that went well for some only: the requests that, made apart, had gone well or been refused as
   * a whole. The history holds one command for each.
   */
  readonly outcomes?: (request: Request, reply: Reply) => ReadonlyArray<PartialOutcome<Request>>
}

/** A part of a request, and why it was refused where it was. */
export interface PartialOutcome<Request> {
  readonly request: Request
  readonly failure?: Failure
}

/** Many answers over time, in batches, until it ends, fails or is closed; `input` goes the other way. */
export interface Stream<Request, Item, Input = never> extends Described<Request> {
  readonly kind: 'stream'
  readonly item: Schema<Item>
  readonly input?: Schema<Input>
}

/** Long work that lives in the main process, whoever watches it. */
export interface Task<Request, Progress, Result> extends Described<Request> {
  readonly kind: 'task'
  /** What it works on, for its line in Activity, where its command does not end with it. */
  readonly subject?: (request: Request) => string
  readonly progress: Schema<Progress>
  readonly result: Schema<Result>
}

export type Operation =
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place where any operation fits: variance leaves no other bound
  Call<any, any> | Stream<any, any, any> | Task<any, any, any>

/** A feature's operations by their verb. */
export type Feature = Readonly<Record<string, Operation>>

type Options<Request> = {
  readonly effect?: Effect
  readonly command?: WriteCommand<Request>
  readonly steps?: WriteSteps<Request>
}

export function call<Request extends Schema, Reply extends Schema>(
  definition: {
    request: Request
    reply: Reply
    outcomes?: (
      request: InferOutput<Request>,
      reply: InferOutput<Reply>
    ) => ReadonlyArray<PartialOutcome<InferOutput<Request>>>
  } & Options<InferOutput<Request>>
): Call<InferOutput<Request>, InferOutput<Reply>> {
  return { kind: 'call', effect: 'reads', ...definition } as never
}

export function stream<Request extends Schema, Item extends Schema, Input extends Schema = Schema<never>>(
  definition: { request: Request; item: Item; input?: Input } & Options<InferOutput<Request>>
): Stream<InferOutput<Request>, InferOutput<Item>, InferOutput<Input>> {
  return { kind: 'stream', effect: 'reads', ...definition } as never
}

export function task<Request extends Schema, Progress extends Schema, Result extends Schema>(
  definition: {
    request: Request
    progress: Progress
    result: Result
    subject?: (request: InferOutput<Request>) => string
  } & Options<InferOutput<Request>>
): Task<InferOutput<Request>, InferOutput<Progress>, InferOutput<Result>> {
  return { kind: 'task', effect: 'changes', ...definition } as never
}

export type RequestOf<O> = O extends { readonly request: Schema<infer R> } ? R : never
export type ReplyOf<O> = O extends Call<never, infer R> | { readonly kind: 'call'; readonly reply: Schema<infer R> }
  ? R
  : never
export type ItemOf<O> = O extends { readonly kind: 'stream'; readonly item: Schema<infer I> } ? I : never
export type InputOf<O> = O extends { readonly kind: 'stream'; readonly input?: Schema<infer I> } ? I : never
export type ProgressOf<O> = O extends { readonly kind: 'task'; readonly progress: Schema<infer P> } ? P : never
export type ResultOf<O> = O extends { readonly kind: 'task'; readonly result: Schema<infer R> } ? R : never
