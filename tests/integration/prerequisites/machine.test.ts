/** This very computer and a real engine, asked as the window asks: each check tells what is so, and hello-world leaves nothing behind. */
import { release } from 'node:os'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CheckResult, type CheckEvent, type HelloWorldProgress } from '../../../contract/prerequisites/model'
import { machineSurroundings } from '../../../electron/engine/discovery/surroundings'
import { checkingHandlers } from '../../../electron/features/prerequisites/checking'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { helloText } from '../../support/images'
import { collect, connection, connectTo, taskContext } from '../../support/on-engine'

let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let client: ReturnType<typeof connectTo>

const handlersOf = ({ engines }: Pick<typeof client, 'engines'>, socketPath: string) =>
  checkingHandlers({
    engines,
    endpointOf: () => `unix://${socketPath}`,
    surroundings: { ...machineSurroundings(), env: { PATH: '/usr/bin:/bin' } }
  })
let handlers: ReturnType<typeof handlersOf>

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  client = connectTo(throwaway.socketPath)
  handlers = handlersOf(client, throwaway.socketPath)
})
afterAll(async () => {
  client.engine.dispose()
  await throwaway.stop()
})

async function run(checks?: string[], asked = handlers): Promise<readonly CheckEvent[]> {
  const request = { connection, ...(checks === undefined ? {} : { checks }) }
  const stream = collect<CheckEvent>((context) => asked.check(request, context))
  await stream.ended
  return stream.items
}
const resultsOf = (events: readonly CheckEvent[]): ReadonlyMap<string, CheckResult> =>
  new Map(
    events.flatMap((event) => (event.kind === 'result' ? [[event.result.id, v.parse(CheckResult, event.result)]] : []))
  )
async function resultOf(check: string, asked = handlers): Promise<CheckResult> {
  const result = resultsOf(await run([check], asked)).get(check)
  if (result === undefined) throw new Error(`${check} does not apply`)
  return result
}

describe('the checks of this computer', () => {
  it('name all at first, then tell of each once', async () => {
    const [begun, ...told] = await run()
    if (begun?.kind !== 'begun') throw new Error('it begins otherwise')
    const ids = told.map((event) => (event.kind === 'result' ? event.result.id : 'id' in event ? event.id : ''))
    expect([...ids].sort()).toEqual(begun.checks.map(({ id }) => id).sort())
    // Whoever runs this test runs an engine here: what that cannot do without is there.
    const results = resultsOf(told)
    for (const id of ['64-bit', 'kernel', 'cgroups', 'overlay', 'firewall', 'engine-installed', 'engine-running'])
      expect([id, results.get(`linux-${id}`)?.outcome]).toEqual([id, 'met'])
    expect(results.get('linux-docker-group')?.found.values).toEqual({ user: 'root' })
  })

  it('say what the engine itself says', async () => {
    const results = resultsOf(await run())
    const info = JSON.parse(await docker('info', '--format', '{{json .}}')) as Record<string, string>
    const said = (id: string) => results.get(`engine-${id}`)?.found.values
    expect(said('version')).toMatchObject({ version: info['ServerVersion'] })
    expect(said('storage')).toEqual({ driver: info['Driver'] })
    expect(said('cgroup')).toEqual({ driver: info['CgroupDriver'], version: info['CgroupVersion'] ?? '1' })
    expect(results.get('linux-disk')?.found.values).toMatchObject({ path: info['DockerRootDir'] })
    expect(results.get('engine-clock')).toMatchObject({ outcome: 'met', found: { key: expect.stringMatching(/same/) } })
    expect(results.get('engine-registry')?.outcome).toBe('met')
    expect(results.get('engine-reachable')?.found.values).toMatchObject({ endpoint: throwaway.host })
  })

  it('ask for one check only what it reads', async () => {
    expect((await run(['linux-kernel'])).map(({ kind }) => kind)).toEqual(['begun', 'result'])
    const { evidence } = await resultOf('linux-kernel')
    expect(evidence.map(({ asked }) => asked)).toEqual(['uname -srm', '/etc/os-release'])
    expect(evidence[0]?.answer).toContain(release())
  })
})

describe('an engine that is not there', () => {
  it('is told by every check that asks it, and those of the computer go on', async () => {
    const path = `${throwaway.socketPath}.none`
    const away = connectTo(path)
    try {
      const results = resultsOf(await run(undefined, handlersOf(away, path)))
      expect(results.get('engine-reachable')).toMatchObject({
        outcome: 'not-met',
        found: { values: { endpoint: `unix://${path}` } }
      })
      expect(results.get('linux-socket')).toMatchObject({
        outcome: 'not-met',
        found: { key: 'prerequisites-linux.socket.found.absent' }
      })
      for (const id of ['version', 'storage', 'warnings', 'clock', 'registry'])
        expect(results.get(`engine-${id}`)).toMatchObject({ outcome: 'unknown', evidence: [{ kind: 'missing' }] })
      expect(results.get('linux-kernel')?.outcome).toBe('met')
    } finally {
      away.engine.dispose()
    }
  })

  it('is not waited for longer than a question’s time where it hangs', async () => {
    await throwaway.freeze()
    try {
      const results = resultsOf(await run(['engine-version', 'linux-kernel']))
      expect(results.get('engine-version')).toMatchObject({ outcome: 'unknown', evidence: [{ kind: 'timed-out' }] })
      expect(results.get('linux-kernel')?.outcome).toBe('met')
    } finally {
      await throwaway.thaw()
    }
    await client.engine.connected()
  })
})

describe('hello-world', () => {
  const images = () => docker('images', '-q', 'hello-world')

  it('is pulled and run, says what it says, and its container is gone', async () => {
    const context = taskContext<HelloWorldProgress>()
    const result = await handlers.helloWorld({ connection, removeImage: false }, context)
    expect(result).toEqual({ text: helloText, imageKept: false })
    expect(context.reports.map(({ step }) => step)).toEqual(expect.arrayContaining(['pulling', 'running']))
    expect(await docker('ps', '-aq')).toBe('')
    expect(await images()).not.toBe('')
  })

  it('is not pulled again, and takes its image with it where that is asked', async () => {
    const context = taskContext<HelloWorldProgress>()
    await handlers.helloWorld({ connection, removeImage: true }, context)
    expect(context.reports.map(({ step }) => step)).toEqual(['running', 'removing'])
    expect(await images()).toBe('')
  })

  it('leaves an image that something else uses', async () => {
    await docker('create', '--name', 'uses-hello', 'hello-world')
    const { imageKept } = await handlers.helloWorld({ connection, removeImage: true }, taskContext())
    expect(imageKept).toBe(true)
    await docker('rm', 'uses-hello')
    expect(await images()).not.toBe('')
  })

  it('leaves no container where it is cancelled, nor where the image is another program', async () => {
    const context = taskContext<HelloWorldProgress>()
    const report = (progress: HelloWorldProgress): void => {
      if (progress.step === 'running') setImmediate(() => context.abort.abort())
    }
    await expect(handlers.helloWorld({ connection, removeImage: false }, { ...context, report })).rejects.toThrow()
    expect(await docker('ps', '-aq')).toBe('')

    // A hello-world that is another program: a shell without a terminal ends at once.
    await docker('pull', '-q', 'busybox')
    await docker('tag', 'busybox', 'hello-world')
    const failing = handlers.helloWorld({ connection, removeImage: true }, taskContext())
    await expect(failing).resolves.toEqual({ text: '', imageKept: false })
    expect(await docker('ps', '-aq')).toBe('')
  })

  it('says that the engine is gone where it goes', async () => {
    const context = taskContext<HelloWorldProgress>()
    const report = (progress: HelloWorldProgress): void => {
      if (progress.step === 'running') void throwaway.kill()
    }
    const gone = handlers.helloWorld({ connection, removeImage: false }, { ...context, report })
    await expect(gone).rejects.toMatchObject({ failure: { kind: 'engine-unreachable' } })
    await throwaway.start()
  })
})
