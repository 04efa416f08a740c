/** docker create, its image's pull, its networks, and what is refused: beside the field that is wrong, with nothing left. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyRunOptions, type RunNetwork, type RunOptions } from '../../../contract/containers/run'
import type { PullProgress } from '../../../contract/images/model'
import { containersHandlers } from '../../../electron/features/containers/handlers'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, connection, connectTo, taskContext } from '../../support/on-engine'

let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof containersHandlers>

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = containersHandlers(client)
  await docker('pull', '-q', 'busybox')
})
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
})

const options = (some: Partial<RunOptions>): RunOptions => ({ ...emptyRunOptions, image: 'busybox', ...some })
const create = (some: Partial<RunOptions>, context = taskContext<PullProgress>()) =>
  handlers.create({ connection, options: options(some) }, context)
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure
  )
const all = async () => (await docker('ps', '-aq')).split('\n').filter((id) => id !== '')
const on = (name: string, more: Partial<RunNetwork> = {}): RunNetwork => ({
  name,
  aliases: [],
  ip: '',
  ip6: '',
  linkLocalIps: [],
  macAddress: '',
  driverOptions: [],
  ...more
})

describe('create', () => {
  it('makes a container, says what it made, and starts nothing', async () => {
    const context = taskContext<PullProgress>()
    const { id, name } = await create({ detach: true, command: ['sleep', '60'] }, context)
    expect(context.things).toEqual([{ kind: 'container', id, name, named: false }])
    expect(await docker('inspect', '--format', '{{.State.Status}} {{.Config.AttachStdout}}', id)).toBe('created true')
    await docker('rm', id)
  })

  it('pulls first where it always is to, and never where it never is', async () => {
    const always = taskContext<PullProgress>()
    const { id } = await create({ pull: 'always' }, always)
    expect(always.reports.at(-1)?.messages.at(-1)).toBe('Status: Image is up to date for busybox:latest')
    await docker('rm', id)

    const never = taskContext<PullProgress>()
    expect(await failureOf(create({ image: 'layers', pull: 'never' }, never))).toMatchObject({
      kind: 'not-found',
      subject: 'image'
    })
    expect(never.reports).toEqual([])
  })

  it('is on all its networks before it starts, as the CLI makes it by hand', async () => {
    await docker('network', 'create', '--subnet', '198.51.100.0/24', 'front')
    await docker('network', 'create', 'back')
    const networks = [on('front', { aliases: ['www'], ip: '198.51.100.7' }), on('back', { aliases: ['db', 'store'] })]
    const ours = await create({ networks })
    const format =
      '{{json .HostConfig.NetworkMode}}{{range $name, $net := .NetworkSettings.Networks}} {{$name}} {{json $net.Aliases}} {{json $net.IPAMConfig}}{{end}}'
    const mine = await docker('inspect', '--format', format, ours.id)
    const theirs = await docker(
      'create',
      '--network',
      'front',
      '--network-alias',
      'www',
      '--ip',
      '198.51.100.7',
      'busybox'
    )
    await docker('network', 'connect', '--alias', 'db', '--alias', 'store', 'back', theirs)
    const plain = (text: string, id: string) => text.replaceAll(id.slice(0, 12), 'ID')
    // The CLI sends an empty plan for the addresses where it has none.
    const expected = (await docker('inspect', '--format', format, theirs)).replace('{}', 'null')
    expect(plain(mine, ours.id)).toBe(plain(expected, theirs))

    const { options: again, lost } = await handlers.runOptions(
      { connection, container: { id: ours.id, name: ours.name } },
      callContext()
    )
    expect(lost).toEqual([])
    expect(again.networks).toEqual(networks)
    await docker('rm', ours.id, theirs)
  })

  it('leaves nothing where a further network fails', async () => {
    const before = await all()
    expect(await failureOf(create({ networks: [on('front'), on('back', { ip: '10.99.99.99' })] }))).toMatchObject({
      kind: 'invalid-input',
      field: 'networks'
    })
    expect(await all()).toEqual(before)
  })

  it('leaves nothing where it is cancelled as it is made', async () => {
    const before = await all()
    const context = taskContext<PullProgress>()
    const ended = create({}, { ...context, made: () => context.abort.abort() }).then(
      () => 'done',
      () => 'cancelled'
    )
    expect(await ended).toBe('cancelled')
    expect(await all()).toEqual(before)
  })
})

describe('what is refused', () => {
  const wrong: ReadonlyArray<readonly [keyof RunOptions, Partial<RunOptions>]> = [
    ['name', { name: '--' }],
    ['image', { image: 'Not An Image' }],
    ['memory', { memory: 1 }],
    ['memorySwap', { memorySwap: 1_000_000_000 }],
    ['memoryReservation', { memory: 8_000_000, memoryReservation: 9_000_000 }],
    ['memorySwappiness', { memorySwappiness: 400 }],
    ['cpus', { cpus: 4096 }],
    ['cpuSet', { cpuSet: '4095' }],
    ['cpuPeriod', { cpuPeriod: 10 }],
    ['oomScoreAdjust', { oomScoreAdjust: 4000 }],
    ['ulimits', { ulimits: ['nofile=2:1'] }],
    ['capAdd', { capAdd: ['FLY'] }],
    ['securityOptions', { securityOptions: ['wizard=on'] }],
    ['workingFolder', { workingFolder: 'srv' }],
    ['logOptions', { logOptions: ['shape=round'] }],
    ['stopSignal', { stopSignal: 'SIGNOPE' }],
    ['runtime', { runtime: 'gvisor' }],
    ['storageOptions', { storageOptions: ['size=1G'] }],
    ['restart', { autoRemove: true, restart: { name: 'always' } }],
    ['extraHosts', { extraHosts: ['box'] }],
    ['devices', { devices: ['::'] }],
    ['gpus', { gpus: ['many'] }],
    ['expose', { expose: ['high'] }],
    ['attach', { attach: ['stdout'], detach: true }],
    ['links', { links: ['nobody:db'] }],
    ['ports', { ports: [{ ip: 'x', host: 1, container: 80, protocol: 'tcp' }] }],
    [
      'mounts',
      { mounts: [{ kind: 'bind', source: '/no/such', target: '/a', readOnly: false, flag: 'mount', options: [] }] }
    ],
    [
      'mounts',
      { mounts: [{ kind: 'volume', source: 'x', target: '/', readOnly: false, flag: 'volume', options: [] }] }
    ],
    ['networks', { networks: [on('bridge', { aliases: ['www'] })] }]
  ]
  it.each(wrong)('%s: named with the reason, and nothing is left', async (field, some) => {
    const before = await all()
    const failure = await failureOf(handlers.run({ connection, options: options(some) }, taskContext()))
    expect(failure).toMatchObject({ kind: 'invalid-input', field })
    expect(failure).not.toMatchObject({ message: '' })
    expect(await all()).toEqual(before)
  })

  it('what only the start shows is named too; the container is left, as docker leaves it', async () => {
    const late: ReadonlyArray<readonly [keyof RunOptions, Partial<RunOptions>]> = [
      ['networks', { networks: [on('front', { ip: '10.1.1.1' })] }],
      ['devices', { devices: ['/dev/no-such-device'] }],
      ['user', { user: 'nobody-knows' }]
    ]
    for (const [field, some] of late) {
      const named = options({ ...some, name: 'late' })
      expect(await failureOf(handlers.run({ connection, options: named }, taskContext()))).toMatchObject({
        kind: 'invalid-input',
        field
      })
      expect(await docker('inspect', '--format', '{{.State.Status}}', 'late')).toBe('created')
      await docker('rm', 'late')
    }
  })

  const newer: ReadonlyArray<readonly [string, Partial<RunOptions>]> = [
    ['"--annotation" requires API version 1.43', { annotations: ['a=b'] }],
    [
      '"--health-start-interval" requires API version 1.44',
      { healthcheck: { kind: 'own', command: 'true', startInterval: 5 } }
    ],
    [
      '"mac-address" of the network back requires API version 1.44',
      { networks: [on('front'), on('back', { macAddress: '02:42:ac:11:00:09' })] }
    ],
    ['a seccomp profile is given as its JSON', { securityOptions: ['seccomp=/etc/profile.json'] }]
  ]
  it.each(newer)('%s: what this engine would ignore', async (message, some) => {
    expect(await failureOf(create(some))).toMatchObject({
      kind: 'unsupported',
      message: expect.stringContaining(message)
    })
  })
})

describe('a container’s options', () => {
  it('are given back where its image is gone, with all that it said', async () => {
    await docker('pull', '-q', 'httpd')
    const id = await docker('create', '--name', 'orphan', 'httpd')
    await docker('rmi', '-f', 'httpd')
    const { options: again, lost } = await handlers.runOptions(
      { connection, container: { id, name: 'orphan' } },
      callContext()
    )
    // An engine may keep what a container still needs.
    const kept = await docker('inspect', '--type', 'image', await docker('inspect', '--format', '{{.Image}}', id)).then(
      () => true,
      () => false
    )
    expect(lost).toEqual(kept ? [] : ['Image'])
    expect(again).toMatchObject(kept ? { name: 'orphan', expose: [] } : { name: 'orphan', expose: ['80'] })
    await docker('rm', id)
  })

  it('of a container that is gone are not', async () => {
    const container = { id: 'f'.repeat(64), name: 'gone' }
    expect(await failureOf(handlers.runOptions({ connection, container }, callContext()))).toMatchObject({
      kind: 'not-found',
      subject: 'container'
    })
  })
})
