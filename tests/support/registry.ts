/** A real registry (Debian's docker-registry) on loopback, and ways to it that can be made slow. */
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { request as requestEncrypted } from 'node:https'
import { connect, createServer as createSocketServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port'
import { startOf } from '../../build/tools/processes.mjs'
import { mustRun } from '../../build/tools/run.mjs'
import { waitUntil } from '../../build/tools/wait.mjs'

export interface Registry {
  /** `127.0.0.1:PORT`, as in an image's name. */
  readonly address: string
  /** `http://127.0.0.1:PORT`, as --registry-mirror has it. */
  readonly url: string
  readonly stop: () => Promise<void>
}

export interface RegistryRelay {
  /** `127.0.0.1:PORT` */
  readonly address: string
  /** For --registry-mirror. */
  readonly url: string
  /** Layers come so slowly from now on that progress can be seen and a pull be cancelled; `undefined`: at full speed. */
  readonly setSpeed: (bytesPerSecond: number | undefined) => void
  readonly stop: () => Promise<void>
}

/** A way of its own to the registry at a port of this machine: what it is slowed by concerns nobody else. */
export async function startRelay(port: number): Promise<RegistryRelay> {
  let speed = 0
  const relay = createServer((asked, answer) => forward(asked, answer, port, () => speed))
  // One that it closed as idle could be taken for the next request at that moment: who asks closes it.
  relay.keepAliveTimeout = 0
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${(relay.address() as AddressInfo).port}`
  return {
    address,
    url: `http://${address}`,
    setSpeed: (bytesPerSecond = 0) => void (speed = bytesPerSecond),
    stop: async () => {
      relay.closeAllConnections()
      await new Promise((resolve) => relay.close(resolve))
    }
  }
}

const prefix = 'escale-registry-'

/** Removes what runs that were killed have left. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : undefined
    if (pid !== undefined && startOf(pid) === undefined)
      await rm(join(tmpdir(), name), { recursive: true, force: true })
  }
}

export interface RegistryOptions {
  /** Only they may pull and push, by these passwords. */
  readonly users?: Readonly<Record<string, string>>
  /** Only with a token that this server has given (./token-server). */
  readonly token?: {
    readonly realm: string
    readonly service: string
    readonly issuer: string
    readonly bundle: string
  }
  /** Paths of its certificate and key: it speaks HTTPS alone, with no proxy before it. */
  readonly tls?: {
    readonly cert: string
    readonly key: string
    /** Only clients whose certificate it signed. */ readonly clients?: string
  }
  /** Whether images may be deleted; they may where nothing is said. */
  readonly deletes?: boolean
}

export async function startRegistry({ users, token, tls, deletes = true }: RegistryOptions = {}): Promise<Registry> {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  const inner = await freePort()
  const config = join(folder, 'config.yml')
  await writeFile(
    config,
    `version: 0.1
log: { level: warn }
storage: { filesystem: { rootdirectory: ${folder}/data }, delete: { enabled: ${deletes} } }
http: { addr: 127.0.0.1:${inner}${tls === undefined ? '' : `, tls: { certificate: ${tls.cert}, key: ${tls.key}${tls.clients === undefined ? '' : `, clientcas: [${tls.clients}]`} }`} }
${users === undefined ? '' : `auth: { htpasswd: { realm: test, path: ${join(folder, 'htpasswd')} } }`}
${
  token === undefined
    ? ''
    : `auth: { token: { realm: '${token.realm}', service: ${token.service}, issuer: ${token.issuer}, rootcertbundle: ${token.bundle} } }`
}
`
  )
  const entries = Object.entries(users ?? {}).map(([name, password]) => mustRun('htpasswd', ['-nbB', name, password]))
  await writeFile(join(folder, 'htpasswd'), (await Promise.all(entries)).join('\n'))
  // The kernel ends it with this process, however that ends.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'docker-registry', 'serve', config], { stdio: 'ignore' })
  const failed = new Promise<never>((_, reject) => child.once('error', reject))
  failed.catch(() => undefined) // told by the race below, or of no interest any more
  const answers = () =>
    new Promise<boolean>((resolve) => {
      const asked = (tls === undefined ? request : requestEncrypted)(
        { host: '127.0.0.1', port: inner, path: '/v2/', rejectUnauthorized: false },
        (answer) => {
          answer.resume()
          resolve(answer.statusCode === 200 || answer.statusCode === 401)
        }
      )
      // It talks to none but its clients, and so it is there.
      const refuses = (error: NodeJS.ErrnoException) => tls?.clients !== undefined && error.code !== 'ECONNREFUSED'
      asked.on('error', (error) => resolve(refuses(error))).end()
    })
  const up = await Promise.race([waitUntil(answers, 15_000), failed])
  if (!up) throw new Error('docker-registry did not come up')

  const relay = tls === undefined ? await startRelay(inner) : undefined
  const address = relay?.address ?? `127.0.0.1:${inner}`

  return {
    address,
    url: `${tls === undefined ? 'http' : 'https'}://${address}`,
    stop: async () => {
      child.kill('SIGKILL')
      await relay?.stop()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

function forward(asked: IncomingMessage, answer: ServerResponse, port: number, speed: () => number): void {
  const { method, url, headers } = asked
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers)
    pipeline(reply, (chunks: AsyncIterable<Buffer>) => slowly(chunks, speed), answer).catch(() => answer.destroy())
  })
  onward.on('error', () => answer.destroy())
  answer.on('close', () => onward.destroy())
  asked.pipe(onward)
}

/** Pieces of a twentieth of a second; the speed is asked for each, so that a change counts at once. */
async function* slowly(chunks: AsyncIterable<Buffer>, speed: () => number): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    for (let sent = 0; sent < chunk.length;) {
      const now = speed()
      const piece = chunk.subarray(sent, now > 0 ? sent + Math.max(1, Math.ceil(now / 20)) : undefined)
      sent += piece.length
      yield piece
      if (now > 0) await sleep((piece.length / now) * 1000)
    }
  }
}

/** Another address of this machine for a registry: loopback is believed blindly, by docker's rule. Gives `HOST:PORT`. */
export async function relayFrom(
  host: string,
  address: string
): Promise<{ address: string; stop: () => Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createSocketServer((client) => {
    const onward = connect(Number(address.split(':')[1]), '127.0.0.1')
    client.pipe(onward).pipe(client)
    for (const socket of [client, onward]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return {
    address: `${host}:${(server.address() as AddressInfo).port}`,
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
}
