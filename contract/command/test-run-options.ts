/** Options of `docker run` over the whole schema, for property tests: each such as docker's flags can say it. */
import fc from 'fast-check'
import type { EnvironmentVariable, Healthcheck, Mount, PublishedPort, RunNetwork, RunOptions } from '../containers/run'
import { runFieldNames, runFields, type RunFieldName } from '../containers/run-fields'
import { argument } from './test-argument'

const port = fc.integer({ min: 1, max: 65535 })
const protocol = fc.constantFrom('tcp' as const, 'udp' as const, 'sctp' as const)
const ip = fc.oneof(fc.ipV4(), fc.ipV6())
const publishedPort: fc.Arbitrary<PublishedPort> = fc.oneof(
  fc
    .record(
      { ip, host: fc.integer({ min: 0, max: 65535 }), container: port, protocol },
      { requiredKeys: ['container', 'protocol'] }
    )
    .map((value) => value as PublishedPort),
  fc.tuple(fc.uniqueArray(port, { minLength: 2, maxLength: 2 }), port, protocol).map(([ends, container, name]) => ({
    host: Math.min(...ends),
    hostLast: Math.max(...ends),
    container,
    protocol: name
  }))
)

const environmentVariable: fc.Arbitrary<EnvironmentVariable> = fc.record({
  name: fc.oneof(
    fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/),
    argument.filter((text) => text !== '' && !text.includes('='))
  ),
  value: argument,
  secret: fc.boolean()
})

const target = argument.map((text) => `/${text}`)
/** What `-v` can say of a path: no colon. */
const plainTarget = target.filter((text) => !text.includes(':'))
const volumeSource = fc.oneof(fc.constant(''), fc.stringMatching(/^[a-z0-9][a-z0-9_.-]{1,12}$/))
const bindSource = fc.oneof(
  argument.map((text) => `/${text}`),
  fc.stringMatching(/^[A-Z]:\\[a-z ]{0,8}$/)
)
const some = <Value>(...values: readonly Value[]): fc.Arbitrary<Value[]> =>
  fc.subarray([...values], { maxLength: Math.min(2, values.length) })
/** By type, options in `--mount`'s own words. */
const mountOptions = {
  volume: some('volume-nocopy', 'volume-driver=local', 'volume-label=a=b,c', 'volume-opt=o="x",y'),
  bind: some('bind-propagation=rshared', 'bind-nonrecursive=true', 'consistency=cached'),
  tmpfs: some('tmpfs-size=64m', 'tmpfs-mode=1777')
}
const record = (
  kind: Mount['kind'],
  flag: Mount['flag'],
  source: fc.Arbitrary<string>,
  path: fc.Arbitrary<string>,
  options: fc.Arbitrary<string[]>
): fc.Arbitrary<Mount> =>
  fc.record({
    kind: fc.constant(kind),
    flag: fc.constant(flag),
    source,
    target: path,
    readOnly: fc.boolean(),
    options
  })
export const mount: fc.Arbitrary<Mount> = fc.oneof(
  record('volume', 'volume', volumeSource, plainTarget, some('z', 'nocopy')).filter(
    ({ source, readOnly, options }) => source !== '' || (!readOnly && options.length === 0)
  ),
  record(
    'bind',
    'volume',
    bindSource.filter((source) => !source.slice(2).includes(':') && !source.startsWith('/:')),
    plainTarget,
    some('Z', 'rshared', 'cached')
  ),
  record('volume', 'mount', volumeSource, target, mountOptions.volume),
  record('bind', 'mount', bindSource, target, mountOptions.bind),
  record('tmpfs', 'mount', fc.constant(''), target, mountOptions.tmpfs),
  record('tmpfs', 'tmpfs', fc.constant(''), plainTarget, some('size=64m', 'mode=1777', 'noexec'))
)

const networkName = fc.stringMatching(/^[a-z][a-z0-9_.-]{1,8}$/)
const empty = fc.constant('')
const longNetwork: fc.Arbitrary<RunNetwork> = fc.record({
  name: networkName,
  aliases: fc.array(
    argument.map((text) => text.trim()).filter((text) => text !== ''),
    { maxLength: 2 }
  ),
  ip: fc.oneof(empty, fc.ipV4()),
  ip6: fc.oneof(empty, fc.ipV6()),
  linkLocalIps: fc.array(ip, { maxLength: 2 }),
  macAddress: fc.oneof(empty, fc.constant('92:d0:c6:0a:29:33')),
  driverOptions: some('com.example.a=b', 'com.example.list=x,"y"')
})
const plainNetwork = (name: fc.Arbitrary<string>): fc.Arbitrary<RunNetwork> =>
  name.map((text) => ({
    name: text,
    aliases: [],
    ip: '',
    ip6: '',
    linkLocalIps: [],
    macAddress: '',
    driverOptions: []
  }))
const networks: fc.Arbitrary<RunNetwork[]> = fc.oneof(
  fc.constant<RunNetwork[]>([]),
  plainNetwork(fc.constantFrom('bridge', 'host', 'none', 'container:db')).map((one) => [one]),
  plainNetwork(networkName).map((one) => [one]),
  longNetwork.map((one) => [one]),
  longNetwork.map((one) => [{ ...one, macAddress: '', driverOptions: [] }]),
  fc.uniqueArray(fc.oneof(longNetwork, plainNetwork(networkName)), { maxLength: 3, selector: ({ name }) => name })
)

/** Whole microseconds. */
const time = fc.option(fc.oneof(fc.integer({ min: 0, max: 1e9 }), fc.constantFrom(1.5, 1.001, 90_000, 3_600_000)), {
  nil: undefined
})
const count = fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined })
const healthcheck: fc.Arbitrary<Healthcheck> = fc.oneof(
  fc.constant<Healthcheck>({ kind: 'image' }),
  fc.constant<Healthcheck>({ kind: 'none' }),
  fc
    .record({
      command: fc.oneof(empty, argument),
      interval: time,
      timeout: time,
      startPeriod: time,
      startInterval: time,
      retries: count
    })
    .filter(({ command, ...times }) => command !== '' || Object.values(times).some((value) => value !== undefined))
    .map((own) => ({
      kind: 'own' as const,
      command: own.command,
      ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
    }))
)

const restart: fc.Arbitrary<RunOptions['restart']> = fc.oneof(
  fc.constantFrom<RunOptions['restart'][]>(
    { name: 'no' },
    { name: 'always' },
    { name: 'unless-stopped' },
    { name: 'on-failure' }
  ),
  fc.integer({ min: 0, max: 9 }).map((maximumRetries) => ({ name: 'on-failure' as const, maximumRetries }))
)

const pair = fc.tuple(fc.stringMatching(/^[a-z][a-z.]{0,6}$/), argument).map(([name, value]) => `${name}=${value}`)
const path = fc.stringMatching(/^\/dev\/[a-z]{1,4}$/)
/** For flags that docker judges by themselves. */
const good: Readonly<Partial<Record<RunFieldName, fc.Arbitrary<string>>>> = {
  attach: fc.constantFrom('stdin', 'stdout', 'stderr'),
  hostname: fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
  groups: fc.constantFrom('audio', '1000'),
  pull: fc.constantFrom('always', 'missing', 'never'),
  platform: fc.constantFrom('linux/arm64', 'linux/arm/v7', 'linux'),
  expose: fc.constantFrom('80', '53/udp', '8000-8010'),
  volumesFrom: fc.constantFrom('db', 'db:ro'),
  macAddress: fc.constantFrom('92:d0:c6:0a:29:33'),
  links: fc.constantFrom('db', 'db:database'),
  dns: ip,
  dnsSearch: fc.constantFrom('example.org', '.'),
  extraHosts: fc.constantFrom('db:10.0.0.1', 'six:::1', 'docker:host-gateway'),
  cpuSet: fc.constantFrom('0-3', '0,2'),
  memorySet: fc.constantFrom('0', '0-1'),
  ulimits: fc.constantFrom('nofile=1024:2048', 'core=-1', 'nproc=10'),
  blockWeightDevices: path.map((device) => `${device}:200`),
  deviceReadBytes: path.map((device) => `${device}:1mb`),
  deviceWriteBytes: path.map((device) => `${device}:4096`),
  deviceReadOperations: path.map((device) => `${device}:100`),
  deviceWriteOperations: path.map((device) => `${device}:100`),
  capAdd: fc.constantFrom('NET_ADMIN', 'ALL'),
  capDrop: fc.constantFrom('CHOWN', 'ALL'),
  securityOptions: fc.constantFrom('no-new-privileges', 'label=disable', 'seccomp=unconfined'),
  devices: path.chain((device) => fc.constantFrom(device, `${device}:/dev/x`, `${device}:/dev/x:r`, `${device}:rw`)),
  deviceRules: fc.constantFrom('c 42:* rmw', 'a 1:3 r'),
  gpus: fc.constantFrom('all', '2', '"device=0,1"', 'driver=nvidia,count=1'),
  sysctls: fc.constantFrom('net.core.somaxconn=1024', 'kernel.shmmax=1'),
  ipc: fc.constantFrom('host', 'private', 'container:db'),
  pid: fc.constantFrom('host', 'container:db'),
  uts: fc.constantFrom('host'),
  userNamespace: fc.constantFrom('host'),
  cgroupNamespace: fc.constantFrom('host', 'private'),
  isolation: fc.constantFrom('default', 'hyperv'),
  stopSignal: fc.constantFrom('SIGQUIT', '9', 'RTMIN+1')
}
const numbers: Readonly<Partial<Record<RunFieldName, fc.Arbitrary<number>>>> = {
  memorySwappiness: fc.integer({ min: 0, max: 100 }),
  blockWeight: fc.integer({ min: 10, max: 1000 }),
  oomScoreAdjust: fc.integer({ min: -1000, max: 1000 }),
  pidsLimit: fc.integer({ min: -1, max: 10_000 }),
  stopTimeout: fc.integer({ min: -1, max: 600 })
}
const bytes = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 31 }),
  fc.tuple(fc.integer({ min: 1, max: 1023 }), fc.constantFrom(1, 2, 3)).map(([size, power]) => size * 1024 ** power)
)
const text = argument.filter((word) => word.trim() !== '')

function fieldOf(name: RunFieldName): fc.Arbitrary<unknown> {
  const { kind } = runFields[name]
  switch (kind) {
    case 'switch':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(undefined, true, false)
    case 'text':
      return fc.oneof({ weight: 2, arbitrary: empty }, good[name] ?? text)
    case 'texts':
      return fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(good[name] ?? text, { maxLength: 2 }))
    case 'pairs':
      return fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(good[name] ?? pair, { maxLength: 2 }))
    case 'bytes':
      return fc.option(bytes, { nil: undefined })
    case 'bytes-or-unlimited':
      return fc.option(fc.oneof(bytes, fc.constant(-1)), { nil: undefined })
    case 'decimal':
      return fc.option(
        fc.integer({ min: 1, max: 64_000 }).map((thousandths) => thousandths / 1000),
        { nil: undefined }
      )
    default:
      return fc.option(numbers[name] ?? fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined })
  }
}
export const fields = Object.fromEntries(runFieldNames.map((name) => [name, fieldOf(name)]))

/** Each field apart: what may stand together is for the engine. */
export const runOptions: fc.Arbitrary<RunOptions> = fc
  .record({
    ...fields,
    image: fc.constantFrom(
      'nginx',
      'busybox:1.36',
      'ghcr.io/owner/app:1.2',
      `httpd@sha256:${'a'.repeat(64)}`,
      'localhost:5000/x'
    ),
    name: fc.oneof(empty, fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,12}$/)),
    entrypoint: fc.option(fc.oneof(empty, argument), { nil: undefined }),
    command: fc.array(argument, { maxLength: 4 }),
    ports: fc.array(publishedPort, { maxLength: 3 }),
    environment: fc.array(environmentVariable, { maxLength: 4 }),
    mounts: fc.array(mount, { maxLength: 3 }),
    networks,
    restart,
    healthcheck
  })
  .map((value) => value as unknown as RunOptions)
