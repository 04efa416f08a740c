import { describe, expect, it } from 'vitest'
import { pairRow } from '../../../ui/pairs/pairs'
import { emptyVolume, hidePassword, optionsOf, readShare, volumeProblems, type VolumeDraft } from './create-draft'

const draft = (changes: Partial<VolumeDraft>): VolumeDraft => ({ ...emptyVolume(), ...changes })
const options = (changes: Partial<VolumeDraft>): readonly string[] =>
  optionsOf(draft(changes)).map(
    ({ name, value, secret }) => `${name}=${value}${secret === undefined ? '' : `[${secret}]`}`
  )

describe('what the driver is told', () => {
  it.each<[string, Partial<VolumeDraft>, readonly string[]]>([
    ['nothing', {}, []],
    [
      'of memory',
      { kind: 'tmpfs', size: '100m', mode: '1777' },
      ['type=tmpfs', 'device=tmpfs', 'o=size=100m,mode=1777']
    ],
    ['of memory alone', { kind: 'tmpfs' }, ['type=tmpfs', 'device=tmpfs']],
    [
      'of NFS',
      { kind: 'nfs', server: '10.0.0.1', path: '/srv', version: '4', readOnly: true, extra: 'soft' },
      ['type=nfs', 'o=addr=10.0.0.1,ro,nfsvers=4,soft', 'device=:/srv']
    ],
    [
      'of CIFS',
      { kind: 'cifs', share: '\\\\nas\\films', user: 'me', password: 'x y', extra: 'uid=1000' },
      ['type=cifs', 'device=//nas/films', 'o=addr=nas,uid=1000,username=me,password=[x y]']
    ],
    [
      'of CIFS as a guest',
      { kind: 'cifs', share: '//nas/films' },
      ['type=cifs', 'device=//nas/films', 'o=addr=nas,guest']
    ],
    ['of a folder', { kind: 'bind', path: '/srv/data' }, ['type=none', 'o=bind', 'device=/srv/data']]
  ])('%s', (_title, changes, expected) => expect(options(changes)).toEqual(expected))

  it('hides a password that stands among options, wherever it stands', () => {
    const rows = [pairRow('o', 'addr=nas,password=hush,vers=3'), pairRow('type', 'cifs')]
    expect(options({ options: rows })).toEqual(['o=addr=nas,vers=3,password=[hush]', 'type=cifs'])
    expect(hidePassword({ name: 'o', value: 'addr=nas' })).toEqual({ name: 'o', value: 'addr=nas' })
    expect(hidePassword({ name: 'label', value: 'password=x' })).toEqual({ name: 'label', value: 'password=x' })
  })

  it('reads a share however it is written', () => {
    for (const text of ['//nas/films', '\\\\nas\\films', 'smb://nas/films/', ' //nas/films '])
      expect(readShare(text)).toEqual({ device: '//nas/films', server: 'nas' })
    for (const text of ['nas/films', '//nas', '//nas/a,b', '']) expect(readShare(text)).toBeUndefined()
  })
})

describe('what is wrong', () => {
  const taken = (name: string): boolean => name === 'data'
  it.each<[Partial<VolumeDraft>, object]>([
    [{}, {}],
    [{ name: 'fine.name_1' }, {}],
    [{ name: 'a name' }, { name: 'name' }],
    [{ name: '-x' }, { name: 'name' }],
    [{ name: 'x' }, { name: 'short' }],
    [{ name: 'data' }, { name: 'taken' }],
    [
      { kind: 'tmpfs', size: '100 MB', mode: '999' },
      { size: 'size', mode: 'mode' }
    ],
    [{ kind: 'tmpfs', size: '10%', mode: '0755' }, {}],
    [{ kind: 'nfs' }, { server: 'server', path: 'path' }],
    [{ kind: 'nfs', server: 'nas', path: 'srv' }, { path: 'path' }],
    [
      { kind: 'cifs', share: 'nas', user: 'a,b', password: 'c,d' },
      { share: 'share', user: 'comma', password: 'comma' }
    ],
    [
      { kind: 'bind', path: 'srv', extra: 'ro,,x' },
      { path: 'path', extra: 'extra' }
    ]
  ])('of %j', (changes, expected) => expect(volumeProblems(draft(changes), taken)).toEqual(expected))
})
