/** What a task's progress amounts to in one line, by its shape: layers that go their steps, or bytes. */
import type { LayerProgress } from '../../contract/images/model'
import type { TaskRecord } from '../../contract/tasks/model'

/** Something that moves bytes: a layer, a file. */
export interface Mover {
  readonly id: string
  readonly current: number
  /** Absent where it is not known. */
  readonly total: number | undefined
}

export interface TaskProgress {
  /** Steps done and in all, where they are counted: an image's layers, or a build's own steps. */
  readonly steps: { readonly kind: 'layers' | 'steps'; readonly done: number; readonly total: number } | undefined
  /** Between 0 and 1, where it is known. */
  readonly share: number | undefined
  /** Bytes moved so far, and in all where it is known. */
  readonly bytes: { readonly current: number; readonly total: number | undefined } | undefined
  readonly movers: readonly Mover[]
}

const complete = /^(Pull complete|Already exists|Pushed|Layer already exists|Mounted from)/
const moving = /^(Downloading|Pushing)/

/** Undefined before the first word, and for a task that says nothing of how far it is. */
export function taskProgress({ progress }: Pick<TaskRecord, 'progress'>): TaskProgress | undefined {
  if (typeof progress !== 'object' || progress === null) return undefined
  const { layers, bytes, total, steps } = progress as Readonly<Record<string, unknown>>
  if (Array.isArray(layers) && layers.length > 0) return ofLayers(layers as readonly LayerProgress[])
  const built = ofSteps(steps)
  if (built !== undefined) return built
  return typeof bytes === 'number' ? ofBytes(bytes, typeof total === 'number' ? total : undefined) : undefined
}

/** A build's: `{"ended":2,"total":5,"cached":1}`; later ones become known as it goes. */
function ofSteps(steps: unknown): TaskProgress | undefined {
  if (typeof steps !== 'object' || steps === null) return undefined
  const { ended, total } = steps as Readonly<Record<string, unknown>>
  if (typeof ended !== 'number' || typeof total !== 'number' || total === 0) return undefined
  return { steps: { kind: 'steps', done: ended, total }, share: ended / total, bytes: undefined, movers: [] }
}

function ofBytes(bytes: number, total: number | undefined): TaskProgress {
  return {
    steps: undefined,
    share: total === undefined || total === 0 ? undefined : Math.min(1, bytes / total),
    bytes: { current: bytes, total },
    movers: [{ id: '', current: bytes, total }]
  }
}

function ofLayers(layers: readonly LayerProgress[]): TaskProgress {
  // Each layer counts alike: sizes are known only once a layer's turn has come.
  const shares = layers.map(({ status, current, total }) => {
    if (complete.test(status)) return 1
    const step = current === undefined || total === undefined || total === 0 ? 0 : Math.min(1, current / total)
    if (status === 'Pushing') return step
    return status === 'Extracting' ? 0.8 + 0.2 * step : status.startsWith('Download complete') ? 0.8 : 0.8 * step
  })
  const movers = layers
    .filter(({ status, current }) => moving.test(status) && current !== undefined)
    .map(({ id, current = 0, total }) => ({ id, current, total }))
  return {
    steps: { kind: 'layers', done: layers.filter(({ status }) => complete.test(status)).length, total: layers.length },
    share: shares.reduce((sum, share) => sum + share, 0) / layers.length,
    bytes:
      movers.length === 0
        ? undefined
        : {
            current: movers.reduce((sum, { current }) => sum + current, 0),
            total: movers.reduce((sum, { current, total }) => sum + (total ?? current), 0)
          },
    movers
  }
}
