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
