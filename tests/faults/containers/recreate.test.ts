/** The engine dies while a container is being replaced, a wait goes on, or an export is written. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { containersHandlers } from '../../../electron/features/containers/handlers'
import type { RecreatePhase } from '../../../contract/containers/lifecycle/recreate-api'
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
  await docker('pull', '-q', 'busybox')
  client = connectTo(throwaway.socketPath)
  handlers = containersHandlers(client)
})
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
})

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure
  )
const sleeping = async (name: string) => ({
  id: await docker('run', '-d', '--stop-timeout', '0', '--name', name, 'busybox', 'sleep', '600'),
  name
})

it.each(['stop', 'rename', 'create', 'start'] as const satisfies RecreatePhase[])(
  'an engine killed at the %s gives the old container back when it is there again',
  { timeout: 90_000 },
  async (phase) => {
    const old = await sleeping('web')
    const { options } = await handlers.runOptions({ connection, container: old }, callContext())
    let killed: Promise<void> | undefined
    const report = (progress: { phase: RecreatePhase }): void => {
      if (progress.phase === phase) killed ??= throwaway.kill()
    }
    const work = failureOf(
      handlers.recreate({ connection, container: old, options, pull: false }, { ...taskContext(), report } as never)
    )
    await expect.poll(() => killed !== undefined, { timeout: 20_000 }).toBe(true)
    await killed
    await throwaway.start()
    const failure = await work
    // Where the request had gone through before the engine went, the new one may stand as well.
    const running = (await docker('ps', '--format', '{{.Names}}')).split('\n')
    const all = (await docker('ps', '-a', '--format', '{{.Names}}')).split('\n')
    expect(running).toEqual(['web'])
    expect(all).toEqual(['web'])
    if (failure !== undefined) expect(await docker('inspect', '--format', '{{.Id}}', 'web')).toBe(old.id)
    await docker('rm', '-f', 'web')
  }
)

it('says what stands under which name, and how it comes back, where the engine stays away', async () => {
  const old = await sleeping('gone')
  const { options } = await handlers.runOptions({ connection, container: old }, callContext())
  const context = taskContext<{ phase: RecreatePhase }>()
  let killed: Promise<void> | undefined
  const report = ({ phase }: { phase: RecreatePhase }): void => {
    if (phase === 'create') killed ??= throwaway.kill()
    if (phase === 'restore') context.abort.abort()
  }
  const failure = await failureOf(
    handlers.recreate({ connection, container: old, options, pull: false }, { ...context, report } as never)
  )
  expect(failure).toMatchObject({
    message: expect.stringContaining(`gone-before-${old.id.slice(0, 12)}`),
    remedy: { kind: 'run', command: `docker rename ${old.id.slice(0, 12)} gone && docker start gone` }
  })
  await killed
  await throwaway.start()
  await docker('rm', '-f', old.id)
})

it('an export onto a full disk says so, and leaves no half file', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'escale-full-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder])
  const container = await sleeping('large')
  try {
    await docker('exec', container.id, 'sh', '-c', 'head -c 3000000 /dev/urandom > /big')
    const path = join(folder, 'large.tar')
    client.chosen.add(path)
    const failure = await failureOf(handlers.export({ connection, container, path }, taskContext()))
    expect(failure).toMatchObject({ kind: 'disk-full' })
    expect(await readdir(folder)).toEqual([])
  } finally {
    execFileSync('umount', [folder])
    await rm(folder, { recursive: true })
    await docker('rm', '-f', container.id)
  }
})

it('a wait and an export end with the engine, and leave no half file', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'escale-export-'))
  const path = join(folder, 'web.tar')
  client.chosen.add(path)
  const container = await sleeping('lost')
  await docker('exec', container.id, 'sh', '-c', 'head -c 300000000 /dev/zero > /big')
  const waiting = failureOf(handlers.wait({ connection, container }, taskContext()))
  let killed: Promise<void> | undefined
  const report = (): void => void (killed ??= throwaway.kill())
  const exporting = await failureOf(
    handlers.export({ connection, container, path }, { ...taskContext<{ bytes: number }>(), report })
  )
  expect(exporting).toMatchObject({ kind: 'engine-unreachable' })
  expect(await waiting).toMatchObject({ kind: 'engine-unreachable' })
  expect(await readdir(folder)).toEqual([])
  await killed
  await throwaway.start()
  await docker('rm', '-f', container.id)
  await rm(folder, { recursive: true })
})
