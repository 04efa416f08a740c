import { describe, expect, it } from 'vitest'
import { emptyRunOptions, type Mount } from '../run'
import { withKeptVolumes } from './kept-volumes'

const hex = 'f'.repeat(64)
const mounts = [
  { type: 'volume', name: hex, target: '/data' },
  { type: 'volume', name: 'named', target: '/named' },
  { type: 'bind', name: '', target: '/host' }
]
const anonymous: Mount = { kind: 'volume', source: '', target: '/data', readOnly: false, flag: 'volume', options: [] }
const kept = (changes: object, imageVolumes: readonly string[]) =>
  withKeptVolumes({ ...emptyRunOptions, ...changes }, mounts, imageVolumes).mounts.map(({ source, target }) => [
    source,
    target
  ])

describe('volumes without a name', () => {
  it('are gone on with where the options ask for one at their folder', () =>
    expect(kept({ mounts: [anonymous] }, [])).toEqual([[hex, '/data']]))
  it('are gone on with where the image makes one of their folder', () =>
    expect(kept({}, ['/data', '/other'])).toEqual([[hex, '/data']]))
  it('are left where the options say otherwise', () => {
    expect(kept({}, [])).toEqual([])
    expect(kept({ mounts: [{ ...anonymous, source: 'mine' }] }, ['/data'])).toEqual([['mine', '/data']])
    expect(kept({ volumesFrom: ['other'] }, ['/data'])).toEqual([])
  })
})
