import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { lineText } from '../../../../contract/command/quote'
import { run } from '../../../../contract/containers/run-command'
import { RunOptions } from '../../../../contract/containers/run'
import { addressOf, startOptions, startProblems, usualFields } from './start-options'

describe('a private registry', () => {
  const lineOf = (fields: Partial<typeof usualFields>): string =>
    lineText(run({ options: startOptions({ ...usualFields, ...fields }) }), { shell: 'posix', cli: [] })

  it('is one docker run', () => {
    const line = lineOf({})
    for (const part of [
      'docker run -d',
      '--name registry',
      '127.0.0.1:5000:5000',
      'registry-data:/var/lib/registry',
      'REGISTRY_STORAGE_DELETE_ENABLED=true',
      '--restart unless-stopped'
    ])
      expect(line).toContain(part)
    expect(line.endsWith(' registry:2')).toBe(true)
    expect(v.is(RunOptions, startOptions(usualFields))).toBe(true)
  })
  it('says no more than was chosen', () => {
    const line = lineOf({
      local: false,
      volume: '',
      deletes: false,
      restarts: false,
      port: '5001',
      image: 'registry:3'
    })
    expect(line).toContain('5001:5000')
    for (const part of ['127.0.0.1', 'registry-data', 'DELETE', '--restart']) expect(line).not.toContain(part)
  })
  it.each([
    [{}, {}],
    [{ name: '-x' }, { name: 'bad-name' }],
    [{ name: '' }, { name: 'bad-name' }],
    [{ port: '0' }, { port: 'bad-port' }],
    [{ port: '65536' }, { port: 'bad-port' }],
    [{ port: '5e3' }, { port: 'bad-port' }],
    [{ volume: '../x' }, { volume: 'bad-name' }],
    [{ image: ' ' }, { image: 'empty' }]
  ])('%j: %j', (fields, problems) => expect(startProblems({ ...usualFields, ...fields })).toEqual(problems))
  it.each([
    ['unix:///var/run/docker.sock', true, 'localhost:5000'],
    ['npipe:////./pipe/docker_engine', false, 'localhost:5000'],
    ['tcp://127.0.0.1:2375', true, 'localhost:5000'],
    ['ssh://ann@Build.example:22', false, 'build.example:5000'],
    ['ssh://ann@build.example', true, undefined],
    ['tcp://[fd00::1]:2376', false, '[fd00::1]:5000'],
    ['', true, 'localhost:5000']
  ])('of the engine at %s, for its machine alone %s, is reached at %s', (endpoint, local, address) =>
    expect(addressOf({ port: '5000', local }, endpoint)).toBe(address)
  )
})
