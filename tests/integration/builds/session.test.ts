/** What BuildKit asks back over a build's session: in a thread of its own where the engine is on this computer, else in the main process. */
import { execFile, execFileSync } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { startRegistry, type Registry } from '../../support/registry'
import { idOf, openBuilds } from './build-client'

const execute = promisify(execFile)
let engine: ThrowawayEngine
let registry: Registry
let docker: ReturnType<typeof dockerOn>
/** The engine's socket, as another computer would see it. */
let relay: Server
const relayed = new Set<Socket>()

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  registry = await startRegistry({ users: { someone: 'hush' } })
  relay = createServer({ allowHalfOpen: true }, (socket) => {
    const inner = connect({ path: engine.socketPath, allowHalfOpen: true })
    for (const [one, other] of [
      [socket, inner],
      [inner, socket]
    ] as const) {
      relayed.add(one)
      one.on('error', () => other.destroy()).once('close', () => relayed.delete(one))
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  await docker('pull', 'busybox')
})
afterAll(async () => {
  for (const socket of relayed) socket.destroy()
  relay?.close()
  await registry?.stop()
  await engine?.stop()
})

/** `X-Registry-Auth` of the private registry's one user. */
const registryAuth = async (host: string): Promise<string | undefined> =>
  host === registry.address
    ? Buffer.from(JSON.stringify({ username: 'someone', password: 'hush', serveraddress: host })).toString('base64')
    : undefined

describe.each(['its socket', 'TCP'])('over the session of a build by %s, BuildKit', (way) => {
  let client: ReturnType<typeof openBuilds>
  beforeAll(() => {
    const { port } = relay.address() as AddressInfo
    client = openBuilds(
      way === 'TCP' ? { kind: 'tcp', host: '127.0.0.1', port, basePath: '' } : engine.socketPath,
      registryAuth
    )
  })
  afterAll(() => client.close())

  it('asks only for the files that it needs, and for those that changed', async () => {
    const noise = (seed: number) => Buffer.alloc(400_000, String(seed))
    const folder = client.folder({
      Dockerfile: 'FROM scratch\nCOPY wanted/ link /x/\n',
      'unwanted/a': noise(1),
      'wanted/a': noise(2),
      'wanted/b': noise(3),
      'far/c': 'linked'
    })
    symlinkSync('far/c', join(folder, 'link'))
    const options = { context: { kind: 'folder', path: folder } } as const
    const first = await client.build(options)
    idOf(first)
    expect(first.build.sentBytes).toBeGreaterThan(800_000)
    expect(first.build.sentBytes).toBeLessThan(900_000)
    writeFileSync(join(folder, 'wanted/b'), noise(4))
    const second = await client.build(options)
    expect(idOf(second)).not.toBe(idOf(first))
    expect(second.build.sentBytes).toBeGreaterThan(400_000)
    expect(second.build.sentBytes).toBeLessThan(500_000)
  })

  it('is given secrets, which stay out of the image', async () => {
    const folder = client.folder({
      Dockerfile:
        'FROM busybox\nRUN --mount=type=secret,id=token,required=true wc -c < /run/secrets/token > /size\nRUN test ! -s /run/secrets/token\nCMD cat /size\n',
      token: 'hush-hush'
    })
    client.chosen.add(join(folder, 'token'))
    const options = { context: { kind: 'folder', path: folder } } as const
    const built = await client.build({ ...options, secrets: [`id=token,src=${join(folder, 'token')}`] })
    expect(await docker('run', '--rm', idOf(built))).toBe('9')
    const { build } = await client.build({ ...options, noCache: true })
    expect(build.outcome).toMatchObject({ kind: 'failed', reason: { lines: { first: 2, last: 2 } } })
    await expect(
      client.start({ ...options, builder: 'classic', secrets: [`id=token,src=${join(folder, 'token')}`] }).ended
    ).rejects.toMatchObject({ failure: { kind: 'unsupported' } })
  })

  it('is given who is signed in at a registry', async () => {
    const name = `${registry.address}/private:1`
    await docker('tag', 'busybox', name)
    const auths = { [registry.address]: { auth: Buffer.from('someone:hush').toString('base64') } }
    const config = client.folder({ 'config.json': JSON.stringify({ auths }) })
    await execute('docker', ['--config', config, '-H', engine.host, 'push', '-q', name])
    await docker('rmi', name)
    const text = `FROM ${name}\nRUN echo ${way} > /way\n`
    const context = { kind: 'folder', path: client.folder({ Dockerfile: text }) } as const
    idOf(await client.build({ context, pull: true, noCache: true }))
    const stranger = openBuilds(engine.socketPath)
    try {
      const path = stranger.folder({ Dockerfile: text })
      const refused = await stranger.build({ context: { kind: 'folder', path }, pull: true, noCache: true })
      expect(refused.build.outcome).toMatchObject({ kind: 'failed' })
    } finally {
      await stranger.close()
    }
  })

  it('is told what the system says of a file that cannot be read', async () => {
    // A folder's own limits mean nothing to root: a path that is too long to be opened, for anybody.
    const folder = client.folder({ Dockerfile: 'FROM scratch\nCOPY . /x/\n', 'a/b': 'x' })
    const deep = 'chdir shift; for (1..20) { mkdir $n = "0" x 250; chdir $n }'
    execFileSync('perl', ['-e', deep, folder])
    try {
      const { build } = await client.build({ context: { kind: 'folder', path: folder }, noCache: true })
      expect(build.outcome).toMatchObject({
        kind: 'failed',
        reason: { failure: { message: expect.stringContaining('ENAMETOOLONG') as string } }
      })
    } finally {
      // By its own folders, one after the other: the whole path is too long for whoever clears up too.
      execFileSync('rm', ['-rf', folder])
    }
  })

  it('is left in the middle where the build is cancelled, and the next goes well', async () => {
    const files = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`some/${index}`, `${way} ${index}`]))
    const folder = client.folder({ Dockerfile: 'FROM busybox\nCOPY . /x/\nRUN sleep 600\n', ...files })
    const options = { context: { kind: 'folder', path: folder }, noCache: true } as const
    const { id, context, ended } = client.start(options)
    await expect.poll(() => client.builds.get(id)?.sentBytes, { interval: 5 }).toBeGreaterThan(0)
    context.abort.abort()
    await expect(ended).rejects.toMatchObject({ failure: { kind: 'cancelled' } })
    writeFileSync(join(folder, 'Dockerfile'), 'FROM busybox\nCOPY . /x/\nCMD ls /x/some | wc -l\n')
    expect(await docker('run', '--rm', idOf(await client.build(options)))).toBe('500')
  })

  it('lends the SSH agent to the steps that ask for it', async () => {
    // An agent without keys: it is asked for its identities (11), and has none (12).
    const place = client.folder({})
    const agent = createServer((socket) => {
      socket.on('error', () => undefined).on('data', () => socket.write(Buffer.from([0, 0, 0, 5, 12, 0, 0, 0, 0])))
    })
    await new Promise<void>((resolve) => agent.listen(join(place, 'agent'), resolve))
    const before = process.env['SSH_AUTH_SOCK']
    process.env['SSH_AUTH_SOCK'] = join(place, 'agent')
    try {
      // Something in the image that speaks to a socket: this machine's perl, with the libraries that it is linked to.
      const libraries = execFileSync('ldd', ['/usr/bin/perl'], { encoding: 'utf8' }).match(/\/\S+/g) ?? []
      const loader = libraries.map((path) => basename(path)).find((name) => name.startsWith('ld-')) ?? ''
      const program = String.raw`socket(S,1,1,0);connect(S,pack("Sa*x",1,$ENV{SSH_AUTH_SOCK}))||die $!;syswrite(S,"\0\0\0\1\13");sysread(S,$b,9);print unpack("H*",$b),"\n"`
      const folder = client.folder({
        Dockerfile: `FROM busybox\nCOPY perl/ /perl/\nRUN chmod +x /perl/*\nRUN --mount=type=ssh,required=true /perl/${loader} --library-path /perl /perl/perl -e '${program}'\n`,
        ...Object.fromEntries(
          ['/usr/bin/perl', ...libraries].map((path) => [`perl/${basename(path)}`, readFileSync(path)])
        )
      })
      const options = { context: { kind: 'folder', path: folder } } as const
      const { build, lines } = await client.build({ ...options, ssh: ['default'], noCache: true })
      expect(build.outcome, JSON.stringify(build.outcome)).toMatchObject({ kind: 'done' })
      expect(lines.map(({ text }) => text.trim())).toEqual(['000000050c00000000'])
      const without = await client.build({ ...options, noCache: true })
      expect(without.build.outcome).toMatchObject({ kind: 'failed' })
    } finally {
      if (before === undefined) delete process.env['SSH_AUTH_SOCK']
      else process.env['SSH_AUTH_SOCK'] = before
      agent.close()
    }
  })
})
