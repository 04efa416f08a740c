/** Requests, options and texts of every kind, for property tests of what concerns commands. */
import fc from 'fast-check'
import type { EnvironmentVariable, Mount, PublishedPort, RunOptions } from '../containers/run'

const hostile = [
  "'",
  '"',
  '`',
  '$',
  '\\',
  '!',
  '%',
  '^',
  '&',
  '|',
  ';',
  '<',
  '>',
  '(',
  ')',
  '*',
  '?',
  '[',
  '~',
  '#',
  '=',
  ' ',
  '\t',
  '\n',
  '{',
  '}',
  ',',
  '@',
  ':',
  '-',
  '--',
  '\\"',
  '$HOME',
  '$(id)',
  '%PATH%',
  '’',
  '“',
  'é',
  '🚢',
  '日本'
]
/** Any text that can be an argument of a program. */
export const argument = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme-ascii', maxLength: 3 })), {
        maxLength: 10
      })
      .map((pieces) => pieces.join(''))
  )
  .map((text) => text.replaceAll('\0', '').replaceAll('\r', ''))

const port = fc.integer({ min: 1, max: 65535 })
const publishedPort: fc.Arbitrary<PublishedPort> = fc
  .record(
    {
      ip: fc.oneof(fc.ipV4(), fc.ipV6()),
      host: fc.integer({ min: 0, max: 65535 }),
      container: port,
      protocol: fc.constantFrom('tcp', 'udp', 'sctp')
    },
    { requiredKeys: ['container', 'protocol'] }
  )
  .map((value) => value as PublishedPort)

const variable: fc.Arbitrary<EnvironmentVariable> = fc.record({
  name: fc.oneof(
    fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/),
    argument.filter((text) => text !== '' && !text.includes('='))
  ),
  value: argument,
  secret: fc.boolean()
})
const mount: fc.Arbitrary<Mount> = fc.oneof(
  fc.record({
    kind: fc.constant('volume' as const),
    source: fc.oneof(fc.constant(''), fc.stringMatching(/^[a-z0-9][a-z0-9_.-]{1,12}$/)),
    target: target(),
    readOnly: fc.boolean()
  }),
  fc.record({
    kind: fc.constant('bind' as const),
    source: fc.oneof(
      argument.map((text) => `/${text}`),
      fc.stringMatching(/^[A-Z]:\\[a-z ]{0,8}$/)
    ),
    target: target(),
    readOnly: fc.boolean()
  })
)
function target(): fc.Arbitrary<string> {
  return argument.map((text) => `/${text}`)
}

export const runOptions: fc.Arbitrary<RunOptions> = fc.record({
  image: fc.constantFrom(
    'nginx',
    'busybox:1.36',
    'ghcr.io/owner/app:1.2',
    `httpd@sha256:${'a'.repeat(64)}`,
    'localhost:5000/x'
  ),
  name: fc.oneof(fc.constant(''), fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,12}$/)),
  command: fc.array(argument, { maxLength: 4 }),
  detach: fc.boolean(),
  ports: fc.array(publishedPort, { maxLength: 3 }),
  publishAll: fc.boolean(),
  environment: fc.array(variable, { maxLength: 4 }),
  mounts: fc.array(mount, { maxLength: 3 }),
  interactive: fc.boolean(),
  tty: fc.boolean(),
  autoRemove: fc.boolean()
})

const connection = fc.constant('c')
const id = fc.stringMatching(/^[0-9a-f]{64}$/)
const container = fc.record({ id, name: fc.oneof(fc.constant(''), fc.stringMatching(/^[a-z][a-z0-9_-]{1,9}$/)) })
const containers = fc.array(container, { minLength: 1, maxLength: 3 })
const seconds = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined })
const image = id.chain((digits) =>
  fc.record({
    id: fc.constant(`sha256:${digits}`),
    reference: fc.constantFrom(`sha256:${digits}`, 'nginx:latest', '-odd')
  })
)
const many = fc.record({ connection, containers })
const stopping = fc.record({ connection, containers, timeout: seconds })

/** Requests of every operation that has a command, by its name in the contract. */
export const requests: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'containers.watch': fc.record({ connection }),
  'containers.start': many,
  'containers.pause': many,
  'containers.unpause': many,
  'containers.stop': stopping,
  'containers.restart': stopping,
  'containers.kill': fc.record({
    connection,
    containers,
    signal: fc.option(fc.constantFrom('TERM', '9'), { nil: undefined })
  }),
  'containers.remove': fc.record({ connection, containers, force: fc.boolean(), volumes: fc.boolean() }),
  'containers.inspect': fc.record({ connection, container }),
  'containers.logs': fc.record({ connection, container, follow: fc.boolean(), tail: seconds }),
  'containers.attach': fc.record({ connection, container }),
  'containers.run': fc.record({ connection, options: runOptions }),
  'images.watch': fc.record({ connection }),
  'images.pull': fc.record({ connection, reference: fc.constantFrom('hello-world', '-x') }),
  'images.remove': fc.record({
    connection,
    images: fc.array(image, { minLength: 1, maxLength: 3 }),
    force: fc.boolean()
  }),
  'images.inspect': fc.record({ connection, image }),
  'hub.search': fc.record({ connection, query: argument.filter((text) => text.trim() !== ''), page: fc.constant(1) })
}
