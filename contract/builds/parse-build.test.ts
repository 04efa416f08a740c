import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCommand } from '../command/parse-command'
import { lineText } from '../command/quote'
import { build } from './command'
import { buildFieldNames, buildFields } from './fields'
import { emptyBuildOptions, type BuildOptions } from './options'
import { buildOptions } from './test-build-options'
import { buildFieldNumber, buildFieldProblem, buildNumberText } from './values'

const parsed = (source: string) => {
  const command = parseCommand(source)
  if (command.kind !== 'build') throw new Error(`${source}: ${JSON.stringify(command)}`)
  return command
}
const inFolder: BuildOptions = { ...emptyBuildOptions, context: { kind: 'folder', path: '.' } }

describe('a pasted docker build', () => {
  it.each([
    'docker build .',
    'docker image build .',
    'sudo docker build .',
    'docker buildx build .',
    'docker builder build .'
  ])('is known in the form %j', (source) =>
    expect(parsed(source)).toEqual({ kind: 'build', options: inFolder, problems: [] })
  )

  it.each<readonly [string, Partial<BuildOptions>]>([
    ['-t web --tag web:2', { tags: ['web', 'web:2'] }],
    ['-f docker/web.Dockerfile', { dockerfile: { kind: 'file', path: 'docker/web.Dockerfile' } }],
    ['-f -', { dockerfile: { kind: 'text', text: '' } }],
    [
      '--build-arg A=1 --build-arg=B',
      {
        buildArguments: [
          { name: 'A', value: '1', secret: false },
          { name: 'B', secret: false }
        ]
      }
    ],
    ['--no-cache --pull=false -q', { noCache: true, quiet: true }],
    ['-m 512m --memory-swap=-1', { memory: 512 * 1024 ** 2, memorySwap: -1 }],
    ['--target=test --platform linux/arm64', { target: 'test', platform: 'linux/arm64' }],
    [
      '--ssh default --cache-to type=inline -o type=local,dest=x --load',
      { ssh: ['default'], cacheTo: ['type=inline'], outputs: ['type=local,dest=x'] }
    ],
    ['--label a=b --secret id=t,src=t.txt', { labels: ['a=b'], secrets: ['id=t,src=t.txt'] }]
  ])('reads %s', (flags, changes) => {
    expect(parsed(`docker build ${flags} .`)).toEqual({
      kind: 'build',
      options: { ...inFolder, ...changes },
      problems: []
    })
    // Flags may stand after the folder too.
    expect(parsed(`docker build . ${flags}`).options).toEqual({ ...inFolder, ...changes })
  })

  it('reads where its files come from', () => {
    const context = (source: string) => parsed(`docker build ${source}`).options.context
    expect(context('https://github.com/a/b.git#main')).toMatchObject({ kind: 'address' })
    expect(context('"my folder"')).toEqual({ kind: 'folder', path: 'my folder' })
    expect(parsed('docker build -').options).toMatchObject({ context: { kind: 'none' }, dockerfile: { kind: 'text' } })
  })

  it.each([
    ['--platforms=x', 'unknown-flag', '--platforms'],
    ['--cache-to dest=x', 'needs-type', '--cache-to'],
    ['-o -', 'output', '-o'],
    ['--push', 'build-unsupported', '--push'],
    ['--rm=false', 'build-unsupported-value', '--rm'],
    ['--iidfile id', 'build-file', '--iidfile'],
    ['--progress=plain', 'client-only', '--progress'],
    ['-t Web', 'image-uppercase', '-t'],
    ['--secret token', 'secret-fields', '--secret'],
    ['-m lots', 'value-size', '-m'],
    ['--build-arg TOKEN=$TOKEN', 'needs-value', '--build-arg'],
    ['-f $PWD/Dockerfile', 'needs-variable', '-f']
  ])('names what it cannot hold: %s', (flags, kind, flag) => {
    expect(parsed(`docker build ${flags} .`).problems).toEqual([expect.objectContaining({ kind, flag })])
  })
  it('names a folder that is not there, and a second one', () => {
    expect(parsed('docker build -t x').problems).toMatchObject([{ kind: 'missing-context' }])
    expect(parsed('docker build a b').problems).toMatchObject([{ kind: 'extra-argument', text: 'b' }])
    expect(parsed('docker build $(pwd)').problems).toMatchObject([{ kind: 'needs-substitution' }])
  })
})

describe('a build as a command', () => {
  it.each(['posix', 'powershell', 'cmd'] as const)('is read back as it was, in %s', (shell) => {
    fc.assert(
      fc.property(buildOptions, (options) => {
        // A secret comes back as one whose value is asked for.
        const whole = { ...options, buildArguments: options.buildArguments.map((one) => ({ ...one, secret: false })) }
        // No shell of Windows can hand on a line's end.
        const line = build({ options: whole })
        if (shell !== 'posix' && line.parts.some(({ text }) => /[\r\n]/.test(text))) return
        const command = parseCommand(lineText(line, { shell }), shell)
        if (command.kind !== 'build') throw new Error(JSON.stringify(command))
        expect(command.options).toEqual(whole)
        expect(command.problems).toEqual([])
      }),
      { numRuns: 300 }
    )
  })

  it('holds no secret', () => {
    const options: BuildOptions = { ...inFolder, buildArguments: [{ name: 'TOKEN', value: 'hush', secret: true }] }
    const line = lineText(build({ options }), { shell: 'posix' })
    expect(line).toBe('docker build --build-arg "TOKEN=$TOKEN" .')
    expect(parsed(line)).toMatchObject({
      options: { buildArguments: [{ name: 'TOKEN', value: '', secret: true }] },
      problems: [{ kind: 'needs-value', text: 'TOKEN' }]
    })
  })

  it('has fields that take what they write', () => {
    fc.assert(
      fc.property(buildOptions, (options) => {
        for (const name of buildFieldNames) {
          const value: unknown = options[name]
          if (typeof value === 'number') {
            expect(buildFieldNumber(name, buildNumberText(name, value))).toBe(value)
            expect(buildFieldProblem(name, buildNumberText(name, value))).toBeUndefined()
          } else if (buildFields[name].kind !== 'switch' && value !== undefined)
            for (const text of [value].flat()) expect(buildFieldProblem(name, String(text)), name).toBeUndefined()
        }
      })
    )
  })
})
