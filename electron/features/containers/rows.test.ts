import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { Container } from '../../../contract/containers/model'
import { toContainer } from './rows'

const now = Date.UTC(2026, 10, 21, 12)
const minute = 60_000

/** As Docker 20.10 lists it. */
const listed = {
  Id: 'f'.repeat(64),
  Names: ['/proxy/backend', '/web'],
  Image: 'httpd',
  ImageID: `sha256:${'a'.repeat(64)}`,
  Command: "sh -c 'echo hi'",
  Created: 1_763_726_000,
  Ports: [
    { IP: '::', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
    { IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
    { PrivatePort: 443, Type: 'tcp' }
  ],
  Labels: { a: 'b' },
  State: 'running',
  Status: 'Up 3 minutes (healthy)',
  HostConfig: { NetworkMode: 'default' },
  NetworkSettings: { Networks: { front: {}, bridge: {} } },
  Mounts: [
    { Type: 'volume', Name: 'data', Source: '/var/lib/docker/volumes/data/_data', Destination: '/data' },
    { Type: 'bind', Source: '/tmp', Destination: '/host' }
  ]
}

describe('a row', () => {
  it('has what the list says', () => {
    expect(toContainer(listed, now)).toEqual({
      id: 'f'.repeat(64),
      name: 'web',
      image: 'httpd',
      imageId: `sha256:${'a'.repeat(64)}`,
      command: "sh -c 'echo hi'",
      state: 'running',
      health: 'healthy',
      exitCode: undefined,
      status: 'Up 3 minutes (healthy)',
      created: 1_763_726_000_000,
      since: now - 3 * minute,
      ports: [
        { ip: '0.0.0.0', private: 80, public: 8080, protocol: 'tcp' },
        { ip: '::', private: 80, public: 8080, protocol: 'tcp' },
        { private: 443, protocol: 'tcp' }
      ],
      labels: { a: 'b' },
      networks: ['bridge', 'front'],
      volumes: ['data']
    })
  })

  it('has its addresses on each network, and none while it does not run', () => {
    const Networks = { front: { IPAddress: '172.20.0.2', GlobalIPv6Address: 'fd00::2' }, back: { IPAddress: '' } }
    expect(toContainer({ ...listed, NetworkSettings: { Networks } }, now)?.addresses).toEqual([
      { network: 'front', address: '172.20.0.2' },
      { network: 'front', address: 'fd00::2' }
    ])
    const strange = { NetworkSettings: { Networks: { front: null, back: { IPAddress: 7 } } } }
    expect(toContainer({ ...listed, ...strange }, now)).not.toHaveProperty('addresses')
  })

  it.each([
    ['Exited (137) 3 hours ago', 'exited', { state: 'exited', exitCode: 137, since: now - 2.5 * 60 * minute }],
    ['Up 2 seconds (Paused)', 'paused', { state: 'paused', exitCode: undefined }],
    ['Up 2 seconds (health: starting)', 'running', { health: 'starting' }],
    ['Restarting (1) 4 seconds ago', 'restarting', { state: 'restarting', exitCode: undefined, since: now - 4_000 }],
    ['Created', 'created', { state: 'created', since: undefined }],
    ['Dead', 'dead', { state: 'dead', exitCode: undefined }],
    ['who knows', 'sleeping', { state: 'unknown', status: 'who knows' }]
  ])('reads %s', (Status, State, expected) => {
    expect(toContainer({ ...listed, Status, State }, now)).toMatchObject(expected)
  })

  it("takes Podman's ways: words for a command, its own states, a date", () => {
    const podman = {
      ...listed,
      Command: ['sleep', '60'],
      State: 'configured',
      Status: '',
      Created: '2026-11-21T11:00:00Z'
    }
    expect(toContainer(podman, now)).toMatchObject({
      command: 'sleep 60',
      state: 'created',
      created: now - 60 * minute
    })
  })

  it("takes an event's time, or what was known, where the words agree", () => {
    const known = now - 3 * minute - 20_000
    expect(toContainer(listed, now, [undefined, known])?.since).toBe(known)
    expect(toContainer(listed, now, [now - 10 * minute, known])?.since).toBe(known)
    expect(toContainer(listed, now, [now - 10 * minute, now + minute])?.since).toBe(now - 3 * minute)
  })

  it('gives no row for what is none, and never fails or breaks the contract, whatever comes', () => {
    expect(toContainer(null, now)).toBeUndefined()
    expect(toContainer({ Names: ['/x'] }, now)).toBeUndefined()
    const keys = [...Object.keys(listed), 'Health']
    const odd = fc.dictionary(
      fc.constantFrom(...keys),
      fc.oneof(fc.anything(), fc.constantFrom(...Object.values(listed)))
    )
    fc.assert(
      fc.property(odd, (raw) => {
        const row = toContainer({ ...listed, ...raw }, now)
        if (row !== undefined) expect(v.safeParse(Container, row).success).toBe(true)
      })
    )
  })

  it('is made fast: a thousand in some milliseconds', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ({ ...listed, Id: index.toString(16).padStart(64, '0') }))
    // The best of some, in the processor's own time: the machine may be busy with other tests.
    const rounds = Array.from({ length: 20 }, () => {
      const began = process.cpuUsage()
      for (const raw of many) toContainer(raw, now)
      const { user, system } = process.cpuUsage(began)
      return (user + system) / 1_000
    })
    expect(Math.min(...rounds)).toBeLessThan(20)
  })
})
