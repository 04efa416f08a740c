import { expect, it } from 'vitest'
import { emptyBuildOptions } from '../../../../contract/builds/options'
import { namedPaths, secretPaths } from './paths'
import { stateOfVersion } from './program'
import { readStatusLine } from './status-line'

it.each([
  ['github.com/docker/buildx v0.13.1 788433953af10f2a698f5c07611dddce2e08c7a0', 'there'],
  ['github.com/docker/buildx 0.13.1+ds1-3 0.13.1+ds1-3', 'there'],
  ['github.com/docker/buildx v0.29.1-desktop.1 abc', 'there'],
  ['github.com/docker/buildx v1.0.0 abc', 'there'],
  ['github.com/docker/buildx v0.12.9 abc', 'too-old'],
  ['github.com/docker/buildx  abc', 'no-buildx'],
  ['', 'no-buildx']
] as const)('%j is %s', (output, state) => expect(stateOfVersion(output)).toBe(state))

it('reads what buildx tells, and takes all else for words', () => {
  const read = readStatusLine(
    JSON.stringify({
      vertexes: [
        { digest: 'sha256:1', name: '[1/2] FROM a', started: '2024-03-05T10:00:00.5Z', completed: null, odd: 1 },
        { digest: 'sha256:2', name: '[2/2] RUN b', started: '2024-03-05T10:00:00.123456789+01:00', error: 'no' }
      ],
      statuses: [{ id: 'a', vertex: 'sha256:1', current: 5, total: 10, timestamp: 'x' }],
      logs: [{ vertex: 'sha256:2', stream: 2, data: Buffer.from('é\n').toString('base64'), timestamp: 'x' }],
      warnings: [
        {
          vertex: 'sha256:1',
          level: 1,
          short: Buffer.from('Careful').toString('base64'),
          detail: [Buffer.from('one').toString('base64'), Buffer.from('two').toString('base64')],
          range: [{ start: { line: 3 }, end: { line: 4 } }]
        }
      ]
    })
  )
  expect(read).toEqual({
    vertexes: [
      { id: 'sha256:1', name: '[1/2] FROM a', cached: false, started: 1709632800500, completed: undefined, error: '' },
      { id: 'sha256:2', name: '[2/2] RUN b', cached: false, started: 1709629200123, completed: undefined, error: 'no' }
    ],
    statuses: [{ id: 'a', vertex: 'sha256:1', name: '', current: 5, total: 10, completed: false }],
    logs: [{ vertex: 'sha256:2', stream: 2, bytes: Buffer.from('é\n') }],
    warnings: [{ vertex: 'sha256:1', short: 'Careful', detail: 'one\ntwo', url: '', first: 3, last: 4 }]
  })
  expect(readStatusLine('ERROR: failed to build')).toBeUndefined()
  expect(readStatusLine('{"vertexes": 7}')).toBeUndefined()
  expect(readStatusLine('{broken')).toBeUndefined()
})

it('names every path that options lead to', () => {
  const options = {
    ...emptyBuildOptions,
    outputs: ['type=local,dest=/out', '/bare', 'type=docker', '"type=tar","dest=/a,b.tar"'],
    cacheFrom: ['app:cache', 'type=local,src=/cache', 'type=registry,ref=x'],
    cacheTo: ['type=local,dest=/to', 'type=inline'],
    ssh: ['default', 'github=/keys/one,/keys/two'],
    secrets: ['id=a,src=/token', 'id=b,env=B', 'type=file,id=c,source=/other']
  }
  expect(namedPaths(options)).toEqual(['/out', '/bare', '/a,b.tar', '/cache', '/to', '/keys/one', '/keys/two'])
  expect(secretPaths(options)).toEqual(['/token', '/other'])
})
