/** A volume helper that runs: its container and what it is told. */
import * as v from 'valibot'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { send } from '../../../engine/send'
import { createHelperClient, type HelperClient } from './helper-client'
import { removeContainer, startContainer, type Access } from './helper-container'
import type { HelperArchitecture } from './helper-image'

/** Milliseconds for it to say that it is there, and to go once it is told to. */
const greetLimit = 20_000
const closeLimit = 3_000

/** Its container is there for the engine's archives too: they carry large files faster than its output. */
export interface Helper extends Pick<HelperClient, 'request' | 'gone' | 'isGone' | 'greeting'> {
  readonly container: string
  /** Resolves once its container is gone, and the volume free of it. */
  close(): Promise<void>
}

/** Whether it went by itself in good time. */
const untilRemoved = (engine: Engine, id: string): Promise<boolean> =>
  engine
    .get(
      { method: 'POST', path: `/containers/${id}/wait`, query: { condition: 'removed' }, timeLimit: closeLimit },
      v.unknown()
    )
    .then(
      () => true,
      (error: unknown) => error instanceof FailureError && error.failure.kind === 'not-found'
    )

/** Throws FailureError: not-found (volume), engine-unreachable, and what the engine refused. */
export async function startHelper(
  engine: Engine,
  volume: string,
  access: Access,
  architecture: HelperArchitecture
): Promise<Helper> {
  const { session } = engine
  const { id, connection } = await startContainer(engine, volume, access, architecture)
  const lost = async (): Promise<FailureError> => {
    try {
      // A killed engine closes such a connection in good order, as the helper's end does: only asking tells.
      await send(engine, { path: '/_ping' })
    } catch (error) {
      if (error instanceof FailureError) return error
    }
    return new FailureError({
      kind: 'engine-error',
      message: 'The helper of the volume browser ended',
      remedy: { kind: 'retry' }
    })
  }
  const client = createHelperClient(connection, lost)
  // A connection to an engine that was lost may stay silent.
  const onLost = (): void => void connection.destroy()
  session.addEventListener('abort', onLost, { once: true })
  void client.gone.then(() => session.removeEventListener('abort', onLost))

  const close = async (): Promise<void> => {
    // Asked before it ends: afterwards the engine may know it no more.
    const removed = untilRemoved(engine, id)
    client.close()
    const timer = setTimeout(() => connection.destroy(), closeLimit)
    await client.gone
    clearTimeout(timer)
    if (!session.aborted && !(await removed)) await removeContainer(engine, id)
  }
  const timer = setTimeout(() => connection.destroy(), greetLimit)
  try {
    await client.greeting
  } catch (error) {
    await close()
    throw error
  } finally {
    clearTimeout(timer)
  }
  return {
    container: id,
    request: client.request,
    gone: client.gone,
    greeting: client.greeting,
    get isGone() {
      return client.isGone
    },
    close
  }
}
