import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flagOfMount, mountFlag, parseMount, parseTmpfs, parseVolume, tmpfsFlag, volumeFlag } from './mount'
import { mount as arbitraryMount } from './test-run-options'

describe('mounts', () => {
  it('are read back from what is written', () => {
    fc.assert(
      fc.property(arbitraryMount, (mount) => {
        const flag = flagOfMount(mount)
        expect(flag).toBe(mount.flag)
        const parsed =
          flag === 'volume'
            ? parseVolume(volumeFlag(mount))
            : flag === 'tmpfs'
              ? parseTmpfs(tmpfsFlag(mount))
              : parseMount(mountFlag(mount))
        expect(parsed).toEqual({ mount, problems: [] })
      }),
      { numRuns: 500 }
    )
  })

  it('go by --mount where -v cannot say them', () => {
    const mount = { kind: 'bind', source: '/a:b', target: '/c', readOnly: true, flag: 'volume', options: [] } as const
    expect(flagOfMount({ ...mount, options: [] })).toBe('mount')
    expect(mountFlag({ ...mount, options: [] })).toBe('type=bind,source=/a:b,target=/c,readonly')
    expect(mountFlag({ ...mount, options: ['rshared', 'cached', 'rw'] })).toBe(
      'type=bind,source=/a:b,target=/c,readonly,bind-propagation=rshared,consistency=cached'
    )
    // A path alone takes no modes.
    const unnamed = { ...mount, kind: 'volume', source: '', readOnly: false, options: ['nocopy'] } as const
    expect(flagOfMount({ ...unnamed, options: ['nocopy'] })).toBe('mount')
    expect(mountFlag({ ...unnamed, options: ['nocopy'] })).toBe('type=volume,target=/c,volume-nocopy')
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

  it('keep their options in their own words', () => {
    expect(parseVolume('data:/d:ro,z,nocopy')).toEqual({
      mount: { kind: 'volume', source: 'data', target: '/d', readOnly: true, flag: 'volume', options: ['z', 'nocopy'] },
      problems: []
    })
    expect(parseMount('type=bind,src=./x,dst=/d,bind-propagation=shared')).toEqual({
      mount: {
        kind: 'bind',
        source: './x',
        target: '/d',
        readOnly: false,
        flag: 'mount',
        options: ['bind-propagation=shared']
      },
      problems: [{ kind: 'relative', text: './x' }]
    })
    expect(parseTmpfs('/run:rw,noexec,size=64m')).toEqual({
      mount: {
        kind: 'tmpfs',
        source: '',
        target: '/run',
        readOnly: false,
        flag: 'tmpfs',
        options: ['rw', 'noexec', 'size=64m']
      },
      problems: []
    })
  })

  it.each([
    ['a.b:/c', []],
    ['a b:/c', ['name']],
    ['data:/d:sideways', ['option']],
    ['~/x:/d', ['relative']]
  ])('of -v %s: %j', (text, kinds) => {
    expect(parseVolume(text).problems.map(({ kind }) => kind)).toEqual(kinds)
  })

  it.each([
    ['type=tmpfs,target=/t,tmpfs-size=64m,tmpfs-mode=1777', []],
    ['type=tmpfs,target=/t,tmpfs-size=big', ['value']],
    ['type=tmpfs,target=/t,tmpfs-mode=9', ['value']],
    ['type=tmpfs,target=/t,source=x', ['source']],
    ['type=bind,target=/t', ['source']],
    ['type=bind,source=/x,target=/t,volume-nocopy', ['mixed']],
    ['volume-nocopy,target=/t,type=bind,source=/x', ['mixed']],
    ['type=bind,source=/x,target=/t,bind-propagation=sideways', ['value']],
    ['target=/t,readonly=maybe', ['value']],
    ['target=/t,colour=blue', ['key']],
    ['type=volume, source=a,target=/t', ['key']],
    ['target=/t,volume-driver', ['value']],
    ['type=npipe,target=/t', ['type']]
  ])('of --mount %s: %j', (text, kinds) => {
    expect(parseMount(text).problems.map(({ kind }) => kind)).toEqual(kinds)
  })

  it('read fields as one record of CSV', () => {
    expect(parseMount('type=volume,"source=a,b",target=/d,readonly=false')).toEqual({
      mount: { kind: 'volume', source: 'a,b', target: '/d', readOnly: false, flag: 'mount', options: [] },
      problems: []
    })
    expect(parseMount('"type=volume').problems).toMatchObject([{ kind: 'fields' }])
    expect(parseMount('source=a').problems).toMatchObject([{ kind: 'target' }])
  })
})
