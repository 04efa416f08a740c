/** A request whose answer says nothing. */
import type { Engine, EngineRequest } from './engine'

/** Throws FailureError. */
export async function send(engine: Engine, request: EngineRequest): Promise<void> {
  const body = await engine.open(request)
  // Read to its end, so that its connection can be used again.
  for await (const _ of body) continue
}
