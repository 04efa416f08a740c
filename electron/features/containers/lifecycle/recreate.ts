/**
 * A container replaced by one with other options under its name. Up to the moment when the new one stands, whatever
 * fails, is cancelled or goes away brings the old one back as it was: its name, and running where it ran.
 */
import * as v from 'valibot'
import type { recreate, RecreatePhase, RecreateRequest } from '../../../../contract/containers/lifecycle/recreate-api'
import { withKeptVolumes } from '../../../../contract/containers/lifecycle/kept-volumes'
import { asideName, optionsOf } from '../../../../contract/containers/lifecycle/recreate-command'
import type { RunOptions } from '../../../../contract/containers/run'
import type { ProgressOf, ResultOf } from '../../../../contract/define'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { pullImage } from '../../../engine/pull-image'
import type { Made, TaskContext } from '../../../ipc/handlers'
import { send } from '../actions'
import { createContainer } from '../../containers/run/run-container'
import { explainField, explainPortTaken } from '../../containers/run/run-failures'
import { bringBack, type Replaced } from './bring-back'
import { endedAtOnce } from './ended-at-once'
import { readStanding } from './standing'

type Context = TaskContext<ProgressOf<typeof recreate.recreate>>
type Recreated = ResultOf<typeof recreate.recreate>

const Image = v.object({
  Config: v.nullish(v.object({ Volumes: v.nullish(v.record(v.string(), v.unknown())) }))
})

/**
 * Throws FailureError: what a create, a start or a pull throws, once the old one is back; engine-error where the new one
 * ended at once with an error; unsupported for a container that its stop removes. Where the old one could not be brought
 * back in time, `remedy` holds the commands that do it.
 */
export async function recreateContainer(
  engine: Engine,
  request: RecreateRequest,
  context: Context
): Promise<Recreated> {
  const { signal, made } = context
  const { id } = request.container
  const before = await readStanding(engine, id, signal)
  if (before.autoRemove)
    throw new FailureError({
      kind: 'unsupported',
      message: `${before.name} was started with --rm: its stop removes it, and nothing could bring it back`
    })
  const container = { id, name: before.name }
  let progress: ProgressOf<typeof recreate.recreate> = {
    reference: request.options.image,
    layers: [],
    messages: [],
    phase: 'pull'
  }
  const tell = (phase: RecreatePhase): void => context.report((progress = { ...progress, phase }))
  const asked = optionsOf({ container, options: request.options })
  const volumes = await imageThere(engine, request, {
    ...context,
    report: (pulled) => context.report((progress = { ...pulled, phase: 'pull' }))
  })
  const options: RunOptions = { ...withKeptVolumes(asked, before.mounts, volumes), pull: 'missing' }
  signal.throwIfAborted()

  const replaced: Replaced = { ...container, before, aside: asideName(container), created: undefined, tried: false }
  const post = (path: string, query?: Record<string, string>): Promise<void> =>
    send(engine, { method: 'POST', path, ...(query === undefined ? {} : { query }) })
  let thing: Made | undefined
  try {
    tell('stop')
    // Not ended by a cancel: an engine that is stopping something cannot be told to stop that.
    if (before.running) await post(`/containers/${id}/stop`)
    signal.throwIfAborted()
    tell('rename')
    await post(`/containers/${id}/rename`, { name: replaced.aside })
    signal.throwIfAborted()
    tell('create')
    replaced.tried = true
    const created = await createContainer(engine, options, {
      ...context,
      report: (pulled) => context.report((progress = { ...pulled, phase: 'create' })),
      made: (one) => (thing = one)
    })
    replaced.created = created.id
    if (request.start !== false) {
      tell('start')
      await post(`/containers/${created.id}/start`).catch((error: unknown) =>
        explainPortTaken(engine, options, error).catch(explainField)
      )
      if (before.running) await endedAtOnce(engine, created.id, signal)
    }
    signal.throwIfAborted()
    tell('remove')
    if (thing !== undefined) made(thing)
    const left = await removeOld(engine, id, replaced.aside)
    return { ...created, warnings: [...created.warnings, ...left] }
  } catch (error) {
    tell('restore')
    await bringBack(engine, replaced, error, signal)
    throw signal.aborted ? new FailureError({ kind: 'cancelled', message: '' }) : error
  }
}

/** The image is there before anything is stopped; gives the folders that it makes volumes of. */
async function imageThere(engine: Engine, { options, pull }: RecreateRequest, context: PullContext): Promise<string[]> {
  const { signal } = context
  const find = () => engine.get({ path: `/images/${encodeURIComponent(options.image)}/json`, signal }, Image)
  const platform = options.platform === '' ? undefined : options.platform
  const fetch = async () => {
    await pullImage(engine, options.image, { signal, report: context.report, platform })
    return find()
  }
  if (pull || options.pull === 'always') return volumesOf(await fetch())
  const found = await find().catch((error: unknown) => {
    const isMissing = error instanceof FailureError && error.failure.kind === 'not-found'
    if (!isMissing || options.pull === 'never') throw error
    return fetch()
  })
  return volumesOf(found)
}
type PullContext = Pick<Parameters<typeof pullImage>[2], 'signal' | 'report'>

const volumesOf = ({ Config }: v.InferOutput<typeof Image>): string[] => Object.keys(Config?.Volumes ?? {})

/** The new one stands: that the old one could not go is said, and no reason to undo all. */
async function removeOld(engine: Engine, id: string, aside: string): Promise<string[]> {
  try {
    await send(engine, { method: 'DELETE', path: `/containers/${id}`, query: { force: 0, v: 0 } })
    return []
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    return error.failure.kind === 'not-found' ? [] : [`The old container stands as ${aside}: ${error.failure.message}`]
  }
}
