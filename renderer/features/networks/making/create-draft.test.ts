import { describe, expect, it } from 'vitest'
import type { Network } from '../../../../contract/networks/model'
import { driverProblem, emptyNetwork, nameProblem, requestOf, subnetProblems, subnetRow } from './create-draft'
import { pastedNetwork } from './pasted'

const known = (name: string, subnet: string, driver = 'bridge'): Network => ({
  id: 'a'.repeat(64),
  name,
  driver,
  scope: 'local',
  internal: false,
  attachable: false,
  ipv6: false,
  closed: false,
  subnets: [{ subnet, gateway: '', range: '' }],
  options: {},
  labels: {}
})

describe('an address plan', () => {
  const check = (
    rows: ReadonlyArray<readonly [string, string?, string?]>,
    { ipv6 = false, driver = 'macvlan' } = {}
  ) => {
    const subnets = rows.map(([subnet, gateway, range]) => subnetRow(subnet, gateway, range))
    const found = subnetProblems({ subnets, ipv6, driver }, [known('front', '172.20.0.0/16')])
    return subnets.map(({ key }) => found.get(key) ?? {})
  }

  it('is right', () => {
    expect(check([['10.0.0.0/24', '10.0.0.1', '10.0.0.128/25'], ['10.0.1.0/24'], ['']])).toEqual([{}, {}, {}])
    expect(check([['10.0.0.0/24'], ['fd00::/64', 'fd00::1']], { ipv6: true, driver: 'bridge' })).toEqual([{}, {}])
  })

  it.each([
    [['10.0.0/24'], { subnet: { kind: 'subnet' } }],
    [['10.0.0.7/24'], { subnet: { kind: 'not-first', what: '10.0.0.0/24' } }],
    [['172.20.4.0/24'], { subnet: { kind: 'address-taken', what: 'front' } }],
    [['fd00::/64'], { subnet: { kind: 'needs-ipv6' } }],
    [['', '10.0.0.1'], { subnet: { kind: 'no-subnet' } }],
    [['10.0.0.0/24', '10.0.1.1'], { gateway: { kind: 'gateway-outside', what: '10.0.0.0/24' } }],
    [['10.0.0.0/24', 'ten'], { gateway: { kind: 'gateway' } }],
    [['10.0.0.0/24', '', '10.0.0.0/16'], { range: { kind: 'range-outside', what: '10.0.0.0/24' } }],
    [['10.0.0.0/24', '', '10'], { range: { kind: 'range' } }]
  ] as const)('of %j is not', (row, expected) => expect(check([row])).toEqual([expected]))

  it('has no two that overlap, and a bridge one of each kind', () => {
    expect(check([['10.0.0.0/16'], ['10.0.4.0/24']])).toEqual([
      {},
      { subnet: { kind: 'overlaps', what: '10.0.0.0/16' } }
    ])
    expect(check([['10.0.0.0/24'], ['10.0.1.0/24']], { driver: 'bridge' })).toEqual([
      {},
      { subnet: { kind: 'one-of-a-kind' } }
    ])
  })
})

describe('the rest of it', () => {
  it('is told at its field', () => {
    const networks = [known('front', '172.20.0.0/16')]
    expect(nameProblem('', networks)).toBe('empty')
    expect(nameProblem('a b', networks)).toBe('name')
    expect(nameProblem('front', networks)).toBe('name-taken')
    expect(nameProblem('back', networks)).toBeUndefined()
    const drivers = ['bridge', 'overlay', 'macvlan']
    expect(driverProblem('overlay', { drivers, swarm: 'off' })).toBe('swarm')
    expect(driverProblem('overlay', { drivers, swarm: 'worker' })).toBe('worker')
    expect(driverProblem('overlay', { drivers, swarm: 'manager' })).toBeUndefined()
    expect(driverProblem('ipvlan', { drivers, swarm: 'off' })).toBe('missing')
    expect(driverProblem('ipvlan', { drivers: [], swarm: 'off' })).toBeUndefined()
    expect(driverProblem('ipvlan', undefined)).toBeUndefined()
  })

  it('goes to the engine with what the driver needs, and comes back from a paste', () => {
    const draft = {
      ...emptyNetwork(),
      name: ' lan ',
      driver: 'macvlan',
      parent: 'eth0',
      mode: 'vepa',
      attachable: true
    }
    expect(requestOf(draft)).toEqual({
      name: 'lan',
      driver: 'macvlan',
      subnets: [],
      ipv6: false,
      internal: false,
      attachable: false,
      options: [
        { name: 'parent', value: 'eth0' },
        { name: 'macvlan_mode', value: 'vepa' }
      ],
      labels: []
    })
    const { draft: filled, notes } = pastedNetwork(
      'docker network create -d macvlan -o parent=eth0 -o macvlan_mode=vepa lan',
      (key) => key
    )
    expect(requestOf(filled)).toEqual(requestOf(draft))
    expect(notes).toEqual([])
  })
})
