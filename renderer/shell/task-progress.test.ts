import { describe, expect, it } from 'vitest'
import type { TaskRecord } from '../../contract/tasks/model'
import { taskProgress } from './task-progress'

const pulling = (layers: unknown[]): TaskRecord => ({
  id: '1',
  operation: 'images.pull',
  subject: 'busybox',
  startedAt: 0,
  state: { kind: 'running' },
  progress: { reference: 'busybox', layers, messages: [] }
})

describe('task progress', () => {
  it('is unknown before the first layer', () => {
    expect(taskProgress(pulling([]))).toBeUndefined()
    expect(taskProgress({ ...pulling([]), progress: undefined })).toBeUndefined()
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
    expect(progress).toMatchObject({ done: 1, total: 4, bytes: { current: 50, total: 100 } })
    expect(progress?.share).toBeCloseTo((1 + 0.4 + 0 + 1) / 4)
  })
})
