import { describe, expect, it } from 'vitest'
import english from '../../../../../locales/en/containers-events.json'
import { detailsOf, eventWords, isInside } from './event-words'

const keyOf = (action: string, attributes: Record<string, string> = {}) => eventWords({ action, attributes })

describe('an event in words', () => {
  it.each([
    ['start', {}, 'start', {}],
    ['exec_start: sh -c true ', {}, 'exec_start', { command: 'sh -c true' }],
    ['health_status: healthy', {}, 'health_status', { status: 'healthy' }],
    ['kill', { signal: '15' }, 'kill-signal', { signal: 'TERM (15)' }],
    ['kill', { signal: '64' }, 'kill-signal', { signal: '64' }],
    ['die', { exitCode: '137' }, 'die-code', { code: '137' }],
    ['exec_die', { exitCode: '0' }, 'exec_die-code', { code: '0' }],
    ['rename', { oldName: '/old' }, 'rename-from', { old: 'old' }],
    ['something new', {}, 'other', { action: 'something new' }],
    ['__proto__', {}, 'other', { action: '__proto__' }]
  ])('%s %o', (action, attributes, key, values) => {
    expect(keyOf(action, attributes as Record<string, string>)).toEqual({
      key: `containers-events.words.${key}`,
      values
    })
    expect(Object.keys(english.words)).toContain(key)
  })

  it('has every plain one in the locale', () => {
    for (const action of [
      'create',
      'oom',
      'commit',
      'archive-path',
      'extract-to-dir',
      'export',
      'exec_detach',
      'resize'
    ])
      expect(Object.keys(english.words)).toContain(keyOf(action).key.split('.').at(-1))
  })

  it('tells what was done inside of it apart, and leaves out what stands above', () => {
    expect(['exec_die', 'health_status: healthy', 'top'].map((action) => isInside({ action }))).toEqual([
      true,
      false,
      true
    ])
    expect(detailsOf({ attributes: { name: 'web', image: 'x', exitCode: '1' } })).toEqual([['exitCode', '1']])
  })
})
