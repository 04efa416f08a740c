import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isVolumeFlag, mountFlag, parseMount, parseVolume, volumeFlag } from './mount'
import { runOptions } from './test-arbitraries'

describe('mounts', () => {
  it('are read back from what is written', () => {
    fc.assert(
      fc.property(runOptions, ({ mounts }) => {
        for (const mount of mounts) {
          if (isVolumeFlag(mount)) expect(parseVolume(volumeFlag(mount))).toEqual({ mount, problems: [] })
          expect(parseMount(mountFlag(mount))).toEqual({ mount, problems: [] })
        }
      }),
      { numRuns: 500 }
    )
  })

  it.each([
    ['', 'empty'],
    [':/a', 'empty'],
    ['a:', 'empty'],
    ['a:/b:', 'empty'],
    ['data:/b:ro:x', 'too-many-parts'],
    ['data', 'target'],
    ['a:b', 'target']
  ])('cannot be -v %j', (text, kind) => {
    expect(parseVolume(text)).toMatchObject({ problems: [{ kind }] })
    expect(parseVolume(text).mount).toBeUndefined()
  })

  it('keep what they can where an option has no place', () => {
    expect(parseVolume('data:/d:ro,z')).toEqual({
      mount: { kind: 'volume', source: 'data', target: '/d', readOnly: true },
      problems: [{ kind: 'option', text: 'z' }]
    })
    expect(parseMount('type=bind,src=./x,dst=/d,bind-propagation=shared')).toEqual({
      mount: { kind: 'bind', source: './x', target: '/d', readOnly: false },
      problems: [
        { kind: 'option', text: 'bind-propagation=shared' },
        { kind: 'relative', text: './x' }
      ]
    })
  })

  it('read fields as one record of CSV', () => {
    expect(parseMount('type=volume,"source=a,b",target=/d,readonly=false')).toEqual({
      mount: { kind: 'volume', source: 'a,b', target: '/d', readOnly: false },
      problems: []
    })
    expect(parseMount('"type=volume').problems).toMatchObject([{ kind: 'fields' }])
    expect(parseMount('source=a').problems).toMatchObject([{ kind: 'target' }])
  })
})
