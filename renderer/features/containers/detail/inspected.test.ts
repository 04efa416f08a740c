import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInspected } from './inspected'

const id = 'e6839090f95d2d1669b21c960dc7150238dea0e00859ce55639c5ee0f12424a3'
const raw = {
  Id: id,
  Path: 'sh',
  Args: ['-c', 'echo "hello"'],
  RestartCount: 2,
  State: {
    ExitCode: 3,
    OOMKilled: false,
    Error: 'no such file',
    StartedAt: '2026-11-21T05:33:02.5Z',
    FinishedAt: '0001-01-01T00:00:00Z',
    Health: { Log: [{ Output: 'first' }, { Output: 'last\n' }] }
  },
  Config: {
    Env: ['PATH=/bin', 'DB_PASSWORD=a=b', 'UNSET'],
    Tty: true,
    OpenStdin: true,
    Labels: { b: '2', a: '1' }
  },
  HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 }, AutoRemove: true },
  Mounts: [
    { Type: 'volume', Name: 'data', Source: '/var/lib/docker/volumes/data/_data', Destination: '/data', RW: true },
    { Type: 'volume', Name: 'f'.repeat(64), Destination: '/anonymous', RW: true },
    { Type: 'bind', Source: '/etc/hostname', Destination: '/host', RW: false }
  ],
  NetworkSettings: {
    Ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }], '53/udp': null },
    Networks: { bridge: { IPAddress: '172.17.0.2', Aliases: ['web', id.slice(0, 12)], Gateway: '172.17.0.1' } }
  }
}

describe('the inspect of a container', () => {
  const read = readInspected(raw)

  it('tells moments, and that Go’s zero time is none', () => {
    expect(read.startedAt).toBe(Date.UTC(2026, 10, 21, 5, 33, 2, 500))
    expect(read.finishedAt).toBeUndefined()
  })

  it('writes the command as a shell would take it', () => expect(read.command).toBe(`sh -c 'echo "hello"'`))

  it('hides what is named as a secret, and keeps a value whole that has an equals sign', () => {
    expect(read.environment).toEqual([
      { name: 'PATH', value: '/bin', secret: false },
      { name: 'DB_PASSWORD', value: 'a=b', secret: true },
      { name: 'UNSET', value: '', secret: false }
    ])
  })

  it('names volumes by their names and binds by their paths', () => {
    expect(read.mounts.map(({ source, readOnly, anonymous }) => [source, readOnly, anonymous])).toEqual([
      ['data', false, false],
      ['f'.repeat(64), false, true],
      ['/etc/hostname', true, false]
    ])
  })

  it('reads ports as the list has them', () => {
    expect(read.ports).toEqual([
      { ip: '0.0.0.0', private: 80, public: 8080, protocol: 'tcp' },
      { private: 53, protocol: 'udp' }
    ])
  })

  it('leaves out the alias that docker makes of the id', () => expect(read.networks[0]?.aliases).toEqual(['web']))

  it('has the last health check, the labels in order, and the policy', () => {
    expect(read).toMatchObject({
      healthOutput: 'last',
      labels: [
        ['a', '1'],
        ['b', '2']
      ],
      restartPolicy: { name: 'on-failure', retries: 3 },
      autoRemove: true
    })
  })

  it('is read from anything at all', () => {
    const names = [
      'State',
      'Config',
      'HostConfig',
      'NetworkSettings',
      'Mounts',
      'Args',
      'Path',
      'Health',
      'Env',
      'Labels',
      'Ports',
      'Networks',
      'Id'
    ]
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue(),
        fc.dictionary(fc.constantFrom(...names), tie('tree')),
        fc.array(tie('tree'), { maxLength: 3 })
      )
    }))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), tree), (fields) => {
        expect(readInspected(fields).environment).toBeInstanceOf(Array)
      })
    )
  })
})
