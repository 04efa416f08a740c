/** Terminals in bad weather: the engine killed, frozen or forbidding, containers that go, restart or are bare. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExecOptions } from '../../../contract/containers/terminal/model'
import { terminalHandlers } from '../../../electron/features/containers/terminal/handlers'
import { terminalsOf } from '../../../electron/features/containers/terminal/terminals'
import { openTerminal, type OpenedTerminal } from '../../integration/containers/terminal-client'
import { json, startBrokenEngine, type BrokenEngine } from '../../support/broken-engine'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, connection, connectTo } from '../../support/on-engine'

const shell: ExecOptions = { user: '', folder: '', environment: [], privileged: false, tty: true, command: ['sh'] }
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure
  )

describe('a real engine', () => {
  let throwaway: ThrowawayEngine
  let docker: ReturnType<typeof dockerOn>
  let client: ReturnType<typeof connectTo>
  let handlers: ReturnType<typeof terminalHandlers>

  beforeAll(async () => {
    throwaway = await throwawayEngine()
    docker = dockerOn(throwaway.host)
    await docker('pull', '-q', 'busybox')
    client = connectTo(throwaway.socketPath)
    handlers = terminalHandlers(client)
  })
  afterAll(async () => {
    client.engine.dispose()
    await throwaway.stop()
  })
  const exec = (id: string, options: Partial<ExecOptions> = {}): Promise<OpenedTerminal> =>
    openTerminal(handlers, (terminals, context) =>
      terminals.exec({ connection, container: { id, name: '' }, options: { ...shell, ...options } }, context)
    )

  it.each(['kill', 'terminate'] as const)(
    'that ends by %s is said in every terminal at once, and the next one opens when it is back',
    { timeout: 120_000 },
    async (end) => {
      const id = await docker('run', '-dit', '--init', 'busybox')
      const terminals = [
        await exec(id),
        await exec(id, { tty: false, command: ['cat'] }),
        await openTerminal(handlers, (all, context) => all.attach({ connection, container: { id, name: '' } }, context))
      ]
      for (const terminal of terminals) terminal.type('echo $((1 + 1))\n')
      await Promise.all(terminals.map((terminal) => terminal.says(/2|echo/)))
      await throwaway[end]()
      const began = Date.now()
      const states = await Promise.all(terminals.map((terminal) => terminal.ended()))
      // One that is asked to end may tell how its containers ended before it goes.
      for (const state of states)
        expect(state).toMatchObject(
          end === 'kill' || state.kind === 'failed'
            ? { kind: 'failed', failure: { kind: 'engine-unreachable' } }
            : { kind: 'ended' }
        )
      expect(Date.now() - began).toBeLessThan(5_000)
      // What was said before stays to be read.
      expect(terminals[0]?.text()).toContain('2')
      await throwaway.start()
      await client.engine.connected()
      await docker('start', id)
      const again = await exec(id)
      again.type('exit 3\r')
      expect(await again.ended()).toEqual({ kind: 'ended', exitCode: 3 })
      await Promise.all([...terminals, again].map(({ id }) => handlers.closeTerminal({ terminal: id }, callContext())))
      await docker('rm', '-f', id)
    }
  )

  it('forgets the terminals of a container that is removed', async () => {
    const id = await docker('run', '-d', '--init', 'busybox', 'sleep', '100000')
    const terminal = await exec(id)
    await docker('rm', '-f', id)
    await terminal.stream.ended
    await expect
      .poll(() =>
        failureOf(
          handlers
            .terminal({ terminal: terminal.id }, { ...callContext(), input: none() })
            [Symbol.asyncIterator]()
            .next()
        )
      )
      .toMatchObject({ kind: 'not-found' })
  })

  it('ends those of one that is restarted, and opens new ones in it', async () => {
    const id = await docker('run', '-d', '--init', 'busybox', 'sleep', '100000')
    const terminal = await exec(id)
    await docker('restart', '-t', '0', id)
    expect(await terminal.ended()).toMatchObject({ kind: 'ended' })
    const again = await exec(id)
    again.type('exit\r')
    expect(await again.ended()).toEqual({ kind: 'ended', exitCode: 0 })
    await docker('rm', '-f', id)
  })

  it('leaves no connection and no process when the app ends', async () => {
    const id = await docker('run', '-d', '--init', 'busybox', 'sleep', '100000')
    for (const command of [['sh'], ['sh', '-c', 'trap "" INT; sleep 5555']]) await exec(id, { command })
    await exec(id, { tty: false, command: ['cat'] })
    await terminalsOf(client.engines).stop()
    await expect
      .poll(async () => (await docker('exec', id, 'ps')).split('\n').filter((line) => /\bsh$|cat$/.test(line)))
      .toEqual([])
    await docker('rm', '-f', id)
  })

  it('answers nothing while it is frozen, and closing does not wait for it', { timeout: 30_000 }, async () => {
    const id = await docker('run', '-d', '--init', 'busybox', 'sleep', '100000')
    const terminal = await exec(id)
    await throwaway.freeze()
    try {
      const began = Date.now()
      await handlers.closeTerminal({ terminal: terminal.id }, callContext())
      expect(Date.now() - began).toBeLessThan(3_000)
    } finally {
      await throwaway.thaw()
    }
    await docker('rm', '-f', id)
  })
})

describe('an engine that forbids', () => {
  const container = { id: 'a'.repeat(64), name: 'web' }
  let broken: BrokenEngine
  let client: ReturnType<typeof connectTo>
  let handlers: ReturnType<typeof terminalHandlers>
  beforeAll(async () => {
    broken = await startBrokenEngine({
      [`/containers/${container.id}/json`]: json({ Config: { Env: ['PATH=/bin'] }, State: { Running: true } }),
      [`/containers/${container.id}/archive`]: json({ message: 'forbidden by the proxy' }, 403),
      [`/containers/${container.id}/exec`]: json({ message: 'exec is not allowed' }, 403)
    })
    client = connectTo(broken.socketPath)
    handlers = terminalHandlers(client)
  })
  afterAll(async () => {
    client.engine.dispose()
    await broken.stop()
  })

  it('is taken at its word: shells are guessed, and the refusal is said', async () => {
    expect(await handlers.shells({ connection, container }, callContext())).toEqual({ shells: ['sh'], certain: false })
    expect(await failureOf(handlers.exec({ connection, container, options: shell }, callContext()))).toMatchObject({
      kind: 'permission-denied',
      message: 'exec is not allowed'
    })
  })

  it('has PowerShell and cmd on Windows', async () => {
    broken.answer({
      [`/containers/${container.id}/json`]: json({ Platform: 'windows', Config: {}, State: { Running: true } })
    })
    expect(await handlers.shells({ connection, container }, callContext())).toEqual({
      shells: ['powershell', 'cmd'],
      certain: false
    })
    broken.answer({
      [`/containers/${container.id}/archive`]: (response, request) => {
        const path = new URL(request.url ?? '', 'http://engine').searchParams.get('path') ?? ''
        response.writeHead(path.endsWith('cmd.exe') || path.endsWith('7\\pwsh.exe') ? 200 : 404).end()
      }
    })
    expect(await handlers.shells({ connection, container }, callContext())).toEqual({
      shells: ['pwsh', 'cmd'],
      certain: true
    })
  })
})

async function* none(): AsyncGenerator<never, void> {
  return
}
