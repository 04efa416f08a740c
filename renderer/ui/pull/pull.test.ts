import { describe, expect, it } from 'vitest'
import type { PullProgress } from '../../../contract/images/model'
import { pullLines, pullSummary } from './pull-lines'
import { withTag } from './use-pulls'

const progress = (layers: PullProgress['layers'], ...messages: string[]): PullProgress => ({
  reference: 'x',
  layers,
  messages
})

describe('pullLines', () => {
  it('has docker’s order: where from, the layers, the digest and the status, each once', () => {
    const said = progress(
      [],
      'latest: Pulling from library/x',
      'Digest: sha256:1',
      'Status: Downloaded newer image for x:latest'
    )
    expect(
      pullLines(said, { reference: 'x', digest: 'sha256:1', status: 'Status: Downloaded newer image for x:latest' })
    ).toEqual({
      head: ['latest: Pulling from library/x'],
      layers: [],
      tail: ['Digest: sha256:1', 'Status: Downloaded newer image for x:latest']
    })
  })
  it('says how far each layer is, and that it is not known where the engine does not say', () => {
    const { layers } = pullLines(
      progress([
        { id: 'a', status: 'Already exists' },
        { id: 'b', status: 'Downloading', current: 5, total: 20 },
        { id: 'c', status: 'Extracting' },
        { id: 'd', status: 'Waiting' },
        { id: 'e', status: 'Download complete' }
      ])
    )
    expect(layers.map(({ step, share }) => [step, share])).toEqual([
      ['done', 1],
      ['moving', 0.25],
      ['moving', undefined],
      ['waiting', 0],
      ['waiting', 1]
    ])
    expect(pullSummary(layers)).toEqual({ done: 1, total: 5, current: 5, size: 20 })
  })
  it('moves nothing any more where it was halted, and keeps how far it had come', () => {
    const { layers } = pullLines(
      progress([
        { id: 'a', status: 'Downloading', current: 5, total: 20 },
        { id: 'b', status: 'Extracting' }
      ]),
      undefined,
      true
    )
    expect(layers.map(({ step, share }) => [step, share])).toEqual([
      ['halted', 0.25],
      ['halted', 0]
    ])
  })
})

describe('withTag', () => {
  it('adds the tag that docker adds, and only where there is none', () => {
    expect(['busybox', 'localhost:5000/app', 'app:1', 'docker.io/library/app'].map(withTag)).toEqual([
      'busybox:latest',
      'localhost:5000/app:latest',
      'app:1',
      'app:latest'
    ])
  })
})
