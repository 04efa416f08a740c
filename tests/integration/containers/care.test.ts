/** Rename, update, wait, commit, export and prune on a real engine, compared with what the docker CLI does and says. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { containersHandlers } from '../../../electron/features/containers/handlers'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, connection, connectTo, taskContext } from '../../support/on-engine'

const execute = promisify(execFile)
let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>
let handlers: ReturnType<typeof containersHandlers>
let folder: string

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  await docker('pull', '-q', 'busybox')
  client = connectTo(throwaway.socketPath)
  handlers = containersHandlers(client)
  folder = await mkdtemp(join(tmpdir(), 'escale-care-'))
})
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
  await rm(folder, { recursive: true, force: true })
})

const sleeping = async (name: string, ...flags: string[]) => ({
  id: await docker('run', '-d', '--name', name, ...flags, 'busybox', 'sleep', '600'),
  name
})
const inspect = async (name: string, format: string): Promise<string> => docker('inspect', '--format', format, name)
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure
  )

describe('rename', () => {
  it('gives another name while it runs, and says who has a name that is taken', async () => {
    const container = await sleeping('rename-one')
    const other = await sleeping('rename-two')
    await handlers.rename({ connection, container, name: 'renamed' }, callContext())
    expect(await inspect(container.id, '{{.Name}} {{.State.Running}}')).toBe('/renamed true')
    const rename = (name: string) => failureOf(handlers.rename({ connection, container, name }, callContext()))
    expect(await rename('rename-two')).toMatchObject({ kind: 'conflict', reason: 'name-taken' })
    expect(await rename('no good')).toMatchObject({ message: expect.stringContaining('no good') })
    expect(await inspect(container.id, '{{.Name}}')).toBe('/renamed')
    await docker('rm', '-f', container.id, other.id)
  })
})

describe('update', () => {
  it('changes in place what docker update changes', async () => {
    const flags = ['--memory', '64m', '--memory-swap', '128m']
    const [ours, theirs] = [await sleeping('update-ours', ...flags), await sleeping('update-theirs', ...flags)]
    const limits = {
      memory: 96 * 1024 ** 2,
      memorySwap: 192 * 1024 ** 2,
      cpus: 0.5,
      cpuShares: 512,
      pidsLimit: 50,
      restart: { name: 'on-failure', maximumRetries: 3 }
    } as const
    const answer = await handlers.update({ connection, containers: [ours], limits }, callContext())
    expect(answer).toMatchObject({ done: [ours.id], failed: [] })
    const words = ['--memory', '96m', '--memory-swap', '192m', '--cpus', '0.5', '--cpu-shares', '512']
    await docker('update', ...words, '--pids-limit', '50', '--restart', 'on-failure:3', theirs.id)
    const host = async (id: string) => JSON.parse(await inspect(id, '{{json .HostConfig}}')) as unknown
    expect(await host(ours.id)).toEqual(await host(theirs.id))
    await docker('rm', '-f', ours.id, theirs.id)
  })

  it('says for each of several what the engine refused', async () => {
    const [one, two] = [await sleeping('update-many'), await sleeping('update-rm', '--rm')]
    const answer = await handlers.update(
      { connection, containers: [one, two], limits: { restart: { name: 'always' } } },
      callContext()
    )
    expect(answer.done).toEqual([one.id])
    expect(answer.failed.map(({ id, failure }) => [id, failure.message])).toEqual([
      [two.id, expect.stringContaining('AutoRemove')]
    ])
    await docker('rm', '-f', one.id, two.id)
  })
})

describe('wait', () => {
  it('answers when it ends, with its exit code, and ends with its cancel', async () => {
    const id = await docker('run', '-d', 'busybox', 'sh', '-c', 'sleep 1; exit 7')
    const container = { id, name: '' }
    expect(await handlers.wait({ connection, container }, taskContext())).toEqual({ exitCode: 7, error: '' })
    expect(await handlers.wait({ connection, container }, taskContext())).toEqual({ exitCode: 7, error: '' })
    await docker('rm', id)
    const running = await sleeping('wait-on')
    const context = taskContext<object>()
    const waiting = failureOf(handlers.wait({ connection, container: running }, context))
    context.abort.abort()
    await waiting
    expect(await inspect(running.id, '{{.State.Running}}')).toBe('true')
    await docker('rm', '-f', running.id)
  })
})

describe('commit', () => {
  it('makes the image that docker commit makes', async () => {
    const container = await sleeping('commit-one')
    await docker('exec', container.id, 'sh', '-c', 'echo kept > /kept')
    const changes = ['CMD ["cat", "/kept"]', 'ENV GREETING="hello world"', 'EXPOSE 8080', 'LABEL made.by="a test"']
    const { id } = await handlers.commit(
      { connection, container, reference: 'kept:1', author: 'Ada', message: 'a remark', changes, pause: true },
      callContext()
    )
    const change = changes.flatMap((line) => ['--change', line])
    await docker('commit', '--author', 'Ada', '--message', 'a remark', ...change, container.id, 'kept:2')
    const config = async (reference: string) =>
      JSON.parse(await docker('image', 'inspect', '--format', '{{json .Config}}', reference)) as unknown
    expect(await config('kept:1')).toEqual(await config('kept:2'))
    expect(await docker('image', 'inspect', '--format', '{{.Id}} {{.Author}} {{.Comment}}', 'kept:1')).toBe(
      `${id} Ada a remark`
    )
    expect(await docker('run', '--rm', 'kept:1')).toBe('kept')
    const wrong = { connection, container, author: '', message: '', pause: false }
    expect(
      await failureOf(handlers.commit({ ...wrong, reference: 'UPPER', changes: [] }, callContext()))
    ).toMatchObject({ kind: 'invalid-input', field: 'reference' })
    expect(
      await failureOf(handlers.commit({ ...wrong, reference: '', changes: ['FROM x'] }, callContext()))
    ).toMatchObject({ message: expect.stringMatching(/FROM/i) })
    await docker('rm', '-f', container.id)
  })
})

describe('export', () => {
  const listing = async (path: string): Promise<string> => (await execute('tar', ['-tvf', path])).stdout

  it('writes the tar that docker export writes, and tells how far it is', async () => {
    const container = await sleeping('export-one')
    const [ours, theirs] = [join(folder, 'ours.tar'), join(folder, 'theirs.tar')]
    client.chosen.add(ours)
    const context = taskContext<{ bytes: number }>()
    const { bytes, path } = await handlers.export({ connection, container, path: ours }, context)
    expect(path).toBe(ours)
    expect(context.reports.at(-1)).toEqual({ bytes })
    await docker('export', '-o', theirs, container.id)
    expect(await listing(ours)).toBe(await listing(theirs))
    await docker('rm', '-f', container.id)
  })

  it('writes only where the person chose, and leaves nothing half after a cancel', async () => {
    const container = await sleeping('export-two')
    const path = join(folder, 'two.tar')
    expect(await failureOf(handlers.export({ connection, container, path }, taskContext()))).toMatchObject({
      kind: 'permission-denied'
    })
    client.chosen.add(path)
    const context = taskContext<{ bytes: number }>()
    const report = (): void => context.abort.abort()
    expect(await failureOf(handlers.export({ connection, container, path }, { ...context, report }))).toMatchObject({
      kind: 'cancelled'
    })
    expect((await readdir(folder)).filter((name) => name.startsWith('two'))).toEqual([])
    await docker('rm', '-f', container.id)
  })
})

describe('prune', () => {
  it('shows exactly what docker container prune takes, and takes what it showed and no more', async () => {
    await docker('run', '--name', 'ended', '--label', 'keep=no', 'busybox', 'sh', '-c', 'head -c 5000 /dev/zero > /x')
    await docker('create', '--name', 'created', 'busybox', 'true')
    await docker('run', '--name', 'kept', '--label', 'keep=yes', 'busybox', 'sh', '-c', 'exit 3').catch(() => undefined)
    const up = await sleeping('up')
    const paused = await sleeping('paused')
    await docker('pause', paused.id)
    const find = (filters: Partial<{ until: string; labels: string[]; withoutLabels: string[] }>) =>
      handlers.prunable(
        { connection, filters: { until: '', labels: [], withoutLabels: [], ...filters } },
        callContext()
      )
    const names = async (filters: Parameters<typeof find>[0]) => (await find(filters)).map(({ name }) => name).sort()
    expect(await names({})).toEqual(['created', 'ended', 'kept'])
    expect(await names({ labels: ['keep'] })).toEqual(['ended', 'kept'])
    expect(await names({ labels: ['keep=no'] })).toEqual(['ended'])
    expect(await names({ withoutLabels: ['keep=yes'] })).toEqual(['created', 'ended'])
    expect(await names({ until: '1h' })).toEqual([])
    expect(await names({ until: '0s' })).toEqual(['created', 'ended', 'kept'])
    expect(await failureOf(find({ until: 'yesterday' }))).toMatchObject({ kind: 'invalid-input', field: 'until' })
    const filters = { until: '', labels: [], withoutLabels: ['keep=yes'] }
    const shown = await find(filters)
    expect(shown.find(({ name }) => name === 'ended')).toMatchObject({ size: 5000, state: 'exited', exitCode: 0 })

    // It stops after the list was shown: docker's own prune would take it too.
    await docker('kill', up.id)
    const pruned = await handlers.prune(
      { connection, filters, containers: shown.map(({ id, name }) => ({ id, name })) },
      callContext()
    )
    expect(pruned).toMatchObject({ failed: [], reclaimed: 5000 })
    expect([...pruned.done].sort()).toEqual(shown.map(({ id }) => id).sort())
    const left = (await docker('ps', '-a', '--format', '{{.Names}}')).split('\n').sort()
    expect(left).toEqual(['kept', 'paused', 'up'])

    const expected = (await find({})).map(({ id }) => id).sort()
    const theirs = (await docker('container', 'prune', '--force'))
      .split('\n')
      .filter((line) => /^[0-9a-f]{64}$/.test(line))
    expect(theirs.sort()).toEqual(expected)
    await docker('rm', '-f', paused.id)
  })
})

describe('links of -P', () => {
  it('follow the port that a restart gives', async () => {
    const id = await docker('run', '-d', '-P', '--expose', '80', 'busybox', 'sleep', '600')
    const { collect } = await import('../../support/on-engine')
    const list = collect((context) => handlers.watch({ connection }, context))
    const ported = async (): Promise<number> =>
      Number((await docker('port', id, '80')).split('\n')[0]?.split(':').at(-1))
    const shown = (port: number) =>
      list.until((changes) =>
        changes.some(
          (change) =>
            change.kind !== 'remove' &&
            change.containers.some((row) => row.id === id && row.ports.some((one) => one.public === port))
        )
      )
    await shown(await ported())
    await docker('restart', '-t', '0', id)
    await shown(await ported())
    await list.close()
    await docker('rm', '-f', id)
  })
})
