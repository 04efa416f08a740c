/** What can go wrong on the way to an engine over ssh: each told apart, with the words and the command that mend it. */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { createConnection, type EngineConnection } from '../../../electron/engine/connection'
import { parseEndpoint } from '../../../electron/engine/endpoint'
import type { SshOptions } from '../../../electron/engine/ssh/context'
import { waitUntil } from '../../../build/tools/wait.mjs'
import { startBrokenEngine, type BrokenEngine } from '../../support/broken-engine'
import { freePort } from '../../support/free-port'
import { startSshServer, type SshServer } from '../../support/ssh-server'

let folder: string
let far: BrokenEngine
let server: SshServer
const open: EngineConnection[] = []
const cleanUp: Array<() => Promise<unknown> | unknown> = []

/** `docker` as it is found over there: answers as recorded, each from docker.io 20.10.24 or docker 28.2. */
async function farDocker(lines: string): Promise<string> {
  const path = await mkdtemp(join(folder, 'path-'))
  await writeFile(join(path, 'docker'), `#!/bin/sh\n${lines}\n`)
  await chmod(join(path, 'docker'), 0o755)
  return path
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escale-ssh-faults-'))
  far = await startBrokenEngine()
  await mkdir(join(folder, 'empty'))
  server = await startSshServer({ path: join(folder, 'empty') })
})
afterEach(async () => {
  for (const engine of open.splice(0)) engine.dispose()
  for (const one of cleanUp.splice(0).reverse()) await one()
})
afterAll(async () => {
  await server?.stop()
  await far?.stop()
  await rm(folder, { recursive: true, force: true })
})

const begin = (address: string, options: SshOptions, connect = 10_000): EngineConnection => {
  const engine = createConnection('ssh', parseEndpoint(address), { connect, alive: 2_000 }, undefined, options)
  open.push(engine)
  engine.start()
  return engine
}
async function failureOf(address: string, options: SshOptions, connect?: number): Promise<unknown> {
  const engine = begin(address, options, connect)
  await waitUntil(() => engine.state.kind === 'unreachable' || engine.state.kind === 'connected', 30_000)
  return engine.state.kind === 'unreachable' ? engine.state.failure : engine.state
}
const run = (command: string) => ({ kind: 'run', command })

describe('ssh does not let in', () => {
  it('a key that the server does not know', async () => {
    const key = await server.makeKey({ isLetIn: false })
    const engine = begin(server.address(far.socketPath), { configFile: await server.config({ key }) })
    expect(await waitUntil(() => engine.state.kind === 'unreachable', 10_000)).toBe(true)
    expect(engine.state).toMatchObject({
      failure: {
        kind: 'engine-unreachable',
        reason: 'ssh-key-refused',
        message: expect.stringContaining('Permission denied (publickey)'),
        remedy: run(`ssh-copy-id -p ${server.port} root@127.0.0.1`)
      },
      // A server that is asked in vain shuts out who asks.
      retryAt: undefined
    })
  })

  it('where the host shows another key than before, and says so loudly', async () => {
    const other = await startSshServer()
    cleanUp.push(other.stop)
    await other.kill()
    await other.changeHostKey()
    await other.start()
    const failure = await failureOf(other.address(far.socketPath), {
      configFile: other.configFile,
      ask: async () => 'yes'
    })
    expect(failure).toMatchObject({
      reason: 'ssh-host-changed',
      message: expect.stringMatching(/SHA256:\S{43}/),
      remedy: run(`ssh-keygen -f ${join(other.folder, 'known-1')} -R '[127.0.0.1]:${other.port}'`)
    })
  })
})

describe('ssh does not get there', () => {
  it('where nobody listens', async () => {
    expect(
      await failureOf(`ssh://root@127.0.0.1:${await freePort()}`, { configFile: server.configFile })
    ).toMatchObject({
      reason: 'ssh-refused',
      message: expect.stringContaining('Connection refused')
    })
  })

  it('where there is no such host', async () => {
    expect(await failureOf('ssh://root@escale.invalid', { configFile: server.configFile })).toMatchObject({
      reason: 'name-not-found'
    })
  })

  it('where there is no ssh program', async () => {
    for (const shares of [true, false])
      expect(
        await failureOf(server.address(), { configFile: server.configFile, program: join(folder, 'no-ssh'), shares })
      ).toMatchObject({ reason: 'ssh-missing' })
  })

  it.each([true, false])(
    'where the host accepts and never speaks: in a time, and at once where it is cancelled (%s)',
    async (shares) => {
      const silent = await new Promise<Server>((resolve) => {
        const one = createServer((socket) => socket.resume()).listen(0, '127.0.0.1', () => resolve(one))
      })
      cleanUp.push(() => silent.close())
      const address = `ssh://root@127.0.0.1:${(silent.address() as AddressInfo).port}`
      const options = { configFile: server.configFile, shares }
      const started = performance.now()
      expect(await failureOf(address, options, 1_000)).toMatchObject({ reason: 'ssh-timed-out' })
      expect(performance.now() - started).toBeLessThan(6_000)

      const engine = begin(address, options)
      expect(await waitUntil(async () => (await count(silent)) > 0, 5_000)).toBe(true)
      engine.dispose()
      expect(await waitUntil(async () => (await count(silent)) === 0, 5_000)).toBe(true)
    }
  )

  it('where what answers is no ssh server', async () => {
    const talker = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1')
    cleanUp.push(() => talker.close())
    await waitUntil(() => talker.listening, 1_000)
    const { port } = talker.address() as AddressInfo
    expect(await failureOf(`ssh://root@127.0.0.1:${port}`, { configFile: server.configFile })).toMatchObject({
      reason: 'ssh-failed',
      remedy: run(`ssh -p ${port} root@127.0.0.1 -v true`)
    })
  })
})

const count = (listening: Server): Promise<number> =>
  new Promise((resolve) => listening.getConnections((_error, connections) => resolve(connections)))

describe('over there', () => {
  const answered = async (
    docker: string | undefined,
    path: string,
    lines: readonly string[] = []
  ): Promise<unknown> => {
    const one = await startSshServer({ path: docker ?? join(folder, 'empty'), lines })
    cleanUp.push(one.stop)
    // Never the engine of the machine that runs this.
    return failureOf(one.address(path), { configFile: one.configFile, usualSocket: nothing() })
  }
  const nothing = (): string => join(folder, 'nothing.sock')
  const forbidden = ['AllowStreamLocalForwarding no']

  it('is no Docker', async () => {
    expect(await answered(undefined, '')).toMatchObject({
      reason: 'ssh-no-docker',
      message: expect.stringMatching(/docker: (command )?not found/)
    })
  })

  it('is no socket at the path that was given, with a docker command and without', async () => {
    expect(await answered(undefined, nothing())).toMatchObject({ reason: 'ssh-no-socket' })
    // 28.2: `docker --host=unix:///… system dial-stdio`.
    const words = `failed to open the raw stream connection: dial unix ${nothing()}: connect: no such file or directory`
    expect(await answered(await farDocker(`echo '${words}' >&2; exit 1`), nothing())).toMatchObject({
      reason: 'ssh-no-socket',
      message: expect.stringContaining('no such file or directory'),
      remedy: run(expect.stringMatching(/^ssh -p \d+ root@127.0.0.1 -t 'sudo systemctl start docker'$/))
    })
  })

  it('is an engine that this user may not use', async () => {
    const words = 'failed to open the raw stream connection: dial unix /var/run/docker.sock: connect: permission denied'
    expect(await answered(await farDocker(`echo '${words}' >&2; exit 1`), '')).toMatchObject({
      reason: 'ssh-socket-permission',
      remedy: run(expect.stringContaining("-t 'sudo usermod -aG docker $USER'"))
    })
  })

  it('is no forwarding, and a docker that is too old, or none', async () => {
    // 18.06: `docker system dial-stdio`.
    const words = 'unknown shorthand flag'
    const old = await farDocker(`echo "${words}" >&2; exit 125`)
    expect(await answered(old, far.socketPath, forbidden)).toMatchObject({ reason: 'ssh-forwarding' })
    expect(await answered(undefined, far.socketPath, forbidden)).toMatchObject({ reason: 'ssh-forwarding' })
  })

  it('is an engine that takes questions and never answers', async () => {
    const hung = await startBrokenEngine({ '/_ping': () => undefined })
    cleanUp.push(hung.stop)
    expect(await failureOf(server.address(hung.socketPath), { configFile: server.configFile }, 1_000)).toMatchObject({
      reason: 'timed-out'
    })
  })
})

describe('a link that is cut', () => {
  const standing = async (shares: boolean) => {
    const docker = await farDocker(`exec ${process.execPath} -e '
const socket = require("node:net").connect("${far.socketPath}")
process.stdin.pipe(socket).pipe(process.stdout)'`)
    const one = await startSshServer({ path: docker })
    cleanUp.push(one.stop)
    const engine = begin(one.address(far.socketPath), { configFile: one.configFile, shares })
    await engine.connected(AbortSignal.timeout(10_000))
    far.answer({ '/never': () => undefined })
    const pending = engine.get({ path: '/never', timeLimit: 0 }, v.unknown()).catch((error: unknown) => error)
    expect(await waitUntil(() => far.requests.at(-1)?.includes('/never') === true, 5_000)).toBe(true)
    return { one, engine, pending }
  }

  it('is noticed within seconds, and stands again by itself', async () => {
    const { one, engine, pending } = await standing(true)
    const reasons: unknown[] = []
    engine.onState((state) => state.kind === 'unreachable' && reasons.push(state.failure))
    const started = performance.now()
    await one.cut()
    expect(await waitUntil(() => reasons.length > 0, 5_000)).toBe(true)
    expect(performance.now() - started).toBeLessThan(3_000)
    expect(reasons[0]).toMatchObject({ kind: 'engine-unreachable', reason: 'ssh-lost' })
    expect(await pending).toMatchObject({ failure: { kind: 'engine-unreachable' } })
    expect(await waitUntil(() => engine.state.kind === 'connected', 20_000)).toBe(true)
  })

  it('is made anew by each connection that has its own', async () => {
    const { one, engine, pending } = await standing(false)
    const resynced = new Promise<void>((resolve) => engine.onResync(resolve))
    await one.cut()
    expect(await pending).toMatchObject({ failure: { kind: 'engine-unreachable' } })
    await resynced
    expect(engine.state.kind).toBe('connected')
  })

  it('stays away as long as the server does, says so, and stands again', async () => {
    const one = await startSshServer({ path: join(folder, 'empty') })
    cleanUp.push(one.stop)
    const engine = begin(one.address(far.socketPath), { configFile: one.configFile })
    await engine.connected(AbortSignal.timeout(10_000))
    await one.kill()
    expect(
      await waitUntil(
        () => engine.state.kind === 'unreachable' && JSON.stringify(engine.state.failure).includes('ssh-refused'),
        10_000
      )
    ).toBe(true)
    await one.start()
    expect(await waitUntil(() => engine.state.kind === 'connected', 30_000)).toBe(true)
  })
})

describe('an address that changes while a person is asked', () => {
  it('is asked about anew: what nobody answered was not refused', async () => {
    const asked: AbortSignal[] = []
    const engine = begin(server.address(far.socketPath), {
      configFile: await server.config({ known: '' }),
      ask: (_question, signal) => {
        asked.push(signal)
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }))
      }
    })
    expect(await waitUntil(() => asked.length === 1, 10_000)).toBe(true)
    engine.moveTo(parseEndpoint(server.address(`${far.socketPath}.other`)))
    expect(await waitUntil(() => asked[0]?.aborted === true, 5_000)).toBe(true)
    expect(await waitUntil(() => asked.length === 2, 20_000)).toBe(true)
  })
})

describe('an engine that was upgraded while it was connected', () => {
  it('is known anew when it is back: its version and what it can do', async () => {
    const engine = begin(server.address(far.socketPath), { configFile: server.configFile })
    await engine.connected(AbortSignal.timeout(10_000))
    expect(engine.state).toMatchObject({ capabilities: { version: '20.10.24', apiVersion: '1.41' } })
    await far.kill()
    expect(await waitUntil(() => engine.state.kind === 'unreachable', 10_000)).toBe(true)
    far.answer({
      '/_ping': (response) =>
        void response.writeHead(200, { 'Api-Version': '1.51', Ostype: 'linux', 'Builder-Version': '2' }).end('OK'),
      '/version': (response) =>
        void response
          .writeHead(200, { 'Content-Type': 'application/json' })
          .end(JSON.stringify({ Version: '28.2.2', ApiVersion: '1.51', Os: 'linux', Arch: 'arm64' }))
    })
    await far.start()
    expect(await waitUntil(() => engine.state.kind === 'connected', 30_000)).toBe(true)
    expect(engine.state).toMatchObject({ capabilities: { version: '28.2.2', arch: 'arm64' } })
    const before = far.requests.length
    await engine.get({ path: '/info' }, v.unknown()).catch(() => undefined)
    expect(far.requests.slice(before).join(' ')).not.toContain('/v1.41/')
  })
})
