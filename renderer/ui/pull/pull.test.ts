import { describe, expect, it } from 'vitest'
import type { PullProgress } from '../../../contract/images/model'
import { pullLines, pullSummary } from './pull-lines'
import { registryStep } from './registry-step'
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

describe('registryStep', () => {
  const reference = 'registry.example:5000/team/app:1'
  it('leads to the sign-in of the registry that the image names, not of the host that answered', () => {
    expect(registryStep({ kind: 'auth-required', message: '' }, reference)).toMatchObject({
      id: 'sign-in',
      to: { path: '/registries', query: { 'sign-in': 'registry.example:5000' } }
    })
    expect(registryStep({ kind: 'auth-required', message: '' }, 'busybox')?.to).toMatchObject({
      query: { 'sign-in': 'docker.io' }
    })
  })
  it.each(['certificate', 'plain'] as const)('leads to what mends a registry that is not trusted: %s', (reason) => {
    const failure = { kind: 'network', host: 'auth.example', reason, message: '' } as const
    expect(registryStep(failure, reference)).toMatchObject({
      id: 'trust',
      to: { path: '/registries', query: { trust: 'registry.example:5000' } }
    })
  })
  it('has nothing for what is no matter of the registry', () => {
    expect(registryStep({ kind: 'network', host: 'registry.example', message: '' }, reference)).toBeUndefined()
    expect(registryStep({ kind: 'disk-full', message: '' }, reference)).toBeUndefined()
    expect(registryStep(undefined, reference)).toBeUndefined()
  })
})
