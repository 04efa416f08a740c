import { describe, expect, it } from 'vitest'
import { parseCommand } from '../command/parse-command'
import { lineText } from '../command/quote'
import { create } from './making/command'
import { prune } from './prune/command'

const parsed = (text: string): unknown => {
  const command = parseCommand(text)
  if (command.kind !== 'volume') throw new Error(`Not a volume: ${command.kind}`)
  const { kind: _kind, problems, ...rest } = command
  return problems.length === 0 ? rest : { ...rest, problems }
}
const made = (request: object): unknown => ({
  action: 'create',
  request: { name: '', driver: '', options: [], labels: [], ...request }
})

describe('a pasted docker volume', () => {
  it.each([
    ['docker volume ls', { action: 'ls', filters: [] }],
    ['docker volume ls -qf dangling=true', { action: 'ls', filters: [{ key: 'dangling', value: 'true' }] }],
    ['docker volume create temp', made({ name: 'temp' })],
    ['docker volume create --name vol1', made({ name: 'vol1' })],
    ['docker volume create', made({})],
    ['docker volume inspect "nomduvolume"', { action: 'inspect', names: ['nomduvolume'] }],
    ['docker volume rm vol1 vol2', { action: 'rm', names: ['vol1', 'vol2'] }],
    [
      'docker volume prune -a --filter label=x',
      { action: 'prune', request: { all: true, labels: ['x'], withoutLabels: [] } }
    ],
    ['docker volume prune', { action: 'prune', request: { all: false, labels: [], withoutLabels: [] } }],
    [
      'docker volume create --driver local -o type=nfs --opt o=addr=10.0.0.1,rw --opt device=:/srv --label a share',
      made({
        name: 'share',
        driver: 'local',
        options: [
          { name: 'type', value: 'nfs' },
          { name: 'o', value: 'addr=10.0.0.1,rw' },
          { name: 'device', value: ':/srv' }
        ],
        labels: [{ name: 'a', value: '' }]
      })
    ]
  ])('%s', (text, expected) => expect(parsed(text)).toEqual(expected))

  it('says what the form cannot hold', () => {
    expect(parsed('docker volume create --group=x one two')).toMatchObject({
      problems: [
        { kind: 'object-unsupported-value', flag: '--group', text: 'x' },
        { kind: 'extra-argument', text: 'two' }
      ]
    })
    expect(parseCommand('docker volume push x')).toMatchObject({ kind: 'other' })
  })

  it('is written as docker takes it', () => {
    expect(lineText(create({ name: '', driver: 'local', options: [], labels: [] }), { shell: 'posix' })).toBe(
      'docker volume create'
    )
    expect(lineText(prune({ all: true, labels: ['a'], withoutLabels: ['b'] }), { shell: 'posix' })).toBe(
      "docker volume prune --force --all --filter label=a --filter 'label!=b'"
    )
  })
})
