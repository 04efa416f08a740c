import { describe, expect, it } from 'vitest'
import type { ApiRequest } from '../../contract/history/model'
import { noteRequest, recordRequests, redactRequests } from './recorder'

const record = async (work: () => Promise<unknown>): Promise<ApiRequest[]> => {
  const seen: ApiRequest[] = []
  await recordRequests((request) => seen.push(request), work)
  return seen
}
const request: ApiRequest = { method: 'GET', path: '/v1.41/info' }

describe('recording', () => {
  it('follows its own work alone, however it waits', async () => {
    const later = async (path: string): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve))
      noteRequest({ method: 'GET', path })
    }
    const [first, second] = await Promise.all([record(() => later('/a')), record(() => later('/b'))])
    noteRequest(request)
    expect([first, second]).toEqual([[{ method: 'GET', path: '/a' }], [{ method: 'GET', path: '/b' }]])
  })

  it('is over with its work: nothing follows promises then, until the next', async () => {
    const seen: ApiRequest[] = []
    let late = Promise.resolve()
    let other = Promise.resolve<ApiRequest[]>([])
    const wait = (turns: number): Promise<void> =>
      turns === 0 ? Promise.resolve() : new Promise((resolve) => setImmediate(() => resolve(wait(turns - 1))))
    await recordRequests(
      (sent) => seen.push(sent),
      async () => {
        late = wait(8).then(() => noteRequest(request))
        // One that ends later still follows its own.
        other = record(() => wait(4).then(() => noteRequest(request)))
      }
    )
    expect(await other).toEqual([request])
    await late
    expect(seen).toEqual([])
    expect(await record(async () => noteRequest(request))).toEqual([request])
  })

  it('lets whoever knows a secret keep it out', async () => {
    const hide = (sent: ApiRequest): ApiRequest => ({ ...sent, body: { Env: ['TOKEN=$TOKEN'] } })
    const seen = await record(() =>
      redactRequests(hide, async () =>
        noteRequest({ method: 'POST', path: '/v1.41/containers/create', body: { Env: ['TOKEN=s3cret'] } })
      )
    )
    expect(JSON.stringify(seen)).not.toContain('s3cret')
    expect(await redactRequests(hide, async () => 'outside')).toBe('outside')
  })

  it('keeps out what the API itself names a secret', async () => {
    const seen = await record(async () => {
      noteRequest({ method: 'POST', path: '/v1.41/auth', body: { username: 'ada', password: 's3cret' } })
      noteRequest({ method: 'POST', path: '/v1.41/secrets/create?x=1', body: { Name: 'key', Data: 's3cret' } })
      noteRequest({ method: 'POST', path: '/v1.41/networks/create', body: { Data: 'kept' } })
    })
    expect(seen.map(({ body }) => body)).toEqual([
      { username: 'ada', password: '$PASSWORD' },
      { Name: 'key', Data: '$SECRET' },
      { Data: 'kept' }
    ])
  })
})
