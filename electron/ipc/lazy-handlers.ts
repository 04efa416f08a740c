/** Handlers that are loaded when one of them is first asked: at start nobody waits for what nobody has opened yet. */
import type { Feature } from '../../contract/define'
import type { Handlers, OperationContext, StreamContext, TaskContext } from './handlers'

type Context = OperationContext | StreamContext<unknown> | TaskContext<unknown>
type AnyHandler = (request: unknown, context: Context) => unknown

/** `load` is called once; where it fails, so does each operation, and the next one tries again. */
export function lazyHandlers<F extends Feature>(feature: F, load: () => Promise<Handlers<F>>): Handlers<F> {
  let loading: Promise<Handlers<F>> | undefined
  const handlerOf = async (verb: string): Promise<AnyHandler> => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return (await loading)[verb] as AnyHandler
  }
  const call =
    (verb: string): AnyHandler =>
    async (request, context) =>
      (await handlerOf(verb))(request, context)
  const stream = (verb: string): AnyHandler =>
    async function* (request, context) {
      yield* (await handlerOf(verb))(request, context) as AsyncIterable<unknown>
    }
  return Object.fromEntries(
    Object.entries(feature).map(([verb, { kind }]) => [verb, kind === 'stream' ? stream(verb) : call(verb)])
  ) as unknown as Handlers<F>
}
