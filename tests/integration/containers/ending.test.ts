/** Why a container stopped, of containers that really stopped so. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { containersHandlers } from '../../../electron/features/containers/handlers'
import { readEnding, readFailedChecks, type Ending } from '../../../renderer/features/containers/detail/overview/ending'
import { waitUntil } from '../../../build/tools/wait.mjs'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, connection, connectTo } from '../../support/on-engine'

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

const inspect = (id: string) => handlers.inspect({ connection, container: { id, name: '' } }, callContext())
const create = (...words: string[]) => docker('create', ...words)
const inShell = (script: string, ...flags: string[]) => create(...flags, 'busybox', 'sh', '-c', script)
/** Started, and ended by itself or by `end`. */
async function ending(id: string, end?: () => Promise<unknown>): Promise<Ending | undefined> {
  await docker('start', id).catch(() => undefined)
  await end?.()
  await docker('wait', id)
  const read = readEnding(await inspect(id))
  await docker('rm', '-f', id)
  return read
}

describe('a container that', () => {
  it('is done ends with 0', async () => {
    const read = await ending(await inShell('sleep 0.2'))
    expect(read).toMatchObject({ key: 'done', exitCode: 0, error: '', restarts: 0 })
    expect(read?.ranFor).toBeGreaterThan(150)
    expect(read?.ranFor).toBeLessThan(5_000)
  })

  it.each([
    ['exit 1', 'error'],
    ['exit 125', 'not-run'],
    ['kill -INT $$; sleep 9', 'interrupted'],
    ['exit 255', 'lost']
  ])('runs %s: %s', async (script, key) => {
    const read = await ending(await inShell(script, ...(script.startsWith('kill') ? ['--init'] : [])))
    expect(read?.key).toBe(key)
  })

  it('has a command that cannot be executed: 126', async () =>
    expect(await ending(await create('busybox', '/etc/passwd'))).toMatchObject({
      key: 'not-executable',
      exitCode: 126,
      error: expect.stringContaining('permission denied')
    }))

  it('has a command that is not there: 127', async () =>
    expect(await ending(await create('busybox', '/no/such/program'))).toMatchObject({
      key: 'not-found',
      exitCode: 127,
      error: expect.stringContaining('no such file')
    }))

  it('is killed, and not for want of memory: 137', async () => {
    const id = await inShell('sleep 600')
    expect(await ending(id, () => docker('kill', id))).toMatchObject({ key: 'killed', outOfMemory: false })
  })

  it('crashes: 139', async () => {
    const id = await create('--init', 'busybox', 'sh', '-c', 'kill -SEGV $$; sleep 9')
    expect(await ending(id)).toMatchObject({ key: 'crashed', signal: 'SIGSEGV', exitCode: 139 })
  })

  it('is stopped and obeys: 143', async () => {
    const id = await create('--init', 'busybox', 'sleep', '600')
    expect(await ending(id, () => docker('stop', id))).toMatchObject({ key: 'stopped', exitCode: 143 })
  })

  it('uses up its memory: 137, and the flag tells', async () => {
    const id = await create('--memory', '8m', '--memory-swap', '8m', 'busybox', 'tail', '/dev/zero')
    const read = await ending(id)
    // Where this machine's kernel does not limit memory, it ends otherwise or not at all: then there is nothing to read.
    expect(read).toMatchObject({ key: 'out-of-memory', outOfMemory: true, exitCode: 137 })
  })

  it('keeps failing is counted, until its policy gives up', async () => {
    const id = await inShell('exit 3', '--restart', 'on-failure:2')
    await docker('start', id)
    const gaveUp = async () => readEnding(await inspect(id))?.gaveUp === true
    expect(await waitUntil(gaveUp, 20_000)).toBe(true)
    expect(readEnding(await inspect(id))).toMatchObject({ key: 'error', restarts: 2, policy: 'on-failure:2' })
    await docker('rm', '-f', id)
  })

  it('fails its health checks says what they said', async () => {
    const flags = ['--health-cmd', 'echo not well; exit 1', '--health-interval', '200ms', '--health-retries', '1']
    const id = await inShell('sleep 600', ...flags)
    await docker('start', id)
    const failing = async () => readFailedChecks(await inspect(id)).streak >= 2
    expect(await waitUntil(failing, 20_000)).toBe(true)
    expect(readFailedChecks(await inspect(id)).checks[0]).toMatchObject({ exitCode: 1, output: 'not well' })
    await docker('rm', '-f', id)
  })
})

it('an engine that goes away takes its containers with 255, or as it says', { timeout: 60_000 }, async () => {
  const id = await create('busybox', 'sleep', '600')
  await docker('start', id)
  const pid = await docker('inspect', '--format', '{{.State.Pid}}', id)
  await throwaway.kill()
  process.kill(Number(pid), 'SIGKILL')
  await throwaway.start()
  const ended = async () =>
    (await docker('inspect', '--format', '{{.State.Running}}', id).catch(() => 'true')) === 'false'
  expect(await waitUntil(ended, 20_000)).toBe(true)
  await client.engine.connected()
  const read = readEnding(await inspect(id))
  expect(['lost', 'killed']).toContain(read?.key)
  await docker('rm', '-f', id)
})
