import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import english from '../../locales/en/command.json'
import french from '../../locales/fr/command.json'
import { inspectFormat } from '../containers/inspect/command'
import { list } from '../containers/list/command'
import { inspectFormat as inspectImageFormat } from '../images/command'
import { filtered } from '../images/list/command'
import { inspectFormat as inspectNetworkFormat } from '../networks/command'
import { filtered as filteredNetworks } from '../networks/list/command'
import { inspectFormat as inspectVolumeFormat } from '../volumes/command'
import { filtered as filteredVolumes } from '../volumes/list/command'
import { emptyRunOptions } from '../containers/run'
import { operations } from '../index'
import { withConnection } from './build'
import type { CommandLine } from './line'
import { parseCommand } from './parse-command'
import { lineText } from './quote'
import { requests } from './test-arbitraries'

const withCommand = operations().filter(([, operation]) => operation.command !== undefined)
const lineOf = (name: string, request: unknown): CommandLine => {
  const [, operation] = withCommand.find(([other]) => other === name) ?? []
  const line = operation?.command?.(request)
  if (line === undefined) throw new Error(`${name} wrote no command`)
  return line
}
/** The one command, and those that do it one after the other; none for a request that has none. */
const linesOf = (name: string, request: unknown): readonly CommandLine[] => {
  const [, operation] = withCommand.find(([other]) => other === name) ?? []
  return [operation?.command?.(request) ?? [], operation?.steps?.(request) ?? []].flat()
}
const written = (name: string, request: unknown) => lineText(lineOf(name, request), { shell: 'posix' })

/** The sentence behind a key, or undefined. */
function sentence(texts: unknown, key: string): unknown {
  const [namespace, ...path] = key.split('.')
  if (namespace !== 'command') return undefined
  return path.reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], texts)
}

/** Commands that are shown beside what no operation does. */
const others: readonly fc.Arbitrary<readonly CommandLine[]>[] = [
  fc.constant([inspectFormat({ container: { id: 'a'.repeat(64), name: 'web' } }, '{{.Id}}')]),
  fc.constant([inspectImageFormat({ id: `sha256:${'a'.repeat(64)}`, reference: 'web' }, '{{.Id}}')]),
  fc.constant([filtered([{ key: 'dangling', value: 'true' }])]),
  fc.constant([inspectVolumeFormat('data', '{{.Name}}'), filteredVolumes([{ key: 'dangling', value: 'true' }])]),
  fc.constant([
    inspectNetworkFormat({ id: 'a'.repeat(64), name: 'web' }, '{{.Id}}'),
    filteredNetworks([{ key: 'driver', value: 'bridge' }])
  ]),
  fc
    .record({
      all: fc.boolean(),
      filters: fc.subarray([
        { key: 'name', value: 'web' },
        { key: 'last', value: '3' }
      ] as const),
      sizes: fc.boolean(),
      quiet: fc.boolean(),
      format: fc.constantFrom(undefined, '{{.ID}}')
    })
    .map(({ format, ...listing }) => [list({ ...listing, ...(format === undefined ? {} : { format }) })])
]

/** Values tried of each operation's requests: of those with a hundred options as many as say each. */
const usualRuns = 100
const runs: Readonly<Partial<Record<string, number>>> = { 'containers.run': 1_000 }

describe('commands', () => {
  it('are tested for every operation that has one', () => {
    expect(withCommand.map(([name]) => name).sort()).toEqual(Object.keys(requests).sort())
  })

  // A hundred requests of every operation, which takes a busy machine its time.
  it('explain each part, in both languages', { timeout: 60_000 }, () => {
    const seen = new Set<string>()
    const all = Object.entries(requests).map(([name, request]) => ({
      lines: request.map((value) => linesOf(name, value)),
      numRuns: runs[name] ?? usualRuns
    }))
    for (const { lines, numRuns } of [...all, ...others.map((lines) => ({ lines, numRuns: usualRuns }))])
      fc.assert(
        fc.property(lines, (several) => {
          for (const { parts } of several.map((line) => withConnection(line, ['--context', 'x', '-H', 'y', '--tls'])))
            for (const { explain, text } of parts) {
              // Thousands of parts: one expectation for each would take longer than all else.
              if (explain === undefined) throw new Error(`Nothing explains ${text}`)
              // Those of other programs stand with their feature, and are tested there.
              if (!explain.startsWith('machines.')) seen.add(explain)
            }
        }),
        { numRuns }
      )
    for (const key of seen) {
      expect(sentence(english, key), key).toBeTypeOf('string')
      expect(sentence(french, key), key).toBeTypeOf('string')
    }
    // And nothing is explained that no command says.
    const explained = Object.entries(english.explain).flatMap(([subcommand, texts]) =>
      typeof texts === 'string'
        ? [`command.explain.${subcommand}`]
        : Object.entries(texts).flatMap(([group, inner]) =>
            typeof inner === 'string'
              ? [`command.explain.${subcommand}.${group}`]
              : Object.keys(inner).map((key) => `command.explain.${subcommand}.${group}.${key}`)
          )
    )
    expect(explained.filter((key) => !seen.has(key))).toEqual([])
  })

  it('refer to the objects that they name', () => {
    const id = 'a'.repeat(64)
    const { parts } = lineOf('containers.stop', { connection: 'c', containers: [{ id, name: 'web' }] })
    expect(parts.at(-1)).toMatchObject({ kind: 'argument', text: 'web', refers: { kind: 'container', id } })
  })

  it('are what a person would type', () => {
    const id = 'a'.repeat(64)
    const web = { id, name: 'web' }
    const on = { connection: 'c', containers: [web, { id, name: '' }] }
    expect(written('containers.watch', {})).toBe('docker ps --all')
    expect(written('containers.start', on)).toBe('docker start web aaaaaaaaaaaa')
    expect(written('containers.stop', { ...on, timeout: 0 })).toBe('docker stop -t 0 web aaaaaaaaaaaa')
    expect(written('containers.restart', { ...on, timeout: undefined })).toBe('docker restart web aaaaaaaaaaaa')
    expect(written('containers.kill', { ...on, signal: 'TERM' })).toBe('docker kill --signal TERM web aaaaaaaaaaaa')
    expect(written('containers.remove', { ...on, force: true, volumes: true })).toBe('docker rm -f -v web aaaaaaaaaaaa')
    expect(written('containers.viewLogs', { containers: [web], follow: true, tail: 100 })).toBe(
      'docker logs --follow --tail 100 web'
    )
    expect(written('containers.inspect', { container: web })).toBe('docker inspect web')
    expect(written('containers.attach', { container: web })).toBe('docker attach web')
    expect(written('images.watch', {})).toBe('docker images')
    expect(written('images.pull', { reference: 'busybox:1.36' })).toBe('docker pull busybox:1.36')
    const image = { id: `sha256:${id}`, reference: 'nginx:latest' }
    expect(written('images.remove', { images: [image, { ...image, reference: `sha256:${id}` }], force: true })).toBe(
      'docker rmi -f nginx:latest aaaaaaaaaaaa'
    )
    expect(written('images.inspect', { image })).toBe('docker image inspect nginx:latest')
    expect(written('hub.search', { query: 'web server' })).toBe("docker search 'web server'")
    expect(written('hub.search', { query: '--help' })).toBe('docker search -- --help')
  })

  it('name their connection after docker', () => {
    const line = lineOf('images.pull', { reference: 'nginx' })
    expect(lineText(line, { shell: 'posix', cli: ['--context', 'far away'] })).toBe(
      "docker --context 'far away' pull nginx"
    )
    expect(withConnection(line, ['-H', 'unix:///x']).parts.map(({ kind }) => kind)).toEqual([
      'program',
      'flag',
      'value',
      'subcommand',
      'argument'
    ])
  })
})

describe('docker run', () => {
  const options = { ...emptyRunOptions, image: 'nginx', detach: false }
  const run = (changes: object) => written('containers.run', { options: { ...options, ...changes } })

  it('writes only what differs from docker’s own defaults', () => {
    expect(run({})).toBe('docker run nginx')
    expect(run({ detach: true, name: 'web', publishAll: true })).toBe('docker run -d --name web -P nginx')
    expect(run({ interactive: true, tty: true, autoRemove: true, command: ['sh', '-c', 'echo "$X"'] })).toBe(
      `docker run -it --rm nginx sh -c 'echo "$X"'`
    )
    expect(run({ interactive: true })).toBe('docker run -i nginx')
    expect(run({ tty: true })).toBe('docker run -t nginx')
  })

  it('writes ports, variables and mounts', () => {
    const ports = [
      { host: 8080, container: 80, protocol: 'tcp' },
      { ip: '127.0.0.1', container: 53, protocol: 'udp' },
      { ip: '::1', host: 1, container: 2, protocol: 'tcp' },
      { container: 443, protocol: 'tcp' }
    ]
    expect(run({ ports })).toBe("docker run -p 8080:80 -p 127.0.0.1::53/udp -p '[::1]:1:2' -p 443 nginx")
    const mounts = [
      { kind: 'volume', source: 'data', target: '/data', readOnly: true },
      { kind: 'bind', source: 'C:\\work', target: '/work', readOnly: false },
      { kind: 'volume', source: '', target: '/cache', readOnly: false },
      { kind: 'bind', source: '/a:b', target: '/c', readOnly: true }
    ].map((mount) => ({ ...mount, flag: 'volume', options: [] }))
    expect(run({ mounts })).toBe(
      "docker run -v data:/data:ro -v 'C:\\work:/work' -v /cache --mount type=bind,source=/a:b,target=/c,readonly nginx"
    )
  })

  it.each([
    'docker run -d -it --name web --hostname web.example -w /srv -u 1000:1000 --restart unless-stopped --label a=b nginx',
    'docker run -p 8080:80 -p 3000-3010:3000 -P --expose 9000 -e A=b -v data:/data -v /y --tmpfs /run:size=64m --read-only nginx',
    'docker run --network web --network-alias www --ip 10.0.0.2 --dns 1.1.1.1 --add-host db:host-gateway nginx',
    'docker run --network name=web,alias=www,mac-address=92:d0:c6:0a:29:33 --network back nginx',
    'docker run -m 512m --memory-swap -1 --cpus 1.5 --pids-limit 100 --shm-size 1g --ulimit nofile=1024:2048 nginx',
    `docker run --cap-add NET_ADMIN --cap-drop ALL --device /dev/snd --gpus '"device=0,1"' --init=false nginx`,
    "docker run --health-cmd 'test -f /x' --health-interval 1m30s --health-retries 3 --log-driver local --log-opt max-size=10m nginx",
    "docker run --entrypoint sh --no-healthcheck nginx -c 'echo hi'"
  ])('keeps the order in which people write: %s', (line) => {
    const parsed = parseCommand(line)
    if (parsed.kind !== 'run') throw new Error(parsed.kind)
    expect(parsed.problems.map(({ kind }) => kind).filter((kind) => kind !== 'networks-mixed')).toEqual([])
    expect(written('containers.run', { options: parsed.options })).toBe(line)
  })

  it('never writes the value of a secret', () => {
    const environment = [
      { name: 'MODE', value: 'a b', secret: false },
      { name: 'PASSWORD', value: 'hunter2', secret: true },
      { name: 'my-key', value: 'hunter2', secret: true },
      { name: 'my.key', value: 'hunter3', secret: true },
      { name: 'PATH', value: 'hunter2', secret: true }
    ]
    expect(run({ environment })).toBe(
      `docker run -e 'MODE=a b' -e "PASSWORD=$PASSWORD" -e "my-key=$my_key" -e "my.key=$my_key_2" -e "PATH=$CONTAINER_PATH" nginx`
    )
    expect(JSON.stringify(lineOf('containers.run', { options: { ...options, environment } }))).not.toContain('hunter')
  })
})

describe('the sentences', () => {
  it('hold no character that the message syntax would take for its own', () => {
    const texts = JSON.stringify([english, french])
    expect(texts.match(/[@|]/g)).toBeNull()
    expect([...new Set([...texts.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort()).toEqual(['flag', 'text'])
  })
})
