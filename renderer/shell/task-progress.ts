/** What a task's progress amounts to in one line, by its operation. */
import type { PullProgress } from '../../contract/images/model'
import type { TaskRecord } from '../../contract/tasks/model'

export interface TaskProgress {
  /** Steps done and in all, where they are counted. */
  readonly done: number
  readonly total: number
  /** Between 0 and 1, where it is known. */
  readonly share: number | undefined
  /** Bytes moved so far and in all, where it is known. */
  readonly bytes: { readonly current: number; readonly total: number } | undefined
}

const finished = /^(Pull complete|Already exists|Download complete)/

/** Pulls and runs say their layers; undefined before the first word. */
export function taskProgress({ operation, progress }: TaskRecord): TaskProgress | undefined {
  if (progress === undefined || (operation !== 'images.pull' && operation !== 'containers.run')) return undefined
  const { layers } = progress as PullProgress
  if (layers.length === 0) return undefined
  const done = layers.filter(({ status }) => /^(Pull complete|Already exists)/.test(status)).length
  // Each layer counts alike: sizes are known only once a layer's turn has come.
  const shares = layers.map(({ status, current, total }) => {
    if (/^(Pull complete|Already exists)/.test(status)) return 1
    const step = current === undefined || total === undefined || total === 0 ? 0 : Math.min(1, current / total)
    return status === 'Extracting' ? 0.8 + 0.2 * step : finished.test(status) ? 0.8 : 0.8 * step
  })
  const moving = layers.filter(({ status, total }) => status === 'Downloading' && total !== undefined)
  return {
    done,
    total: layers.length,
    share: shares.reduce((sum, share) => sum + share, 0) / layers.length,
    bytes:
      moving.length === 0
        ? undefined
        : {
            current: moving.reduce((sum, { current }) => sum + (current ?? 0), 0),
            total: moving.reduce((sum, { total }) => sum + (total ?? 0), 0)
          }
  }
}
