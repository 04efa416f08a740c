/** Options of builds as people and hostile texts make them, for property tests. */
import fc from 'fast-check'
import { argument } from '../command/test-argument'
import { buildFieldNames, buildFields, type BuildFieldName } from './fields'
import type { BuildOptions } from './options'

const empty = fc.constant('')
const path = argument.map((text) => `/nowhere/${text}`)
const pair = fc.tuple(fc.stringMatching(/^[A-Za-z][\w.-]{0,8}$/), argument).map(([name, value]) => `${name}=${value}`)
const text = argument.filter((word) => word.trim() !== '')

/** What is right by itself. */
const good: Readonly<Partial<Record<BuildFieldName, fc.Arbitrary<string>>>> = {
  platform: fc.constantFrom('linux/arm64', 'linux/arm/v7', 'linux'),
  network: fc.constantFrom('host', 'none', 'default'),
  extraHosts: fc.constantFrom('db:10.0.0.1', 'six:::1', 'docker:host-gateway'),
  secrets: fc.constantFrom('id=token,src=/nowhere/token', 'id=a,env=A', 'type=file,id=b,source=/x'),
  ssh: fc.constantFrom('default', 'github=/nowhere/key'),
  outputs: fc.constantFrom('type=local,dest=/nowhere/out', '/nowhere/out', 'type=docker'),
  cacheTo: fc.constantFrom('type=inline', 'type=local,dest=/nowhere/cache', 'registry.example.com/app:cache'),
  cpuSet: fc.constantFrom('0-3', '0,2'),
  memorySet: fc.constantFrom('0', '0-1'),
  ulimits: fc.constantFrom('nofile=1024:2048', 'core=-1'),
  isolation: fc.constantFrom('default', 'hyperv')
}
const size = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 31 }),
  fc.tuple(fc.integer({ min: 1, max: 1023 }), fc.constantFrom(1, 2, 3)).map(([many, power]) => many * 1024 ** power)
)

function fieldOf(name: BuildFieldName): fc.Arbitrary<unknown> {
  switch (buildFields[name].kind) {
    case 'switch':
      return fc.boolean()
    case 'text':
      return fc.oneof({ weight: 2, arbitrary: empty }, good[name] ?? text)
    case 'texts':
      return fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(good[name] ?? text, { maxLength: 2 }))
    case 'pairs':
      return fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(pair, { maxLength: 2 }))
    case 'bytes':
      return fc.option(size, { nil: undefined })
    case 'bytes-or-unlimited':
      return fc.option(fc.oneof(size, fc.constant(-1)), { nil: undefined })
    default:
      return fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined })
  }
}

const buildArgument = fc.record({
  name: fc.stringMatching(/^[A-Za-z_]\w{0,6}$/),
  value: fc.option(argument, { nil: undefined }),
  secret: fc.boolean()
})

const context = fc.oneof(
  path.map((folder) => ({ kind: 'folder', path: folder }) as const),
  fc
    .constantFrom('https://example.invalid/a.git#main:docker', 'git@example.invalid:a.git', 'http://x.invalid/a.tar')
    .map((address) => ({ kind: 'address', address }) as const),
  fc.constant({ kind: 'none' } as const)
)
const dockerfile = fc.oneof(
  fc.constant({ kind: 'default' } as const),
  path.map((file) => ({ kind: 'file', path: file }) as const),
  fc.constant({ kind: 'text', text: '' } as const)
)

export const buildOptions: fc.Arbitrary<BuildOptions> = fc
  .record({
    ...Object.fromEntries(buildFieldNames.map((name) => [name, fieldOf(name)])),
    context,
    dockerfile,
    tags: fc.array(fc.constantFrom('web', 'ghcr.io/owner/app:1.2', 'localhost:5000/x:dev'), { maxLength: 2 }),
    buildArguments: fc.array(buildArgument, { maxLength: 3 }),
    builder: fc.constant('auto')
  })
  .map((value) => value as unknown as BuildOptions)
  // Without a folder or an address the Dockerfile is what comes over the standard input.
  .map((options) =>
    options.context.kind === 'none' && options.dockerfile.kind !== 'text'
      ? { ...options, dockerfile: { kind: 'text', text: '' } }
      : options
  )
