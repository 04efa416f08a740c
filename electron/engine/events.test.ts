import { describe, expect, it } from 'vitest'
import { parseEvent } from './events'

describe('events', () => {
  it('reads today’s shape, to the nanosecond', () => {
    const line =
      '{"Type":"container","Action":"health_status: healthy","Actor":{"ID":"4f6a","Attributes":{"image":"web","name":"front"}},"scope":"local","time":1700000000,"timeNano":1700000000123456789}'
    expect(parseEvent(line)).toEqual({
      type: 'container',
      action: 'health_status: healthy',
      id: '4f6a',
      attributes: { image: 'web', name: 'front' },
      timeNano: '1700000000123456789'
    })
  })

  it('reads yesterday’s', () => {
    expect(parseEvent('{"status":"start","id":"4f6a","from":"busybox","time":1700000000}')).toEqual({
      type: 'container',
      action: 'start',
      id: '4f6a',
      attributes: { image: 'busybox' },
      timeNano: '1700000000000000000'
    })
  })

  it('takes no time from a label that looks like one', () => {
    const line = JSON.stringify({
      Type: 'image',
      Action: 'pull',
      Actor: { ID: 'a', Attributes: { x: '"timeNano":5' } },
      time: 2
    })
    expect(parseEvent(line)?.timeNano).toBe('2000000000')
  })

  it('leaves out what says nothing, and keeps what says something strange', () => {
    expect(parseEvent('{}')).toBeUndefined()
    expect(parseEvent('null')).toBeUndefined()
    expect(parseEvent('[1]')).toBeUndefined()
    expect(
      parseEvent('{"Type":5,"Action":"new","Actor":{"ID":"a","Attributes":{"n":1,"m":"x"}},"more":{}}')
    ).toMatchObject({
      type: 'container',
      action: 'new',
      attributes: { m: 'x' }
    })
  })

  it('fails for what is no JSON', () => {
    expect(() => parseEvent('{"Type":')).toThrow('Not JSON')
  })
})
