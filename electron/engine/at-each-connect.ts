/** What is to be put in order on an engine whenever it is reached: at each connect of each engine that is used. */
import type { Engine } from './engine'
import type { EngineList } from './engines'
import { FailureError } from './failure-error'

/** An engine that goes away meanwhile has its next turn when it comes back; any other failure is for `warn`. */
export function atEachConnect(
  engines: EngineList,
  work: (engine: Engine) => Promise<unknown>,
  warn: (error: unknown) => void
): void {
  const watched = new WeakSet<Engine>()
  const run = (engine: Engine): void => {
    work(engine).catch((error: unknown) => {
      if (error instanceof FailureError && error.failure.kind === 'engine-unreachable') return
      warn(error)
    })
  }
  const look = (): void => {
    for (const { id, state } of engines.snapshot().connections) {
      if (state.kind !== 'connected') continue
      const engine = engines.get(id)
      if (watched.has(engine)) continue
      watched.add(engine)
      run(engine)
      engine.onResync(() => run(engine))
    }
  }
  engines.onChange(look)
  look()
}
