/** What stands in a volume when its engine, its helper or Escale itself goes in the middle of writing. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { waitUntil } from '../../../build/tools/wait.mjs'
import type { BrowseState, FolderBatch, TreeProgress } from '../../../contract/volumes/files/model'
import { readRows } from '../../../contract/volumes/files/rows'
import { ownerLabel, ownLabel } from '../../../contract/own'
import { FailureError } from '../../../electron/engine/failure-error'
import { filesHandlers } from '../../../electron/features/volumes/files/handlers'
import { sweepHelpers } from '../../../electron/features/volumes/helper/sweep-helpers'
import { instance } from '../../../electron/features/volumes/helper/instance'
import { helperImage } from '../../../electron/features/volumes/helper/helper-image'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine } from '../../support/engine'
import { callContext, collect, connection, connectTo, taskContext } from '../../support/on-engine'

type ThrowawayEngine = Awaited<ReturnType<typeof throwawayEngine>>
let own: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let folder: string
const volume = 'weather'
const on = { connection, volume }

beforeAll(async () => {
  own = await throwawayEngine()
  docker = dockerOn(own.host)
  await docker('pull', '-q', 'busybox')
  folder = await mkdtemp(join(tmpdir(), 'escale-weather-'))
  await writeFile(join(folder, 'large'), Buffer.alloc(500_000_000, 1))
})
afterAll(async () => {
  await own.stop()
  await rm(folder, { recursive: true, force: true })
})

const data = (text: string): string => Buffer.from(text).toString('base64')
const inVolume = (script: string) =>
  docker('run', '--rm', '-v', `${volume}:/v`, '-w', '/v', 'busybox', 'sh', '-c', script)
const helpers = () => docker('ps', '-aq', '--filter', `label=${ownLabel}`)
/** The ids of those that run; an earlier test's may just be going. */
async function helperProcesses(): Promise<readonly number[]> {
  const ids = (await docker('ps', '-q', '--filter', `label=${ownLabel}`)).split('\n')
  const pids = ids.map((id) => docker('inspect', '-f', '{{.State.Pid}}', id).catch(() => '0'))
  return (await Promise.all(pids)).map(Number).filter((pid) => pid > 0)
}

/** A volume that holds `large`, which is old, and an upload over it that is under way. */
async function uploading() {
  await docker('volume', 'create', volume)
  await inVolume('rm -rf /v/* /v/.escale*; echo old > large')
  const { engine, engines, chosen } = connectTo(own.socketPath)
  const files = filesHandlers({ engines, chosen })
  const source = join(folder, 'large')
  chosen.add(source)
  const context = taskContext<TreeProgress>()
  // Both helpers stand already.
  const browser = collect<BrowseState>((one) => files.browse(on, one))
  browser.ended.catch(() => undefined)
  await browser.until((states) => states.at(-1)?.kind === 'opened')
  await files.makeFile({ ...on, path: '/begun' }, callContext())
  const processes = await helperProcesses()
  const outcome = files.uploadFiles({ ...on, folder: '/', sources: [source], overwrite: true }, context).then(
    () => undefined,
    (error: unknown) => (error instanceof FailureError ? error.failure : error)
  )
  expect(await waitUntil(() => context.reports.some(({ bytes }) => bytes > 1_000_000), 30_000)).toBe(true)
  return { engine, files, outcome, processes, browser }
}
async function list(files: ReturnType<typeof filesHandlers>) {
  const stream = collect<FolderBatch>((context) => files.listFolder({ ...on, path: '/' }, context))
  await stream.ended
  return readRows(stream.items.map((batch) => (batch.kind === 'rows' ? batch.rows : '')).join('')).map(
    ({ name }) => name
  )
}

describe('a volume that is written', () => {
  it('keeps the old content when the engine is killed, and is clean at the next look', async () => {
    const { engine, files, outcome, browser } = await uploading()
    await own.kill()
    expect(await outcome).toMatchObject({ kind: 'engine-unreachable' })
    await own.start()
    await engine.connected()
    expect(await inVolume('head -c 10 large')).toBe('old')
    expect((await list(files)).sort()).toEqual(['begun', 'large'])
    expect(await waitUntil(async () => (await inVolume('ls -A')) === 'begun\nlarge', 20_000)).toBe(true)
    await browser.close()
    engine.dispose()
  })

  it('keeps the old content when the helper is killed, and the next action has another one', async () => {
    const { engine, files, outcome, processes, browser } = await uploading()
    // As the kernel does it where memory runs out: `docker kill` waits until the engine has unpacked what it is sent.
    for (const pid of processes) process.kill(pid, 'SIGKILL')
    expect(await outcome).toMatchObject({ kind: 'engine-error', remedy: { kind: 'retry' } })
    expect(await inVolume('cat large')).toBe('old')
    await files.writeFile({ ...on, path: '/other', data: data('new'), over: 'new' }, callContext())
    expect((await list(files)).sort()).toEqual(['begun', 'large', 'other'])
    await browser.close()
    engine.dispose()
  })

  it('keeps it when Escale goes, whose helper cleans up after itself', async () => {
    const { engine, outcome } = await uploading()
    engine.dispose()
    expect(await outcome).toMatchObject({ kind: expect.any(String) as string })
    expect(await waitUntil(async () => (await helpers()) === '', 20_000)).toBe(true)
    expect(await inVolume('ls -A; head -c 10 large')).toBe('begun\nlarge\nold')
  })
})

describe('helpers that were left', () => {
  it('go, unless another Escale runs that has them', async () => {
    const { engine } = connectTo(own.socketPath)
    await engine.connected()
    const { reference } = await helperImage('amd64')
    const create = (owner: string) =>
      docker('create', '--label', `${ownLabel}=volume`, '--label', `${ownerLabel}=${owner}`, reference)
    const [machine] = instance.split('-')
    const gone = await create(`${machine}-4194300-abc`)
    const running = await create(`${machine}-${process.ppid}-abc`)
    const elsewhere = await create('0123456789abcdef-77-abc')
    const ours = await create(instance)
    const left = async () =>
      new Set((await docker('ps', '-aq', '--no-trunc', '--filter', `label=${ownLabel}`)).split('\n'))
    await sweepHelpers(engine)
    expect(await left()).toEqual(new Set([running, elsewhere, ours]))
    expect(gone).not.toBe('')
    await sweepHelpers(engine, Date.now() + 3_600_000)
    expect(await left()).toEqual(new Set([running, ours]))
    await docker('rm', running, ours)
    engine.dispose()
  })
})
