/** What a feature implements: one thin handler for each operation of its contract. */
import type { Call, Feature, Stream, Task } from '../../contract/define'

/** What an operation made: the history refers later commands to it. */
export interface Made {
  readonly kind: 'container' | 'volume'
  /** Of a volume its name. */
  readonly id: string
  readonly name: string
  /** Whether a person chose the name: a script then uses it, and else keeps the id in a variable. */
  readonly named: boolean
}

export interface OperationContext {
  /** Aborted when the caller cancels, its window goes, or the app quits. */
  readonly signal: AbortSignal
  made(made: Made): void
}

export interface StreamContext<Input> extends OperationContext {
  /** What the window writes, parsed; ends with the stream. */
  readonly input: AsyncIterable<Input>
}

export interface TaskContext<Progress> extends OperationContext {
  /** Shown at the next frame; as often as one likes: only the last one of a frame travels. */
  report(progress: Progress): void
}

/** Fails by throwing a FailureError; anything else that it throws is `internal`, and logged. */
export type HandlerOf<O> =
  O extends Call<infer Request, infer Reply>
    ? (request: Request, context: OperationContext) => Promise<Reply>
    : O extends Stream<infer Request, infer Item, infer Input>
      ? (request: Request, context: StreamContext<Input>) => AsyncIterable<Item>
      : O extends Task<infer Request, infer Progress, infer Result>
        ? (request: Request, context: TaskContext<Progress>) => Promise<Result>
        : never

export type Handlers<F extends Feature> = { readonly [Verb in keyof F]: HandlerOf<F[Verb]> }
