import { describe, expect, it } from 'vitest'
import { parseCommand } from '../command/parse-command'
import { lineText } from '../command/quote'
import { connect } from './joining/command'
import { create } from './making/command'

const parsed = (text: string): unknown => {
  const command = parseCommand(text)
  if (command.kind !== 'network') throw new Error(`Not a network: ${command.kind}`)
  const { kind: _kind, problems, ...rest } = command
  return problems.length === 0 ? rest : { ...rest, problems }
}

describe('a pasted docker network', () => {
  it.each([
    ['docker network ls', { action: 'ls', filters: [] }],
    ['docker network ls -f driver=bridge', { action: 'ls', filters: [{ key: 'driver', value: 'bridge' }] }],
    ['docker network inspect bridge', { action: 'inspect', names: ['bridge'] }],
    ['docker network rm a b', { action: 'rm', names: ['a', 'b'] }],
    ['docker network disconnect monreseau site', { action: 'disconnect', network: 'monreseau', container: 'site' }],
    [
      'docker network connect --alias db --ip 10.0.0.5 my_network my_container',
      { action: 'connect', network: 'my_network', container: 'my_container', aliases: ['db'], ip: '10.0.0.5', ip6: '' }
    ],
    [
      'docker network prune -f --filter until=24h --filter label!=keep',
      { action: 'prune', request: { until: '24h', labels: [], withoutLabels: ['keep'] } }
    ]
  ])('%s', (text, expected) => expect(parsed(text)).toEqual(expected))

  it('is made as it says, each gateway with its subnet', () => {
    expect(
      parsed(
        'docker network create -d macvlan --subnet=10.0.0.0/24 --subnet fd00::/64 --gateway fd00::1 --gateway 10.0.0.1 ' +
          '--ip-range 10.0.0.128/25 --ipv6 --internal -o parent=eth0 --label a=b lan'
      )
    ).toEqual({
      action: 'create',
      request: {
        name: 'lan',
        driver: 'macvlan',
        subnets: [
          { subnet: '10.0.0.0/24', gateway: '10.0.0.1', range: '10.0.0.128/25' },
          { subnet: 'fd00::/64', gateway: 'fd00::1', range: '' }
        ],
        ipv6: true,
        internal: true,
        attachable: false,
        options: [{ name: 'parent', value: 'eth0' }],
        labels: [{ name: 'a', value: 'b' }]
      }
    })
  })

  it('says what the form cannot hold', () => {
    expect(
      parsed('docker network create --subnet 10.0.0.0/24 --gateway 10.9.0.1 --ingress --scope swarm x y')
    ).toMatchObject({
      problems: [
        { kind: 'object-stray', flag: '--gateway', text: '10.9.0.1' },
        { kind: 'object-unsupported', flag: '--ingress' },
        { kind: 'object-unsupported-value', flag: '--scope', text: 'swarm' },
        { kind: 'extra-argument', text: 'y' }
      ]
    })
    expect(parseCommand('docker network frobnicate')).toMatchObject({ kind: 'other' })
  })

  it('is written as it was read', () => {
    const line = create({
      name: 'back',
      driver: 'bridge',
      subnets: [{ subnet: '10.0.0.0/24', gateway: '10.0.0.1', range: '10.0.0.128/25' }],
      ipv6: false,
      internal: true,
      attachable: false,
      options: [{ name: 'a', value: '1' }],
      labels: [{ name: 'empty', value: '' }]
    })
    expect(lineText(line, { shell: 'posix' })).toBe(
      'docker network create --subnet 10.0.0.0/24 --ip-range 10.0.0.128/25 --gateway 10.0.0.1 --internal --opt a=1 --label empty back'
    )
    const id = 'a'.repeat(64)
    const joined = connect({
      network: { id, name: 'back' },
      container: { id, name: '' },
      aliases: ['db'],
      ip: '10.0.0.5',
      ip6: ''
    })
    expect(lineText(joined, { shell: 'posix' })).toBe(
      'docker network connect --alias db --ip 10.0.0.5 back aaaaaaaaaaaa'
    )
  })
})
