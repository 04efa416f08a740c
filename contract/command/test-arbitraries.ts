/** Requests, options and texts of every kind, for property tests of what concerns commands. */
import fc from 'fast-check'
import { buildOptions } from '../builds/test-build-options'
import { operations } from '../index'
import { argument } from './test-argument'
import { runOptions } from './test-run-options'
import { valueOf } from './test-schema'

export { argument, runOptions }

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

/** Such as people make them; of the other operations whatever their schemas take. */
const chosen: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  // Of folders that are not there: docker would walk through others.
  'builds.start': fc.record({ connection, id: fc.uuid(), options: buildOptions }),
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
  'containers.viewLogs': fc.record({
    connection,
    containers: fc.array(container, { minLength: 1, maxLength: 2 }),
    follow: fc.boolean(),
    tail: seconds,
    since: fc.constantFrom(undefined, '10m', '2026-11-21T04:30'),
    until: fc.constantFrom(undefined, '1700000000.5')
  }),
  'containers.saveLogs': fc.record({
    connection,
    containers: fc.array(container, { minLength: 1, maxLength: 2 }),
    path: fc.constant('/tmp/web.log'),
    timestamps: fc.boolean()
  }),
  'containers.attach': fc.record({ connection, container }),
  'containers.exec': fc.record({
    connection,
    container,
    options: fc.record({
      user: fc.constantFrom('', 'root', '-1:0'),
      folder: fc.constantFrom('', '/srv/my app'),
      environment: fc.array(
        fc.record({ name: fc.constantFrom('A', 'my-key', '1'), value: argument, secret: fc.boolean() }),
        { maxLength: 3 }
      ),
      privileged: fc.boolean(),
      tty: fc.boolean(),
      command: fc.array(argument, { minLength: 1, maxLength: 4 })
    })
  }),
  'containers.run': fc.record({ connection, options: runOptions }),
  'containers.create': fc.record({ connection, options: runOptions }),
  'images.watch': fc.record({ connection }),
  'images.pull': fc.record({
    connection,
    reference: fc.constantFrom('hello-world', '-x'),
    platform: fc.constantFrom(undefined, 'linux/arm64'),
    allTags: fc.boolean()
  }),
  'images.remove': fc.record({
    connection,
    images: fc.array(image, { minLength: 1, maxLength: 3 }),
    force: fc.boolean()
  }),
  'images.inspect': fc.record({ connection, image }),
  // The name of an image begins with no dash.
  'images.tag': fc.record({ connection, image, target: fc.constantFrom('web', 'ghcr.io/me/web:2') }),
  'hub.search': fc.record({ connection, query: argument.filter((text) => text.trim() !== ''), page: fc.constant(1) })
}

/** Requests of every operation that has a command, by its name in the contract. */
export const requests: Readonly<Record<string, fc.Arbitrary<unknown>>> = Object.fromEntries(
  operations()
    .filter(([, { command }]) => command !== undefined)
    .map(([name, { request }]) => [name, chosen[name] ?? valueOf(request)])
)
