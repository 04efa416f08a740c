/** A connection that hangs while it is being made: what it waits for is told, and it ends at once when it is cancelled. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { ConnectionState } from '../../../contract/connections/model'
import { createConnection, type EngineConnection } from '../../../electron/engine/connection'
import { parseEndpoint } from '../../../electron/engine/endpoint'
import type { SshOptions } from '../../../electron/engine/ssh/context'

const cleanUp: Array<() => unknown> = []
afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one()
})

const until = (holds: () => boolean | Promise<boolean>): Promise<void> =>
  expect.poll(holds, { timeout: 15_000 }).toBe(true)

/** Long enough that nothing ends by itself while a test looks. */
const patient = { connect: 600_000, alive: 600_000 }

function begin(address: string, ssh: SshOptions = {}): { engine: EngineConnection; seen: ConnectionState[] } {
  const engine = createConnection('slow', parseEndpoint(address), patient, undefined, ssh)
  cleanUp.push(() => engine.dispose())
  const seen: ConnectionState[] = []
  engine.onState((state) => seen.push(state))
  engine.start()
  return { engine, seen }
}
const waitsFor = (engine: EngineConnection, what: string): Promise<void> =>
  until(() => engine.state.kind === 'connecting' && engine.state.waitsFor === what)

/** Takes connections, hears what is said, and never answers. */
async function silentServer(): Promise<{ readonly port: number; readonly open: ReadonlySet<Socket> }> {
  const open = new Set<Socket>()
  const server: Server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    socket.resume()
    socket.once('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUp.push(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, open }
}

/** An ssh that says who it is, in a file, and then nothing for ever: it does not heed being asked to end either. */
async function hangingSsh(): Promise<{ readonly program: string; readonly alive: () => Promise<boolean> }> {
  const folder = await mkdtemp(join(tmpdir(), 'escale-hanging-'))
  cleanUp.push(() => rm(folder, { recursive: true, force: true }))
  const program = join(folder, 'ssh')
  await writeFile(program, `#!/bin/sh\necho $$ > '${folder}/pid'\nexec sleep 600\n`)
  await chmod(program, 0o755)
  return {
    program,
    async alive() {
      const pid = Number(await readFile(join(folder, 'pid'), 'utf8'))
      const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      return words.startsWith('sleep')
    }
  }
}

describe('a connection that hangs', () => {
  it('waits for ssh; cancelled, it is over at once, and no ssh is left', async () => {
    const { program, alive } = await hangingSsh()
    const { engine } = begin('ssh://somebody@host.invalid', { program })
    await waitsFor(engine, 'ssh')
    await until(() => alive().catch(() => false))
    // Who waits for an answer hears of it too.
    const asked = engine.get({ path: '/info' }, v.unknown()).catch((error: unknown) => error)
    engine.cancel()
    await expect(asked).resolves.toMatchObject({ failure: { kind: 'cancelled' } })
    expect(engine.state).toMatchObject({ kind: 'unreachable', failure: { kind: 'cancelled' } })
    expect(engine.state).not.toHaveProperty('retryAt', expect.any(Number))
    await until(async () => !(await alive()))
    // It can be wanted again.
    engine.retry()
    await waitsFor(engine, 'ssh')
  })

  it('waits for an engine that takes the connection and says nothing; cancelled, the connection is closed', async () => {
    const { port, open } = await silentServer()
    const { engine, seen } = begin(`tcp://127.0.0.1:${port}`)
    await waitsFor(engine, 'engine')
    expect(seen[0]).toMatchObject({ kind: 'connecting' })
    expect(seen).toContainEqual({ kind: 'connecting', attempt: 1, waitsFor: 'network' })
    await until(() => open.size === 1)
    engine.cancel()
    await until(() => engine.state.kind === 'unreachable')
    expect(engine.state).toMatchObject({ failure: { kind: 'cancelled' } })
    await until(() => open.size === 0)
  })

  it('is not cancelled where nothing is under way', () => {
    const { engine, seen } = begin('unix:///nowhere/docker.sock')
    engine.dispose()
    const before = seen.length
    engine.cancel()
    expect(seen).toHaveLength(before)
  })
})
