/** Volumes as docker has them: listed, made, measured, looked at and removed, each compared with docker's own command. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lineText } from '../../../contract/command/quote'
import { create as createLine } from '../../../contract/volumes/making/command'
import type { CreateVolumeRequest } from '../../../contract/volumes/making/api'
import { isAnonymous, type Volume, type VolumesChange } from '../../../contract/volumes/model'
import { formatInspect } from '../../../contract/template/inspect'
import { volumeTemplates } from '../../../contract/volumes/templates'
import { recordRequests } from '../../../electron/engine/recorder'
import { volumesHandlers } from '../../../electron/features/volumes/handlers'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo } from '../../support/on-engine'

let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof volumesHandlers>

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = volumesHandlers(client)
  await docker('pull', '-q', 'busybox')
})
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
})

const plain: Omit<CreateVolumeRequest, 'connection'> = { name: '', driver: '', options: [], labels: [] }
const make = (request: Partial<typeof plain>) => handlers.create({ connection, ...plain, ...request }, callContext())
const remove = (...volumes: string[]) => handlers.remove({ connection, volumes }, callContext())
/** Without what is of this very volume. */
const normalised = async (name: string): Promise<unknown> => {
  const [{ CreatedAt: _created, Labels, Options, ...volume } = {}] = JSON.parse(
    await docker('volume', 'inspect', name)
  ) as Array<Record<string, unknown>>
  // What is empty is null where docker's command is newer than 23.
  const whole = { ...volume, Labels: Labels ?? {}, Options: Options ?? {} }
  return JSON.parse(JSON.stringify(whole).replaceAll(name, 'NAME')) as unknown
}
const names = async (...words: string[]): Promise<string[]> =>
  (await docker('volume', 'ls', '--quiet', ...words)).split('\n').filter((line) => line !== '')
function shown(changes: readonly VolumesChange[]): ReadonlyMap<string, Volume> {
  const known = new Map<string, Volume>()
  for (const change of changes) {
    if (change.kind === 'snapshot') known.clear()
    if (change.kind === 'remove') for (const name of change.names) known.delete(name)
    else for (const volume of change.volumes) known.set(volume.name, volume)
  }
  return known
}

describe('the list', () => {
  it("has docker's rows, and follows what docker does", async () => {
    await docker('volume', 'create', '--label', 'stage=test', 'listed')
    const list = collect((context) => handlers.watch({ connection }, context))
    await list.until((changes) => shown(changes).has('listed'))
    const rows = (await docker('volume', 'ls', '--format', '{{.Driver}} {{.Name}} {{.Scope}}')).split('\n')
    const ours = [...shown(list.items).values()].map(({ driver, name, scope }) => `${driver} ${name} ${scope}`)
    expect(ours.sort()).toEqual(rows.sort())
    expect(shown(list.items).get('listed')).toMatchObject({ labels: { stage: 'test' }, options: {} })
    expect(shown(list.items).get('listed')?.mountpoint).toMatch(/listed/)

    await docker('volume', 'create', 'listed-later')
    await list.until((changes) => shown(changes).has('listed-later'))
    await docker('volume', 'rm', 'listed')
    await list.until((changes) => !shown(changes).has('listed'))
    // Only what an event named was read again.
    expect(list.items.filter(({ kind }) => kind === 'snapshot')).toHaveLength(1)

    const container = await docker('run', '-d', '-v', '/data', 'busybox', 'sleep', '300')
    await list.until((changes) => [...shown(changes).values()].some(isAnonymous))
    await docker('rm', '-f', '-v', container)
    await list.until((changes) => ![...shown(changes).values()].some(isAnonymous))
    await docker('volume', 'rm', 'listed-later')
    await list.close()
  })

  it.each([
    [{ name: ['filter'] }],
    [{ name: ['filter-a', 'filter-b'] }],
    [{ label: ['team=web'] }],
    [{ label: ['team', 'stage=test'] }],
    [{ driver: ['local'] }],
    [{ driver: ['other'] }],
    [{ dangling: ['true'], name: ['filter'] }],
    [{ dangling: ['false'] }]
  ])('%j leaves what docker leaves', async (filters: Record<string, string[]>) => {
    await docker('volume', 'create', '--label', 'team=web', 'filter-a')
    await docker('volume', 'create', '--label', 'team=web', '--label', 'stage=test', 'filter-b')
    await docker('create', '--name', 'filter-user', '-v', 'filter-b:/data', 'busybox').catch(() => undefined)
    const words = Object.entries(filters).flatMap(([key, values]) =>
      values.flatMap((value) => ['--filter', `${key}=${value}`])
    )
    expect((await handlers.matching({ connection, filters }, callContext())).sort()).toEqual(
      (await names(...words)).sort()
    )
  })

  it('says what each takes, as docker does, and where it is mounted', async () => {
    await docker('volume', 'create', 'sized')
    const id = await docker(
      ...['run', '-d', '--name', 'sized-user', '-v', 'sized:/data', '-v', 'sized:/again:ro', 'busybox'],
      ...['sh', '-c', 'head -c 300000 /dev/zero >/data/zeros; sleep 300']
    )
    await expect
      .poll(
        async () => (await handlers.sizes({ connection }, callContext())).find(({ name }) => name === 'sized')?.size
      )
      .toBeGreaterThan(299_999)
    const mine = (await handlers.sizes({ connection }, callContext())).find(({ name }) => name === 'sized')
    const theirs = JSON.parse(await docker('system', 'df', '-v', '--format', '{{json .Volumes}}')) as Array<{
      Name: string
      Size: string
    }>
    expect(theirs.find(({ Name }) => Name === 'sized')?.Size).toBe(`${Math.round((mine?.size ?? 0) / 1000)}kB`)
    const uses = await handlers.uses({ connection, volume: 'sized' }, callContext())
    expect(uses.sort((one, other) => one.path.localeCompare(other.path))).toEqual([
      { container: id, path: '/again', readOnly: true },
      { container: id, path: '/data', readOnly: false }
    ])
  })
})

describe('a volume is made as docker makes it', () => {
  it.each<[string, Partial<typeof plain>]>([
    ['with a name alone', {}],
    [
      'with labels',
      {
        labels: [
          { name: 'a', value: 'b=c' },
          { name: 'empty', value: '' }
        ]
      }
    ],
    [
      'of memory',
      {
        options: [
          { name: 'type', value: 'tmpfs' },
          { name: 'device', value: 'tmpfs' },
          { name: 'o', value: 'size=1m,mode=1770' }
        ]
      }
    ],
    [
      'of an NFS share',
      {
        options: [
          { name: 'type', value: 'nfs' },
          { name: 'o', value: 'addr=192.0.2.1,rw,nfsvers=4' },
          { name: 'device', value: ':/srv/share' }
        ]
      }
    ],
    [
      'of a folder of the host',
      {
        options: [
          { name: 'type', value: 'none' },
          { name: 'o', value: 'bind' },
          { name: 'device', value: '/tmp' }
        ]
      }
    ],
    ['with the driver named', { driver: 'local' }]
  ])('%s', async (_title, request) => {
    const ours = await make({ ...request, name: 'made-ours' })
    expect(ours.name).toBe('made-ours')
    // The very line that the window shows, read by a shell's rules.
    const line = lineText(createLine({ ...plain, ...request, name: 'made-theirs' }), { shell: 'posix' })
    await docker(...line.split(' ').slice(1))
    expect(await normalised('made-ours')).toEqual(await normalised('made-theirs'))
    await remove('made-ours', 'made-theirs')
  })

  it('keeps a password out of its command, and gives it to the engine', async () => {
    const options = [
      { name: 'type', value: 'cifs' },
      { name: 'device', value: '//server/share' },
      { name: 'o', value: 'addr=192.0.2.1,username=me,password=', secret: 'hush hush' }
    ]
    const line = lineText(createLine({ ...plain, options, name: 'secret' }), { shell: 'posix' })
    expect(line).toContain('"o=addr=192.0.2.1,username=me,password=$PASSWORD"')
    expect(JSON.stringify(createLine({ ...plain, options }))).not.toContain('hush')
    const sent: unknown[] = []
    await recordRequests(
      (request) => sent.push(request),
      () => make({ name: 'secret', options })
    )
    // What the history shows beside the command.
    expect(JSON.stringify(sent)).toContain('password=$PASSWORD')
    expect(JSON.stringify(sent)).not.toContain('hush')
    expect(await docker('volume', 'inspect', '-f', '{{.Options.o}}', 'secret')).toBe(
      'addr=192.0.2.1,username=me,password=hush hush'
    )
    await remove('secret')
  })

  it('without a name is anonymous', async () => {
    const made = await make({})
    expect(made.name).toMatch(/^[0-9a-f]{64}$/)
    expect(isAnonymous(made)).toBe(true)
    await remove(made.name)
  })

  it('by a name that is none is refused with the engine’s words', async () => {
    await expect(make({ name: 'not a name' })).rejects.toMatchObject({ failure: { kind: 'invalid-input' } })
  })
})

describe('a volume is looked at', () => {
  it('as docker volume inspect shows it, by templates too', async () => {
    await docker('volume', 'create', '--label', 'a=b', '--opt', 'type=tmpfs', '--opt', 'device=tmpfs', 'looked')
    const raw = await handlers.inspect({ connection, volume: 'looked' }, callContext())
    expect([raw]).toEqual(JSON.parse(await docker('volume', 'inspect', 'looked')))
    for (const { template } of volumeTemplates) {
      const ours = formatInspect(template, raw)
      expect(ours.ok ? ours.text : ours, template).toBe(
        await docker('volume', 'inspect', '--format', template, 'looked')
      )
    }
    await remove('looked')
    await expect(handlers.inspect({ connection, volume: 'looked' }, callContext())).rejects.toMatchObject({
      failure: { kind: 'not-found', subject: 'volume' }
    })
  })
})

describe('volumes are removed', () => {
  it('each by itself, and one that is used says by whom', async () => {
    await docker('volume', 'create', 'free')
    const id = await docker('create', '--name', 'keeper', '-v', 'kept:/data', 'busybox')
    const reply = await remove('free', 'kept', 'never-was')
    expect(reply.removed).toEqual(['free'])
    expect(reply.failed).toEqual([
      {
        volume: 'kept',
        failure: expect.objectContaining({
          kind: 'conflict',
          reason: 'in-use',
          users: [{ id, name: 'keeper', running: false }]
        })
      },
      { volume: 'never-was', failure: expect.objectContaining({ kind: 'not-found', subject: 'volume' }) }
    ])
    await docker('rm', 'keeper')
    expect((await remove('kept')).removed).toEqual(['kept'])
  })
})

describe('a prune', () => {
  const request = { connection, all: false, labels: [] as string[], withoutLabels: [] as string[] }
  const prunable = async (wanted: Partial<typeof request>) =>
    (await handlers.prunable({ ...request, ...wanted }, callContext())).map(({ name }) => name).sort()

  it.each<[string, Partial<typeof request>, string[]]>([
    ['of anonymous ones', { all: false }, []],
    ['of all', { all: true }, ['--all']],
    ['of those with a label', { all: true, labels: ['stage=test'] }, ['--all', '--filter', 'label=stage=test']],
    ['of those without', { all: true, withoutLabels: ['stage'] }, ['--all', '--filter', 'label!=stage']],
    [
      'of those without one of two',
      { all: true, withoutLabels: ['stage', 'keep'] },
      ['--all', '--filter', 'label!=stage', '--filter', 'label!=keep']
    ]
  ])('%s takes what was shown, which is what docker takes', async (_title, wanted, flags) => {
    const fill = async (): Promise<void> => {
      await docker('volume', 'create')
      await docker('volume', 'create', 'prune-named')
      await docker('volume', 'create', '--label', 'stage=test', 'prune-labelled')
      await docker('volume', 'create', '--opt', 'type=tmpfs', '--opt', 'device=tmpfs', 'prune-options')
      await docker('create', '--name', 'prune-user', '-v', 'prune-used:/data', 'busybox').catch(() => undefined)
    }
    await docker('volume', 'prune', '--force', '--all').catch(() => docker('volume', 'prune', '--force'))
    await fill()
    const all = await names()
    const going = await prunable(wanted)
    // An older engine has no such flag, and takes all.
    await docker('volume', 'prune', '--force', ...flags).catch(() =>
      docker('volume', 'prune', '--force', ...flags.filter((flag) => flag !== '--all'))
    )
    const left = new Set(await names())
    expect(going).toEqual(all.filter((name) => !left.has(name)).sort())

    await fill()
    const again = await prunable(wanted)
    const late = (await make({})).name
    const reply = await handlers.prune({ ...request, ...wanted, volumes: again }, callContext())
    expect({ ...reply, removed: [...reply.removed].sort() }).toEqual({ removed: again, failed: [], reclaimed: 0 })
    // What has come free since it was shown stays.
    expect(await names()).toContain(late)
    await docker('rm', '-f', 'prune-user')
  })
})
