import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import english from '../../locales/en/engine-settings.json'
import { changesBetween, effectOfAll, lineDifference } from './difference'
import { setIn } from './edit-text'
import { judge, settingsOfWords, type Judged } from './judge'
import { isAtLeast, meantKey, settingKeys } from './keys'

const engine = (change: Partial<Judged> = {}): Judged => ({
  version: '28.2.2',
  os: 'linux',
  words: [],
  rootless: false,
  swarm: false,
  ...change
})
const said = (settings: unknown, change: Partial<Judged> = {}): readonly string[] =>
  judge(typeof settings === 'string' ? settings : JSON.stringify(settings), engine(change)).map(({ key }) => key)

/** The example for Linux of the dockerd reference, but for what this engine no longer takes. */
const reference = {
  'authorization-plugins': [],
  bip: '',
  bridge: '',
  builder: {
    gc: { enabled: true, defaultKeepStorage: '10GB', policy: [{ keepStorage: '10GB', filter: ['unused-for=2200h'] }] }
  },
  'cgroup-parent': '',
  containerd: '/run/containerd/containerd.sock',
  'default-address-pools': [{ base: '172.30.0.0/16', size: 24 }],
  'default-ulimits': { nofile: { Hard: 64000, Name: 'nofile', Soft: 64000 } },
  'default-shm-size': '64M',
  dns: [],
  features: {},
  'log-driver': 'json-file',
  'log-opts': { 'cache-disabled': 'false', 'max-file': '5', 'max-size': '10m' },
  'max-concurrent-downloads': 3,
  proxies: { 'http-proxy': 'http://proxy.example.com:80' },
  'registry-mirrors': [],
  runtimes: { custom: { path: '/usr/local/bin/my-runc-replacement', runtimeArgs: ['--debug'] } },
  tlsverify: true
}

describe('judge', () => {
  it('has nothing against what the reference shows', () => expect(said(reference)).toEqual([]))
  it('has nothing against an empty file', () => expect([said(''), said('{}')]).toEqual([[], []]))
  it.each<readonly [unknown, readonly string[], Partial<Judged>?]>([
    [{ 'registry-mirror': [] }, ['unknown-meant']],
    [{ registry_mirrors: [] }, ['unknown-meant']],
    [{ 'completely-made-up': 1 }, ['unknown']],
    [{ 'completely-made-up': 1 }, ['unknown-newer'], { version: '31.0.0' }],
    [{ debug: 'true' }, ['type-boolean']],
    [{ mtu: '1500' }, ['type-integer']],
    [{ mtu: -1 }, ['negative']],
    [{ dns: '1.1.1.1' }, ['type-texts']],
    [{ dns: ['1.1.1.300'] }, ['format-address']],
    [{ 'log-opts': { 'max-file': 3 } }, ['member-text']],
    [{ 'log-opts': { 'max-sise': '3m' } }, ['inner-meant']],
    [{ features: { buildkit: 'yes' } }, ['member-switch']],
    [{ 'registry-mirrors': ['mirror.example'] }, ['format-mirror']],
    [{ 'registry-mirrors': ['https://mirror.example?x=1'] }, ['format-mirror']],
    [{ 'insecure-registries': ['https://registry.example'] }, ['format-registry']],
    [{ 'insecure-registries': ['registry.example:5000', '10.0.0.0/8', '[fd00::1]:5000'] }, []],
    [{ 'default-address-pools': [{ base: '10.0.0.0/16', size: 8 }] }, ['pool-size']],
    [{ 'default-address-pools': [{ base: '10.0.0.0' }] }, ['pool']],
    [{ 'default-ulimits': { nofile: { Name: 'nofile', Soft: 9, Hard: 3 } } }, ['ulimit-soft']],
    [{ 'log-level': 'loud' }, ['one-of']],
    [{ 'firewall-backend': 'nftables' }, ['newer']],
    [{ 'firewall-backend': 'nftables' }, [], { version: '29.0.1' }],
    [{ 'firewall-backend': 'nftables' }, [], { version: '' }],
    [{ 'cluster-store': '' }, ['gone']],
    [{ 'cluster-store': '' }, ['going'], { version: '20.10.24' }],
    [{ 'live-restore': true }, ['swarm'], { swarm: true }],
    [{ 'live-restore': true }, ['only-linux'], { os: 'windows' }],
    [{ 'userns-remap': 'default' }, ['rootless'], { rootless: true }],
    [{ 'storage-driver': 'aufs' }, ['driver-gone']],
    [{ 'storage-driver': 'devicemapper' }, [], { version: '24.0.9' }],
    [{ 'storage-driver': 'overlay2' }, []],
    [{ bridge: 'br0', bip: '10.0.0.1/24' }, ['bridge-and-bip']],
    [{ hosts: ['tcp://0.0.0.0:2375'] }, ['open-host']],
    [{ hosts: ['tcp://127.0.0.1:2375', 'unix:///var/run/docker.sock'] }, []],
    [{ hosts: ['unix:///var/run/docker.sock'] }, ['hosts-flag'], { words: ['-H', 'fd://'] }],
    [{ debug: true }, ['flag'], { words: ['-D'] }],
    [{ 'data-root': '/srv/docker' }, ['flag', 'data-root-moved'], { words: ['--data-root=/x'], dataRoot: '/x' }],
    [{ 'data-root': '/srv/docker' }, [], { dataRoot: '/srv/docker/100000.100000' }],
    [{ 'log-driver': 'journald', 'log-opts': { 'max-size': '1m' } }, ['rotation']],
    ['{ "debug": true, "debug": false }', ['twice']],
    ['[]', ['no-object']]
  ])('%j', (settings, expected, change) =>
    expect(said(settings, change as Partial<Judged> | undefined)).toEqual(expected)
  )

  it('mends a key, a comma too many and one that is missing', () => {
    for (const text of ['{ "registry-mirror": [] }', '{ "debug": true, }', '{ "debug": true "mtu": 1500 }']) {
      const [mend] = judge(text, engine()).flatMap((remark) => (remark.mend === undefined ? [] : [remark.mend]))
      if (mend === undefined) throw new Error('nothing mends it')
      expect(judge(text.slice(0, mend.from) + mend.to + text.slice(mend.until), engine())).toEqual([])
    }
  })
  it('stands anything, and says only what has a sentence', () => {
    const key = fc.oneof(fc.constantFrom(...settingKeys.map((entry) => entry.key)), fc.string({ maxLength: 8 }))
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue()), (settings) => {
        for (const one of said(settings)) expect(Object.keys(english.remark)).toContain(one)
      })
    )
  })
})

describe('the settings', () => {
  it('have a sentence where they are said to', () => {
    const told = settingKeys.flatMap((entry) => (entry.told === true ? [entry.key] : []))
    expect(Object.keys(english.help).sort()).toEqual(told.sort())
    expect(told.length).toBeGreaterThan(34)
  })
  it('are found in dockerd’s own words', () =>
    expect([
      ...settingsOfWords(['-H', 'fd://', '--log-level=debug', '-D', '--registry-mirror', 'https://m', '--nothing'])
    ]).toEqual([
      ['hosts', 'fd://'],
      ['log-level', 'debug'],
      ['debug', ''],
      ['registry-mirrors', 'https://m']
    ]))
  it('are guessed by a slip of the pen, and not by nothing alike', () => {
    expect(meantKey('insecure-registry')).toBe('insecure-registries')
    expect(meantKey('storage-dirver')).toBe('storage-driver')
    expect(meantKey('banana')).toBeUndefined()
  })
  it('of a version', () => {
    expect(isAtLeast('20.10.24+dfsg1', '23.0')).toBe(false)
    expect(isAtLeast('28.2.0-rc.1', '28.2')).toBe(true)
    expect(isAtLeast('dev', '29.0')).toBe(true)
  })
})

describe('a difference', () => {
  it.each<readonly [object, object, 'reload' | 'restart']>([
    [{}, { 'registry-mirrors': ['https://m'] }, 'reload'],
    // An engine keeps the mirrors that it has where its file no longer names any.
    [{ 'registry-mirrors': ['https://m'] }, {}, 'restart'],
    [{ 'max-concurrent-downloads': 9 }, {}, 'reload'],
    [{}, { features: { buildkit: true } }, 'reload'],
    [{}, { features: { 'containerd-snapshotter': true } }, 'restart'],
    [{}, { 'log-driver': 'local' }, 'restart'],
    [{ debug: true }, { debug: false, 'log-driver': 'local' }, 'restart']
  ])('%j to %j', (old, fresh, effect) =>
    expect(effectOfAll(changesBetween(JSON.stringify(old), JSON.stringify(fresh)))).toBe(effect)
  )
  it('is none where only the writing differs', () =>
    expect(changesBetween('{"log-opts":{"a":"1","b":"2"}}', '{ "log-opts": { "b": "2", "a": "1" } }')).toEqual([]))
  it('of lines gives back both texts', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 })
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const [old, fresh] = [one, other].map((all) => all.map((line) => `${line}\n`).join(''))
        const difference = lineDifference(old ?? '', fresh ?? '')
        const of = (kind: string): string[] => difference.filter((line) => line.kind !== kind).map(({ text }) => text)
        expect(of('in')).toEqual(one)
        expect(of('out')).toEqual(other)
      })
    )
  })
  it('of a form’s change is one line', () => {
    const old = '{\n  "debug": true,\n  "dns": ["192.0.2.1"]\n}\n'
    const changed = lineDifference(old, setIn(old, ['dns'], ['192.0.2.1', '192.0.2.2'])).filter(
      ({ kind }) => kind !== 'same'
    )
    expect(changed).toHaveLength(2)
  })
})
