import { describe, expect, it } from 'vitest'
import { createBody } from './create-body'

const plain = {
  name: 'lan',
  driver: '',
  subnets: [],
  ipv6: false,
  internal: false,
  attachable: false,
  options: [],
  labels: []
}

describe('a new network, as the engine takes it', () => {
  it('leaves to the engine what nobody set', () =>
    expect(createBody(plain)).toEqual({
      Name: 'lan',
      CheckDuplicate: true,
      Driver: 'bridge',
      Internal: false,
      Attachable: false,
      IPAM: { Driver: 'default', Options: {}, Config: [] },
      Options: {},
      Labels: {}
    }))

  it('says what was set', () =>
    expect(
      createBody({
        ...plain,
        driver: 'macvlan',
        ipv6: true,
        subnets: [
          { subnet: '10.0.0.0/24', gateway: '10.0.0.1', range: '10.0.0.128/25' },
          { subnet: 'fd00::/64', gateway: '', range: '' }
        ],
        options: [{ name: 'parent', value: 'eth0' }],
        labels: [{ name: 'a', value: '' }]
      })
    ).toMatchObject({
      Driver: 'macvlan',
      EnableIPv6: true,
      IPAM: {
        Config: [{ Subnet: '10.0.0.0/24', Gateway: '10.0.0.1', IPRange: '10.0.0.128/25' }, { Subnet: 'fd00::/64' }]
      },
      Options: { parent: 'eth0' },
      Labels: { a: '' }
    }))
})
