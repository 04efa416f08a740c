/** A container recreated on a real engine: the new one under the old name, or the old one as it was. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { containersHandlers } from '../../../electron/features/containers/handlers'
import type { RunOptions } from '../../../contract/containers/run'
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

const network = { aliases: [], ip: '', ip6: '', linkLocalIps: [], macAddress: '', driverOptions: [] }

interface Progress {
  readonly phase: RecreatePhase
}
const sleeping = async (name: string, ...flags: string[]) => ({
  id: await docker('run', '-d', '--stop-timeout', '0', '--name', name, ...flags, 'busybox', 'sleep', '600'),
  name
})
const optionsOf = async (container: { id: string; name: string }): Promise<RunOptions> =>
  (await handlers.runOptions({ connection, container }, callContext())).options
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure
  )
/** All that tells whether a container was touched; its start is a new one where it had to be stopped. */
const standing = (id: string) =>
  docker('inspect', '--format', '{{.Id}} {{.Name}} {{.State.Status}} {{json .Config}}', id)
const names = async () => (await docker('ps', '-a', '--format', '{{.Names}}')).split('\n').filter(Boolean).sort()
const clear = async () => {
  const ids = (await docker('ps', '-aq')).split('\n').filter(Boolean)
  if (ids.length > 0) await docker('rm', '-f', '-v', ...ids)
}

afterEach(clear)

describe('recreating', () => {
  it('puts another in its place, with its name, its labels and the data of volumes without a name', async () => {
    const old = await sleeping('web', '--label', 'team=blue', '-v', '/data', '-e', 'A=1')
    await docker('exec', old.id, 'sh', '-c', 'echo data > /data/file; echo gone > /file')
    const options = { ...(await optionsOf(old)), environment: [{ name: 'A', value: '2', secret: false }] }
    const context = taskContext<Progress>()
    const made = await handlers.recreate({ connection, container: old, options, pull: false }, context as never)
    expect(made).toMatchObject({ name: 'web', warnings: [] })
    expect(made.id).not.toBe(old.id)
    expect(await names()).toEqual(['web'])
    expect(await docker('exec', 'web', 'sh', '-c', 'cat /data/file; echo $A; ls /file || true')).toContain('data\n2')
    expect(await docker('inspect', '--format', '{{.Config.Labels.team}}', 'web')).toBe('blue')
    expect(context.things).toEqual([{ kind: 'container', id: made.id, name: 'web', named: true }])
    const phases = [...new Set(context.reports.map(({ phase }) => phase))]
    expect(phases).toEqual(['stop', 'rename', 'create', 'start', 'remove'])
  })

  it('leaves one that did not run unstarted where it is asked to', async () => {
    const id = await docker('create', '--name', 'idle', 'busybox', 'true')
    const container = { id, name: 'idle' }
    const options = await optionsOf(container)
    await handlers.recreate({ connection, container, options, pull: true, start: false }, taskContext() as never)
    expect(await docker('inspect', '--format', '{{.State.Status}}', 'idle')).toBe('created')
  })

  describe('brings the old one back', () => {
    const cases: ReadonlyArray<readonly [string, Partial<RunOptions>, string]> = [
      ['where the new one cannot be made', { image: 'no/such', pull: 'never' }, 'not-found'],
      ['where the engine refuses its options', { networks: [{ ...network, name: 'no-such-network' }] }, 'not-found'],
      ['where its program is not there', { command: ['/no/such/program'] }, 'not-found'],
      ['where it ends at once with an error', { entrypoint: 'sh', command: ['-c', 'exit 3'] }, 'engine-error']
    ]
    it.each(cases)('%s', async (_, changes, kind) => {
      const old = await sleeping('web', '-v', '/data')
      const before = await standing(old.id)
      const options = { ...(await optionsOf(old)), ...changes }
      const failure = await failureOf(
        handlers.recreate({ connection, container: old, options, pull: false }, taskContext() as never)
      )
      expect(failure).toMatchObject({ kind: expect.any(String) })
      if (kind === 'engine-error') expect(failure).toMatchObject({ kind, message: expect.stringContaining('code 3') })
      expect(await standing(old.id)).toBe(before)
      expect(await names()).toEqual(['web'])
    })

    it('where the port that it is to publish is taken, and says by whom', async () => {
      const holder = await sleeping('holder', '-p', '127.0.0.1::80')
      const port = Number((await docker('port', holder.id, '80')).split(':').at(-1))
      const old = await sleeping('web')
      const before = await standing(old.id)
      const ports = [{ ip: '127.0.0.1', host: port, container: 80, protocol: 'tcp' as const }]
      const options = { ...(await optionsOf(old)), ports }
      const failure = await failureOf(
        handlers.recreate({ connection, container: old, options, pull: false }, taskContext() as never)
      )
      expect(failure).toMatchObject({ kind: 'conflict', reason: 'port-taken', users: [{ name: 'holder' }] })
      expect(await standing(old.id)).toBe(before)
      expect(await names()).toEqual(['holder', 'web'])
    })

    it.each(['stop', 'rename', 'create', 'start'] as const)('where it is cancelled at its %s', async (phase) => {
      const old = await sleeping('web')
      await docker('pause', old.id)
      const before = await standing(old.id)
      const options = await optionsOf(old)
      const context = taskContext<Progress>()
      const report = (progress: Progress): void => {
        if (progress.phase === phase) context.abort.abort()
      }
      const failure = await failureOf(
        handlers.recreate({ connection, container: old, options, pull: false }, { ...context, report } as never)
      )
      expect(failure).toMatchObject({ kind: 'cancelled' })
      expect(await standing(old.id)).toBe(before)
      expect(await names()).toEqual(['web'])
      expect(context.things).toEqual([])
    })
  })

  it('refuses one that its stop would remove, and does not touch it', async () => {
    const old = await sleeping('web', '--rm')
    const before = await standing(old.id)
    const options = await optionsOf(old)
    const recreate = handlers.recreate({ connection, container: old, options, pull: false }, taskContext() as never)
    expect(await failureOf(recreate)).toMatchObject({ kind: 'unsupported' })
    expect(await standing(old.id)).toBe(before)
  })
})
