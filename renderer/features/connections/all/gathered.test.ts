import { describe, expect, it } from 'vitest'
import type { Connection } from '../../../../contract/connections/model'
import type { Container } from '../../../../contract/containers/model'
import { byConnection, createRows, listed, matches, withChanges } from './gathered'

const container = (id: string, more: Partial<Container> = {}): Container => ({
  id,
  name: `c-${id}`,
  image: 'busybox',
  imageId: 'sha256:1',
  command: 'sh',
  state: 'running',
  status: 'Up',
  created: 0,
  ports: [],
  labels: {},
  networks: [],
  volumes: [],
  ...more
})
const capabilities = {
  version: '28',
  apiVersion: '1.47',
  os: 'linux',
  arch: 'amd64',
  product: 'Docker',
  buildKit: true
}
const connection = (id: string, engineId?: string, up = true): Connection => ({
  id,
  name: id,
  source: 'context',
  endpoint: `unix:///${id}`,
  cli: [],
  engineId,
  state: up ? { kind: 'connected', capabilities, since: 0 } : { kind: 'idle' }
})

describe('containers of several engines', () => {
  it('list each engine once, and only those that are connected', () => {
    const all = [
      connection('one', 'E'),
      connection('two', 'E'),
      connection('three'),
      connection('off', undefined, false)
    ]
    expect(listed(all, undefined).listed.map(({ id }) => id)).toEqual(['one', 'three'])
    const second = listed(all, 'two')
    expect(second.listed.map(({ id }) => id)).toEqual(['two', 'three'])
    expect(second.doubled).toEqual([{ name: 'one', other: 'two' }])
  })
  it('keep the same id of two engines apart, and rows that did not change', () => {
    const rows = createRows()
    const connections = [connection('one'), connection('two')]
    const first = new Map([['a', container('a')]])
    const gathered = new Map([
      ['one', first],
      ['two', new Map([['a', container('a')]])]
    ])
    const before = rows(connections, gathered)
    expect(before.map(({ key }) => key)).toEqual(['one a', 'two a'])
    const changed = new Map(gathered).set('two', new Map([['a', container('a', { state: 'exited' })]]))
    const after = rows(connections, changed)
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
    expect([...byConnection(after)].map(([id, of]) => [id, of.length])).toEqual([
      ['one', 1],
      ['two', 1]
    ])
  })
  it('follow the engine’s changes', () => {
    const known = withChanges(new Map([['old', container('old')]]), [
      { kind: 'snapshot', containers: [container('a'), container('b')] },
      { kind: 'upsert', containers: [container('c')] },
      { kind: 'remove', ids: ['a'] }
    ])
    expect([...known.keys()]).toEqual(['b', 'c'])
  })
  it('are found by each word, whatever it names', () => {
    const [row] = createRows()([connection('farm')], new Map([['farm', new Map([['a', container('a')]])]]))
    expect(row).toBeDefined()
    if (row === undefined) return
    expect(['', 'FARM busy', 'c-a running', 'farm nginx'].map((text) => matches(row, text))).toEqual([
      true,
      true,
      true,
      false
    ])
  })
})
