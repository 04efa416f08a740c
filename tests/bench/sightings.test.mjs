import { expect, it } from 'vitest'
import { readRename } from './engine-api.mjs'
import { delays, rowName, rowNames } from './sightings.mjs'

it('names rows so that they are found in a text without gaps', () => {
  expect(rowName(7, 42)).toBe('aaa-07-00042')
  expect('aaa-07-00042busyboxaaa-08-000432 minutes'.match(rowNames)).toEqual(['aaa-07-00042', 'aaa-08-00043'])
})

it('measures to the first sighting of a name, or of a later one', () => {
  const events = [
    { name: 'aaa-00-00001', at: 1000 },
    { name: 'aaa-00-00002', at: 1010 },
    { name: 'aaa-01-00001', at: 1020 },
    { name: 'aaa-02-00001', at: 1030 },
    { name: 'somebody-else', at: 1040 }
  ]
  const sightings = [
    { name: 'aaa-00-00002', at: 1025 },
    { name: 'aaa-01-00000', at: 1026 },
    { name: 'aaa-01-00001', at: 1050 },
    { name: 'aaa-01-00001', at: 1090 }
  ]
  expect(delays(events, sightings)).toEqual([25, 15, 30, Infinity])
})

it("reads the engine's own time of a rename, finer than a millisecond", () => {
  const line =
    '{"Action":"rename","Actor":{"ID":"1","Attributes":{"name":"aaa-00-00001"}},"time":1763700000,"timeNano":1763700000123456789}'
  expect(readRename(line)).toEqual({ name: 'aaa-00-00001', at: 1763700000123.456 })
})
