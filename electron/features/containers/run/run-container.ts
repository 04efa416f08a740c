/** `docker run`: pulls what is missing, creates, starts; cancelled on the way, it leaves nothing behind. */
import * as v from 'valibot'
import type { containers } from '../../../../contract/containers/api'
import type { ProgressOf, RequestOf, ResultOf } from '../../../../contract/define'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { pullImage } from '../../../engine/pull-image'
import { redactRequests } from '../../../engine/recorder'
import { listOf, text } from '../../../engine/schema'
import type { TaskContext } from '../../../ipc/handlers'
import { logWarning } from '../../../platform/log'
import { send } from '../actions'
import { createBody, withoutSecrets } from './create-body'
import { explainNameTaken, explainPortTaken } from './run-failures'

type Run = typeof containers.run
type Context = TaskContext<ProgressOf<Run>>

const Created = v.object({ Id: v.string(), Warnings: listOf(v.string()) })
type Created = v.InferOutput<typeof Created>

/**
 * Throws FailureError: conflict (name-taken, port-taken: with who holds it and what to do), not-found (image, command),
 * invalid-input, and whatever a pull throws. Where the start fails the container is left, as docker leaves it.
 */
export async function runContainer(
  engine: Engine,
  { options }: RequestOf<Run>,
  context: Context
): Promise<ResultOf<Run>> {
  const { signal } = context
  const create = (): Promise<Created> =>
    redactRequests(
      (request) => withoutSecrets(request, options),
      // Not ended by a cancel: the engine would go on, and nobody would know the id of what it made.
      () =>
        engine.get(
          {
            method: 'POST',
            path: '/containers/create',
            query: { name: options.name || undefined },
            body: createBody(options),
            timeLimit: 0
          },
          Created
        )
    ).catch((error: unknown) => explainNameTaken(engine, options, error))

  signal.throwIfAborted()
  const created = await create().catch(async (error: unknown) => {
    if (!saysNoImage(error)) throw error
    await pullImage(engine, options.image, context)
    return create()
  })
  try {
    signal.throwIfAborted()
    const name = await nameOf(engine, created.Id, options.name)
    context.made({ kind: 'container', id: created.Id, name, named: options.name !== '' })
    await send(engine, { method: 'POST', path: `/containers/${created.Id}/start`, signal })
    return { id: created.Id, name, warnings: created.Warnings }
  } catch (error) {
    if (!signal.aborted) return explainPortTaken(engine, options, error)
    await removeAgain(engine, created.Id)
    throw error
  }
}

const saysNoImage = (error: unknown): boolean =>
  error instanceof FailureError && error.failure.kind === 'not-found' && error.failure.subject === 'image'

async function nameOf(engine: Engine, id: string, chosen: string): Promise<string> {
  if (chosen !== '') return chosen
  const { Name } = await engine.get({ path: `/containers/${id}/json` }, v.object({ Name: text() }))
  return Name.replace(/^\//, '')
}

/** Also where the start went through while it was cancelled; what is gone already is as it should be. */
async function removeAgain(engine: Engine, id: string): Promise<void> {
  await send(engine, { method: 'DELETE', path: `/containers/${id}`, query: { force: 1, v: 1 } }).catch(
    (error: unknown) => {
      if (!(error instanceof FailureError && error.failure.kind === 'not-found'))
        logWarning('A cancelled run left its container', error)
    }
  )
}
