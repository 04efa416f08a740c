import { describe, expect, it } from 'vitest'
import { taskProgress } from './task-progress'

const pulling = (layers: unknown[]) => ({ progress: { reference: 'busybox', layers, messages: [] } })

describe('task progress', () => {
  it('is unknown before the first word', () => {
    expect(taskProgress(pulling([]))).toBeUndefined()
    expect(taskProgress({ progress: undefined })).toBeUndefined()
    expect(taskProgress({ progress: { phase: 'waiting' } })).toBeUndefined()
  })

  it('counts layers and bytes, and never goes beyond the whole', () => {
    const progress = taskProgress(
      pulling([
        { id: 'a', status: 'Already exists' },
        { id: 'b', status: 'Downloading', current: 50, total: 100 },
        { id: 'c', status: 'Waiting' },
        { id: 'd', status: 'Extracting', current: 300, total: 100 }
      ])
    )
    expect(progress).toMatchObject({ steps: { done: 1, total: 4 }, bytes: { current: 50, total: 100 } })
    expect(progress?.share).toBeCloseTo((1 + 0.4 + 0 + 1) / 4)
  })

  it('counts what a push sends', () => {
    const progress = taskProgress(
      pulling([
        { id: 'a', status: 'Layer already exists' },
        { id: 'b', status: 'Pushing', current: 25, total: 100 },
        { id: 'c', status: 'Pushed' }
      ])
    )
    expect(progress).toMatchObject({ steps: { done: 2, total: 3 }, bytes: { current: 25, total: 100 } })
    expect(progress?.share).toBeCloseTo(2.25 / 3)
  })

  it('counts the steps of a build', () => {
    expect(taskProgress({ progress: { steps: { ended: 1, total: 4, cached: 0 } } })).toMatchObject({
      steps: { kind: 'steps', done: 1, total: 4 },
      share: 0.25
    })
    expect(taskProgress({ progress: { steps: { ended: 0, total: 0, cached: 0 } } })).toBeUndefined()
  })

  it('counts the bytes of a file, with or without its end', () => {
    expect(taskProgress({ progress: { bytes: 50, total: 200 } })).toMatchObject({ share: 0.25, steps: undefined })
    expect(taskProgress({ progress: { bytes: 50 } })).toMatchObject({
      share: undefined,
      bytes: { current: 50, total: undefined }
    })
  })
})
