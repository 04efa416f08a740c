/** An engine behind a real sshd on this computer: by a forwarded socket, and by the docker command over there. */
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { createConnection, type EngineConnection } from '../../../electron/engine/connection'
import { parseEndpoint } from '../../../electron/engine/endpoint'
import type { Asked } from '../../../electron/engine/ssh/asking'
import type { SshOptions } from '../../../electron/engine/ssh/context'
import { createHostNames } from '../../../electron/engine/ssh/host-names'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { startSshServer, type SshServer } from '../../support/ssh-server'
import { waitUntil } from '../../../build/tools/wait.mjs'

let daemon: ThrowawayEngine
let server: SshServer
/** Forbids forwarding. */
let strict: SshServer
/** Containers: one that stays, and one that has said much. */
let idle: string
let talkative: string
const lines = 8_000
const open: EngineConnection[] = []

beforeAll(async () => {
  daemon = await throwawayEngine()
  ;[server, strict] = await Promise.all([
    startSshServer({ dockerHost: daemon.host }),
    startSshServer({ dockerHost: daemon.host, lines: ['AllowStreamLocalForwarding no', 'AllowTcpForwarding no'] })
  ])
  const docker = dockerOn(daemon.host)
  await docker('pull', '-q', 'busybox')
  idle = await docker('run', '-d', 'busybox', 'sleep', '600')
  const much = `dd if=/dev/zero bs=1000 count=${lines} 2>/dev/null | tr '\\0' x | fold -w 1000`
  talkative = await docker('run', '-d', 'busybox', 'sh', '-c', much)
  await docker('wait', talkative)
})
afterEach(() => {
  for (const engine of open.splice(0)) engine.dispose()
})
afterAll(async () => {
  await server?.stop()
  await strict?.stop()
  await daemon?.stop()
})

const begin = (address: string, options: SshOptions): EngineConnection => {
  const engine = createConnection('ssh', parseEndpoint(address), undefined, undefined, options)
  open.push(engine)
  engine.start()
  return engine
}
async function reach(address: string, options: SshOptions): Promise<EngineConnection> {
  const engine = begin(address, options)
  await engine.connected(AbortSignal.timeout(20_000)).catch(() => {
    throw new Error(`not connected: ${JSON.stringify(engine.state)}`)
  })
  return engine
}
const Rows = v.array(v.object({ Id: v.string() }))

const ways = (): Record<string, { readonly address: string; readonly options: SshOptions }> => ({
  'a forwarded socket': { address: server.address(daemon.socketPath), options: { configFile: server.configFile } },
  'the docker command over there': { address: strict.address(), options: { configFile: strict.configFile } },
  'an ssh for each connection': {
    address: server.address(daemon.socketPath),
    options: { configFile: server.configFile, shares: false }
  }
})

describe.each(
  Object.keys({ 'a forwarded socket': 1, 'the docker command over there': 1, 'an ssh for each connection': 1 })
)('an engine over ssh, by %s', (name) => {
  let engine: EngineConnection
  beforeAll(async () => {
    const way = ways()[name]
    if (way === undefined) throw new Error(name)
    engine = await reach(way.address, way.options)
    // Kept for all tests of this way.
    open.splice(0)
  })
  afterAll(() => engine?.dispose())

  it('is asked, also thirty times at once', async () => {
    expect(engine.state).toMatchObject({ kind: 'connected', capabilities: { os: 'linux' } })
    const all = await Promise.all(Array.from({ length: 30 }, () => engine.get({ path: '/containers/json' }, Rows)))
    expect(all.map((rows) => rows.map(({ Id }) => Id))).toEqual(Array.from({ length: 30 }, () => [idle]))
  })

  it('runs a program at a terminal, and one that reads its input to its end', async () => {
    const run = (options: { Cmd: string[]; Tty: boolean }, typed: string): Promise<string> =>
      engine.use(async (docker) => {
        const exec = await docker
          .getContainer(idle)
          .exec({ ...options, AttachStdin: true, AttachStdout: true, AttachStderr: true })
        const stream = await exec.start({ hijack: true, stdin: true, Tty: options.Tty })
        const out = new PassThrough()
        if (options.Tty) stream.pipe(out)
        else {
          docker.modem.demuxStream(stream, out, out)
          stream.once('end', () => out.end())
        }
        stream.write(typed)
        if (!options.Tty) stream.end()
        let text = ''
        for await (const chunk of out as AsyncIterable<Buffer>) text += chunk.toString()
        return text
      })
    expect(await run({ Cmd: ['sh', '-c', 'tty; read line; echo "<$line>"'], Tty: true }, 'hello\n')).toMatch(
      /\/dev\/pts\/0[^]*<hello>/
    )
    const long = 'x'.repeat(500_000)
    expect((await run({ Cmd: ['wc', '-c'], Tty: false }, long)).trim()).toBe('500000')
  })

  it('gives a long log whole', async () => {
    const stream = await engine.open({
      path: `/containers/${talkative}/logs`,
      query: { stdout: true, stderr: true },
      bulk: true
    })
    let bytes = 0
    for await (const chunk of stream as AsyncIterable<Buffer>) bytes += chunk.length
    // Each line is a frame of its own: eight bytes before it, its end behind it; the last one has none.
    expect(bytes).toBe(lines * (8 + 1_001) - 1)
  })

  it('tells what happens there', async () => {
    const seen: string[] = []
    engine.onEvent(({ type, action }) => void seen.push(`${type} ${action}`))
    const id = await dockerOn(daemon.host)('create', 'busybox')
    expect(await waitUntil(() => seen.includes('container create'), 10_000)).toBe(true)
    await engine.use((docker) => docker.getContainer(id).remove())
    expect(await waitUntil(() => seen.includes('container destroy'), 10_000)).toBe(true)
  })
})

const foldersHere = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`escale-ssh-${process.pid}-`))
/** The ssh programs that were started here. */
const programsHere = async (): Promise<readonly string[]> => {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return lines.filter((line) => line.includes(server.folder) && !line.includes('sshd'))
}

describe('a link', () => {
  it('leaves nothing behind: no program, no folder', async () => {
    const engine = await reach(server.address(daemon.socketPath), { configFile: server.configFile })
    expect(foldersHere()).toHaveLength(1)
    expect((await programsHere()).length).toBeGreaterThan(0)
    engine.dispose()
    expect(await waitUntil(async () => (await programsHere()).length === 0, 5_000)).toBe(true)
    expect(foldersHere()).toEqual([])
  })

  it('finds the engine of a person over there where the usual socket is not there', async () => {
    const usualSocket = join(server.folder, 'none.sock')
    const engine = await reach(server.address(), { configFile: server.configFile, usualSocket })
    expect(await engine.get({ path: '/info' }, v.object({ DockerRootDir: v.string() }))).toMatchObject({
      DockerRootDir: await dockerOn(daemon.host)('info', '--format', '{{.DockerRootDir}}')
    })
  })

  it('stands while its engine restarts: nobody is asked again', async () => {
    const key = await server.makeKey({ passphrase: 'harbour' })
    const asked: Asked[] = []
    const engine = await reach(server.address(daemon.socketPath), {
      configFile: await server.config({ key }),
      ask: async (one) => {
        asked.push(one)
        return 'harbour'
      }
    })
    // An engine that finds its containers running takes ten seconds to end them.
    await dockerOn(daemon.host)('rm', '-f', idle)
    const started = server.log().split('Accepted publickey').length
    await daemon.kill()
    expect(await waitUntil(() => engine.state.kind !== 'connected', 10_000)).toBe(true)
    await daemon.start()
    expect(await waitUntil(() => engine.state.kind === 'connected', 30_000)).toBe(true)
    expect(asked).toHaveLength(1)
    expect(server.log().split('Accepted publickey')).toHaveLength(started)
  })
})

describe('a name of ssh’s config', () => {
  it('is known by the host behind it, as ssh itself reads it, and nothing is dialled for it', async () => {
    const configFile = await server.config({ lines: ['Host builder', 'HostName 10.0.0.5'] })
    await new Promise<void>((resolve) => {
      const names = createHostNames(() => {
        expect(names.of(parseEndpoint('ssh://ada@builder'))).toBe('10.0.0.5')
        resolve()
      }, configFile)
      names.learn(parseEndpoint('unix:///x.sock'))
      names.learn(parseEndpoint('ssh://ada@builder'))
    })
  })
})

describe('what ssh asks', () => {
  it('is the passphrase of a key, and again where it was wrong', async () => {
    const key = await server.makeKey({ passphrase: 'harbour' })
    const asked: Asked[] = []
    await reach(server.address(daemon.socketPath), {
      configFile: await server.config({ key }),
      ask: async (one) => {
        asked.push(one)
        return asked.length === 1 ? 'wrong' : 'harbour'
      }
    })
    expect(asked).toMatchObject([
      { question: { kind: 'passphrase', key }, again: false },
      { question: { kind: 'passphrase', key }, again: true }
    ])
  })

  it('is asked once where each connection has an ssh of its own', async () => {
    const key = await server.makeKey({ passphrase: 'har bour\\ "$x' })
    let asked = 0
    const engine = await reach(server.address(daemon.socketPath), {
      configFile: await server.config({ key }),
      shares: false,
      ask: async () => {
        asked += 1
        return 'har bour\\ "$x'
      }
    })
    await Promise.all(Array.from({ length: 4 }, () => engine.get({ path: '/version' }, v.unknown())))
    expect(asked).toBe(1)
  })

  it('is not asked again by itself once it was refused', async () => {
    const key = await server.makeKey({ passphrase: 'harbour' })
    const asked: Asked[] = []
    const answers = [undefined, 'harbour']
    const engine = begin(server.address(daemon.socketPath), {
      configFile: await server.config({ key }),
      ask: async (one) => {
        asked.push(one)
        return answers.shift()
      }
    })
    expect(await waitUntil(() => engine.state.kind === 'unreachable', 10_000)).toBe(true)
    expect(engine.state).toMatchObject({ failure: { reason: 'ssh-unanswered' }, retryAt: undefined })
    await expect(engine.get({ path: '/version' }, v.unknown())).rejects.toMatchObject({
      failure: { reason: 'ssh-unanswered' }
    })
    expect(asked).toHaveLength(1)
    engine.retry()
    await engine.connected(AbortSignal.timeout(10_000))
    expect(asked).toHaveLength(2)
  })

  it('is whether an unknown host is the right one, with its fingerprint; once', async () => {
    const configFile = await server.config({ known: '' })
    const asked: Asked[] = []
    const ask: SshOptions['ask'] = async (one) => {
      asked.push(one)
      return 'yes'
    }
    const { dispose } = await reach(server.address(daemon.socketPath), { configFile, ask })
    expect(asked).toMatchObject([
      {
        question: {
          kind: 'host-key',
          host: `[127.0.0.1]:${server.port}`,
          keyType: 'ED25519',
          fingerprint: server.fingerprint
        }
      }
    ])
    dispose()
    await reach(server.address(daemon.socketPath), { configFile, ask })
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['somebody says no', async () => undefined],
    ['nobody is there', undefined]
  ])('is the end of it where %s', async (_name, ask) => {
    const engine = begin(server.address(daemon.socketPath), { configFile: await server.config({ known: '' }), ask })
    expect(await waitUntil(() => engine.state.kind === 'unreachable', 10_000)).toBe(true)
    expect(engine.state).toMatchObject({
      failure: { reason: 'ssh-host-unknown', message: expect.stringContaining(server.fingerprint) },
      retryAt: undefined
    })
  })
})
