/**
 * A fresh Debian in a folder, with processes, mounts and a network of its own: what is installed and started in it is gone with it, and
 * this machine notices nothing. Linux, as root, with debootstrap. It is made once, from the mirror that this machine installs from,
 * and copied for each test.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { createConnection, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheFolder } from '../../build/tools/folders.mjs'
import { hasProgram, mustRun, run } from '../../build/tools/run.mjs'
import { waitUntil } from '../../build/tools/wait.mjs'

export interface DebianFolder {
  /** The folder that holds it. */
  readonly path: string
  /** A path of it, for this machine's programs: also what is on its own mounts (`/run`). */
  inside(path: string): string
  /** A program to be run in it. apt-get alone has this machine's network; everything else has one of its own. */
  through(words: readonly string[]): readonly [program: string, ...words: string[]]
  /** In its own network, what is sent to 127.0.0.1:port arrives at this machine's 127.0.0.1:port. */
  relay(port: number): Promise<void>
  /** The parent of its containers' cgroups: for `cgroup-parent`. */
  readonly cgroup: string
  stop(): Promise<void>
}

const suite = 'bookworm'

/** Its lines for sources.list, the release itself first; empty: this machine installs from no Debian of that name. */
async function sources(): Promise<ReadonlyArray<{ readonly address: string; readonly line: string }>> {
  // http://deb.debian.org/debian/ bookworm Debian
  const format = '$(REPO_URI) $(RELEASE) $(LABEL)'
  const { stdout } = await run('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'])
  const found = new Map<string, { address: string; line: string; first: boolean }>()
  for (const text of stdout.split('\n')) {
    const [address = '', release = '', label = ''] = text.split(' ')
    if (!label.startsWith('Debian') || !release.startsWith(suite)) continue
    found.set(text, { address, line: `deb ${address} ${release} main`, first: release === suite })
  }
  return [...found.values()].sort((one, other) => Number(other.first) - Number(one.first))
}

/** As the end of a sentence; undefined where one can be made. */
export async function whyNoDebian(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a Debian in a folder needs Linux and root'
  const missing = ['debootstrap', 'unshare', 'nsenter', 'chroot', 'ip'].filter((program) => !hasProgram(program))
  if (missing.length > 0) return `${missing.join(', ')} not installed`
  return (await sources())[0]?.line.includes(` ${suite} `) === true
    ? undefined
    : `this machine installs from no mirror of Debian ${suite}`
}

/** The folder that is copied; made where it is not there yet. */
async function original(): Promise<string> {
  const [main, ...others] = await sources()
  const folder = join(cacheFolder(), 'tests', `debian-${suite}-2`)
  if (existsSync(folder)) return folder
  await mkdir(join(cacheFolder(), 'tests'), { recursive: true })
  const made = await mkdtemp(`${folder}.`)
  try {
    // A mirror that stumbles over one of a hundred packages is asked for it again, by who fetches them.
    const patience = join(made, '.wgetrc')
    await writeFile(
      patience,
      'tries = 8\nwaitretry = 3\nretry_connrefused = on\nretry_on_http_error = 429,500,502,503,504\n'
    )
    await mustRun('env', [`WGETRC=${patience}`, 'debootstrap', '--variant=minbase', suite, made, main?.address ?? ''])
    await rm(patience)
    await writeFile(
      join(made, 'etc/apt/sources.list'),
      [main, ...others].map((source) => `${source?.line ?? ''}\n`).join('')
    )
    // A proxy of this machine's, where it has one; and only what is needed, without waiting for the disk.
    const { stdout } = await run('apt-config', ['dump', 'Acquire'])
    const proxies = stdout.split('\n').filter((line) => /^Acquire::https?::Proxy/.test(line))
    const lines = [
      ...proxies,
      'APT::Install-Recommends "false";',
      'DPkg::Options {"--force-unsafe-io";"--force-confold";}'
    ]
    await writeFile(join(made, 'etc/apt/apt.conf.d/01test'), `${lines.join('\n')}\n`)
    // Where even root may not raise its limits, the service's script would give up.
    await writeFile(join(made, 'etc/default/docker'), 'ulimit() { command ulimit "$@" 2>/dev/null || :; }\n')
    // No package starts anything when it is installed: invoke-rc.d(8).
    await writeFile(join(made, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 })
    // The service's script makes control groups of its own, which would be this machine's, unless fstab says that they are there.
    await writeFile(join(made, 'etc/fstab'), 'cgroup /sys/fs/cgroup cgroup defaults 0 0\n')
    await rename(made, folder)
  } catch (error) {
    await rm(made, { recursive: true, force: true })
    // Another run was faster.
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** Its first process waits, for its orphans too: what has ended is gone, as a service's script wants to see it. */
const setUp = `set -e
mount --make-rprivate /
mount --bind "$1" "$1"
mount -t proc proc "$1/proc"
mount --rbind /sys "$1/sys"
mount --rbind /dev "$1/dev"
mount --make-rslave "$1/sys"
mount --make-rslave "$1/dev"
mount -t tmpfs tmpfs "$1/run"
ip link set lo up
echo ready
sleep infinity & wait`

/** Whoever makes it stops it. */
export async function debianFolder(): Promise<DebianFolder> {
  const from = await original()
  const path = await mkdtemp(join(tmpdir(), 'escale-debian-'))
  // cp -a keeps owners, links and modes; Node's own copy does not keep owners.
  await mustRun('cp', ['-a', '--reflink=auto', `${from}/.`, path])
  // Its people must get past its own root.
  await chmod(path, 0o755)
  await cp('/etc/resolv.conf', join(path, 'etc/resolv.conf'), { dereference: true })
  const cgroup = `/escale-debian-${randomBytes(4).toString('hex')}`
  const apart = ['--mount', '--pid', '--fork', '--net', '--ipc', '--uts', '--kill-child']
  const keeper = begin('unshare', [...apart, 'sh', '-c', setUp, 'sh', path])
  const pid = await insideOf(keeper)
  const helpers: ChildProcess[] = []
  const servers: Server[] = []
  const inside = (name: string): string => `/proc/${pid}/root${path}${name}`
  return {
    path,
    cgroup,
    inside,
    through(words) {
      const network = words[0] === 'apt-get' ? [] : ['--net']
      const where = [`--target=${pid}`, '--mount', '--pid', '--ipc', '--uts', ...network, '--']
      return ['nsenter', ...where, 'chroot', path, ...words]
    },
    async relay(port) {
      const socket = `${path}/relay-${port}`
      const server = createServer((near) => joinSockets(near, createConnection(port, '127.0.0.1')))
      await new Promise<void>((resolve) => server.listen(socket, resolve))
      servers.push(server)
      const helper = begin('nsenter', [
        `--target=${pid}`,
        '--net',
        process.execPath,
        '-e',
        relayCode,
        String(port),
        socket
      ])
      helpers.push(helper)
      await firstLine(helper)
    },
    async stop() {
      for (const server of servers) server.close()
      for (const process of [...helpers, keeper]) await ended(process)
      await removeCgroups(cgroup)
      await rm(path, { recursive: true, force: true })
    }
  }
}

const begin = (program: string, words: readonly string[]): ChildProcess =>
  spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] })

function joinSockets(one: ReturnType<typeof createConnection>, other: ReturnType<typeof createConnection>): void {
  for (const [from, to] of [
    [one, other],
    [other, one]
  ] as const) {
    from.pipe(to)
    from.on('error', () => to.destroy())
  }
}

const relayCode = `const net = require('node:net'), [port, socket] = process.argv.slice(1)
net.createServer((near) => {
  const far = net.createConnection(socket)
  near.pipe(far).pipe(near)
  near.on('error', () => far.destroy()); far.on('error', () => near.destroy())
}).listen(Number(port), '127.0.0.1', () => console.log('ready'))`

/** What a process writes first; its own words where it ends before. */
function firstLine(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (piece: Buffer) => (said += piece.toString()))
    child.stdout?.once('data', () => resolve())
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })
}

/** The first process of the namespace, as this machine numbers it. */
async function insideOf(keeper: ChildProcess): Promise<number> {
  await firstLine(keeper)
  const children = await readFile(`/proc/${keeper.pid}/task/${keeper.pid}/children`, 'utf8')
  return Number(children.trim())
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  child.kill('SIGKILL')
  await closed
}

/** Those of its containers: empty folders by now, the innermost first. In each hierarchy of version 1, or the one of version 2. */
async function removeCgroups(name: string): Promise<void> {
  const root = '/sys/fs/cgroup'
  const hierarchies = existsSync(join(root, 'cgroup.controllers'))
    ? [root]
    : readdirSync(root).map((one) => join(root, one))
  for (const hierarchy of hierarchies) {
    const folder = join(hierarchy, name)
    // The processes have been killed, and may take a moment to be gone.
    await waitUntil(async () => {
      await removeTree(folder)
      return !existsSync(folder)
    }, 10_000)
  }
}

async function removeTree(folder: string): Promise<void> {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await removeTree(join(folder, entry.name))
  // Still in use: it is tried again.
  await rmdir(folder).catch(() => undefined)
}
