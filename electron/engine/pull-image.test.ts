import { describe, expect, it } from 'vitest'
import { fakeEngine } from '../../tests/support/fake-engine'
import { pullImage, PullLog } from './pull-image'
import type { PullProgress } from '../../contract/images/model'

describe('a pull', () => {
  it('keeps layers in their order, each with its present step', () => {
    const log = new PullLog('busybox:latest')
    log.add({ status: 'Pulling from library/busybox', id: 'latest' })
    log.add({ status: 'Pulling fs layer', progressDetail: {}, id: 'aaaaaaaaaaaa' })
    log.add({ status: 'Pulling fs layer', progressDetail: {}, id: 'bbbbbbbbbbbb' })
    log.add({
      status: 'Downloading',
      progressDetail: { current: 10, total: 20 },
      progress: '[=>  ]',
      id: 'bbbbbbbbbbbb'
    })
    log.add({ status: 'Already exists', progressDetail: {}, id: 'aaaaaaaaaaaa' })
    expect(log.progress).toEqual({
      reference: 'busybox:latest',
      messages: ['latest: Pulling from library/busybox'],
      layers: [
        { id: 'aaaaaaaaaaaa', status: 'Already exists', current: undefined, total: undefined },
        { id: 'bbbbbbbbbbbb', status: 'Downloading', current: 10, total: 20 }
      ]
    })
  })

  it.each([
    ['hello-world', { fromImage: 'hello-world', tag: 'latest' }],
    ['ghcr.io/owner/app:1.2', { fromImage: 'ghcr.io/owner/app', tag: '1.2' }],
    [`busybox:1@sha256:${'0'.repeat(64)}`, { fromImage: 'busybox', tag: `sha256:${'0'.repeat(64)}` }]
  ])('asks for %s as docker does', async (reference, query) => {
    const engine = fakeEngine(() => [
      Buffer.from('{"status":"Digest: sha256:abc"}\r\n{"status":"Sta'),
      Buffer.from('tus: Downloaded newer image"}')
    ])
    const reports: PullProgress[] = []
    const result = await pullImage(engine, reference, {
      signal: new AbortController().signal,
      report: (progress) => void reports.push(progress)
    })
    expect(engine.requests).toMatchObject([{ method: 'POST', path: '/images/create', query }])
    expect(engine.requests[0]?.headers).toBeUndefined()
    expect(result).toMatchObject({ digest: 'sha256:abc', status: 'Status: Downloaded newer image' })
    expect(reports.length).toBe(2)
  })

  it('that is refused as it stands asks nobody', async () => {
    const engine = fakeEngine(() => [])
    await expect(
      pullImage(engine, 'a b', { signal: new AbortController().signal, report: () => undefined })
    ).rejects.toThrow('invalid reference format')
    expect(engine.requests).toEqual([])
  })
})
