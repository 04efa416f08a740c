/** Engines, from what they answer: recorded of Docker 20.10 where nothing else is said, else as the named source has it. */
import { describe, expect, it } from 'vitest'
import { connection, fact, judge, missing, text, timedOut, told } from '../linux/test-judge'
import { engineCgroup } from './cgroup'
import { aheadOf, clock } from './clock'
import { reachable } from './reachable'
import { registry } from './registry'
import { storage } from './storage'
import { engineVersion } from './version'
import { warnings } from './warnings'

describe('an engine', () => {
  const failed = (message: string) =>
    fact({
      endpoint: 'unix:///x',
      state: { kind: 'unreachable', failure: { kind: 'engine-unreachable', reason: 'refused', message } }
    })
  it.each([
    ['that answers', connection('unix:///var/run/docker.sock'), 'met found.answers'],
    ['that says why it does not', failed('connect ECONNREFUSED'), 'not-met found.refused'],
    ['that is silent', failed(''), 'not-met found.silent'],
    [
      'that is being tried',
      fact({ endpoint: 'ssh://host', state: { kind: 'connecting', attempt: 1 } }),
      'unknown found.connecting'
    ],
    ['that nobody knows of', missing, 'not-met found.nowhere']
  ])('%s', (_title, answer, expected) => expect(told(reachable, { 'engine-connection': answer })).toBe(expected))
})

describe('its version', () => {
  const reply = (Version: string, ApiVersion: string, MinAPIVersion?: string) => ({
    'engine-version': fact({ Version, ApiVersion, MinAPIVersion })
  })
  it.each([
    ['Debian’s', reply('20.10.24+dfsg1', '1.41', '1.12'), 'met found.known'],
    ['27', reply('27.5.1', '1.47', '1.24'), 'met found.known'],
    // Docker 29.0's release notes: API 1.52, none before 1.44.
    ['29', reply('29.0.4', '1.52', '1.44'), 'met found.newer'],
    ['one that has dropped what the app speaks', reply('35.0.0', '1.60', '1.50'), 'not-met found.too-new'],
    ['Docker 19.03', reply('19.03.15', '1.40', '1.12'), 'not-met found.old'],
    ['Docker 1.11', reply('1.11.2', '1.23'), 'not-met found.too-old'],
    // Podman 5's answer: its own version, and Docker's API.
    ['Podman', reply('5.2.2', '1.41', '1.24'), 'met found.known'],
    [
      'a proxy’s refusal',
      { 'engine-version': fact({ failure: { kind: 'permission-denied', message: 'no' } }) },
      'unknown unreadable'
    ],
    ['none in time', { 'engine-version': timedOut }, 'unknown timed-out']
  ])('%s', (_title, answers, expected) => expect(told(engineVersion, answers)).toBe(expected))
})

describe('what docker info tells', () => {
  const info = (more: object) => ({
    'engine-info': fact({
      Driver: 'overlay2',
      OSType: 'linux',
      CgroupDriver: 'cgroupfs',
      CgroupVersion: '1',
      Warnings: null,
      ...more
    })
  })
  it.each([
    ['overlay2', info({}), 'met found.driver'],
    [
      'containerd’s',
      info({ Driver: 'overlayfs', DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']] }),
      'met found.containerd'
    ],
    ['vfs', info({ Driver: 'vfs' }), 'not-met found.vfs'],
    ['devicemapper', info({ Driver: 'devicemapper' }), 'not-met found.removed'],
    ['aufs', info({ Driver: 'aufs' }), 'not-met found.removed'],
    ['of Windows containers', info({ Driver: 'windowsfilter', OSType: 'windows' }), 'met found.driver'],
    ['a name of every object', info({ Driver: 'constructor' }), 'met found.driver'],
    ['nothing', { 'engine-info': missing }, 'unknown ']
  ])('storage: %s', (_title, answers, expected) => expect(told(storage, answers)).toBe(expected))

  it.each([
    ['version 1', info({}), 'met found.driver'],
    ['version 2 by systemd', info({ CgroupDriver: 'systemd', CgroupVersion: '2' }), 'met found.driver'],
    ['none, of a rootless engine', info({ CgroupDriver: 'none' }), 'not-met found.none'],
    ['of Windows containers', info({ OSType: 'windows', CgroupDriver: '' }), 'not-applicable']
  ])('limits: %s', (_title, answers, expected) => expect(told(engineCgroup, answers)).toBe(expected))

  it.each([
    ['no warnings', info({ Warnings: [] }), 'met found.none'],
    ['an engine that knows of none (API 1.36)', info({}), 'met found.none'],
    // Docker 20.10 on version 1 without swap accounting; daemon/info.go has the words.
    [
      'some',
      info({ Warnings: ['WARNING: No swap limit support', 'WARNING: bridge-nf-call-iptables is disabled'] }),
      'not-met found.some'
    ]
  ])('%s', (_title, answers, expected) => expect(told(warnings, answers)).toBe(expected))

  it('says what to do about an API that is open to all', () => {
    const warning = '[DEPRECATION NOTICE]: API is accessible on http://0.0.0.0:2375 without encryption.'
    const { found, cures } = judge(warnings, info({ Warnings: [warning] })) ?? {}
    expect(found?.values).toEqual({ count: 1, warnings: warning })
    expect(cures?.[0]?.link).toBe('https://docs.docker.com/engine/security/protect-access/')
  })
})

describe('its clock', () => {
  const at = (theirs: number, before = 1_000_000, after = 1_000_200) => ({ theirs, before, after })
  it.each([
    ['the same', at(1_000_000), 0],
    ['the same, without its parts of a second', at(999_000), 0],
    ['ahead', at(1_090_200), 90],
    ['behind', at(909_000), -90],
    ['slow to answer', at(1_004_000, 1_000_000, 1_009_000), 0]
  ])('%s', (_title, given, expected) => expect(aheadOf(given)).toBe(expected))
  it('may differ by some seconds', () => {
    expect(told(clock, { 'engine-clock': fact(at(1_010_200)) })).toBe('met found.ahead')
    expect(told(clock, { 'engine-clock': fact(at(1_060_200)) })).toBe('not-met found.ahead')
    expect(told(clock, { 'engine-clock': fact(at(900_000)) })).toBe('not-met found.behind')
    expect(told(clock, { 'engine-clock': text('{"theirs":null,"before":1,"after":2}') })).toBe('unknown unreadable')
  })
})

describe('Docker Hub', () => {
  const refused = (message: string, kind = 'engine-error') => ({
    'engine-registry': fact({ failure: { kind, message } })
  })
  it('is reached where the engine names an image', () => {
    expect(
      told(registry, {
        'engine-registry': fact({ Descriptor: { mediaType: 'x', digest: 'sha256:1', size: 2 }, Platforms: [] })
      })
    ).toBe('met found.reached')
  })
  it.each([
    ['too many pulls', refused('toomanyrequests: You have reached your pull rate limit.'), 'met found.limited'],
    [
      'no network',
      refused('Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host'),
      'unknown found.refused'
    ],
    ['no answer in time', { 'engine-registry': timedOut }, 'unknown timed-out']
  ])('%s', (_title, answers, expected) => expect(told(registry, answers)).toBe(expected))
  it.each([
    [
      'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.0.0.1:53: server misbehaving',
      'name'
    ],
    [
      'Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused',
      'proxy'
    ],
    ['Get "https://registry-1.docker.io/v2/": x509: certificate signed by unknown authority', 'certificate'],
    ['Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection', 'other']
  ])('names the likely cause: %s', (message, cause) => {
    expect(judge(registry, refused(message))?.cures?.[0]?.says.key).toBe(`prerequisites-engine.registry.cure.${cause}`)
  })
})
