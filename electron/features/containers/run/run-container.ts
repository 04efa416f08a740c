/** `docker run` and `docker create`: what is missing is pulled, then made; cancelled on the way, it leaves nothing behind. */
import * as v from 'valibot'
import type { containers } from '../../../../contract/containers/api'
import type { RunOptions } from '../../../../contract/containers/run'
import type { ProgressOf, RequestOf, ResultOf } from '../../../../contract/define'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { pullImage } from '../../../engine/pull-image'
import { redactRequests } from '../../../engine/recorder'
import { listOf, text } from '../../../engine/schema'
import type { TaskContext } from '../../../ipc/handlers'
import { logWarning } from '../../../platform/log'
import { send } from '../actions'
import { createRequest, withoutSecrets, type Asked, type CreateRequest } from './create-body'
import { explainField, explainNameTaken, explainPortTaken } from './run-failures'

type Run = typeof containers.run
type Context = TaskContext<ProgressOf<Run>>
type Made = ResultOf<Run>

const Created = v.object({ Id: v.string(), Warnings: listOf(v.string()) })
type Created = v.InferOutput<typeof Created>

/** As createContainer, and where the start fails the container is left, as docker leaves it. */
export async function runContainer(engine: Engine, { options }: RequestOf<Run>, context: Context): Promise<Made> {
  const { signal } = context
  const created = await createContainer(engine, options, context)
  try {
    await send(engine, { method: 'POST', path: `/containers/${created.id}/start`, signal })
    return created
  } catch (error) {
    if (!signal.aborted) return explainPortTaken(engine, options, error).catch(explainField)
    await removeAgain(engine, created.id)
    throw error
  }
}

/** `docker create` knows no -d: it attaches as in the foreground. */
export const createOnly = (engine: Engine, { options }: RequestOf<Run>, context: Context): Promise<Made> =>
  createContainer(engine, { ...options, detach: false }, context)

/**
 * Made, on all its networks, and not started. Throws FailureError: conflict (name-taken: with who has it), not-found
 * (image, network, container), invalid-input with the option in `field`, unsupported (the engine's API does not know
 * an option), and whatever a pull throws. Failed or cancelled it leaves nothing.
 */
export async function createContainer(engine: Engine, options: RunOptions, context: Context): Promise<Made> {
  const { signal } = context
  signal.throwIfAborted()
  const request = createRequest(options, await askedOf(engine, signal))
  const pull = () => pullImage(engine, options.image, { ...context, platform: request.platform }).catch(explainField)
  const create = () => sendCreate(engine, options, request)

  if (options.pull === 'always') await pull()
  signal.throwIfAborted()
  const created = await create().catch(async (error: unknown) => {
    if (!saysNoImage(error) || options.pull === 'always' || options.pull === 'never') throw error
    await pull()
    return create()
  })
  try {
    signal.throwIfAborted()
    for (const { name, endpoint } of request.later)
      await send(engine, {
        method: 'POST',
        path: `/networks/${encodeURIComponent(name)}/connect`,
        body: { Container: created.Id, EndpointConfig: endpoint },
        signal
      }).catch(explainField)
    const name = await nameOf(engine, created.Id, options.name)
    context.made({ kind: 'container', id: created.Id, name, named: options.name !== '' })
    signal.throwIfAborted()
    return { id: created.Id, name, warnings: created.Warnings }
  } catch (error) {
    await removeAgain(engine, created.Id)
    throw error
  }
}

const sendCreate = (engine: Engine, options: RunOptions, { body, platform }: CreateRequest): Promise<Created> =>
  redactRequests(
    (request) => withoutSecrets(request, options),
    // Not ended by a cancel: the engine would go on, and nobody would know the id of what it made.
    () =>
      engine.get(
        {
          method: 'POST',
          path: '/containers/create',
          query: { name: options.name || undefined, platform },
          body,
          timeLimit: 0
        },
        Created
      )
  )
    .catch((error: unknown) => explainNameTaken(engine, options, error))
    .catch(explainField)

/** Of the session that stands; waits for one. */
async function askedOf(engine: Engine, signal: AbortSignal): Promise<Asked> {
  await engine.connected(signal)
  const { state } = engine
  if (state.kind === 'connected' || state.kind === 'degraded') return state.capabilities
  throw new FailureError(
    state.kind === 'unreachable'
      ? state.failure
      : { kind: 'engine-unreachable', reason: 'lost', message: '', remedy: { kind: 'retry' } }
  )
}

/** Also one that is there for another platform than the one that is asked for: docker pulls the right one. */
const saysNoImage = (error: unknown): boolean =>
  error instanceof FailureError &&
  ((error.failure.kind === 'not-found' && error.failure.subject === 'image') ||
    /does not match the specified platform/.test(error.failure.message))

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
        logWarning('A run that did not come about left its container', error)
    }
  )
}
