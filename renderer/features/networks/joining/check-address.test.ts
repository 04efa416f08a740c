import { describe, expect, it } from 'vitest'
import { addressProblem } from './check-address'

const network = {
  subnets: [
    { subnet: '10.0.0.0/24', gateway: '10.0.0.1', range: '' },
    { subnet: 'fd00::/64', gateway: 'fd00::1/64', range: '' }
  ]
}
const holders = [{ name: 'db', address: '10.0.0.5' }]

describe('a fixed address', () => {
  it.each([
    ['', 4, undefined],
    ['10.0.0.9', 4, undefined],
    ['fd00::9', 6, undefined],
    ['fd00::9', 4, { kind: 'malformed' }],
    ['10.0.0', 4, { kind: 'malformed' }],
    ['10.0.1.9', 4, { kind: 'outside', subnets: '10.0.0.0/24' }],
    ['10.0.0.0', 4, { kind: 'edge' }],
    ['10.0.0.255', 4, { kind: 'edge' }],
    ['10.0.0.1', 4, { kind: 'gateway' }],
    ['fd00::1', 6, { kind: 'gateway' }],
    ['10.0.0.5', 4, { kind: 'taken', name: 'db' }]
  ] as const)('%s (IPv%i)', (text, version, expected) =>
    expect(addressProblem(text, version, network, holders)).toEqual(expected)
  )

  it('needs a subnet of its kind', () => {
    expect(addressProblem('fd00::9', 6, { subnets: network.subnets.slice(0, 1) }, [])).toEqual({ kind: 'none' })
    expect(addressProblem('fd00::9', 6, undefined, [])).toBeUndefined()
  })
})
