/** A real sshd on loopback with keys, port and settings of its own, and the config that its clients are given: nobody's ~/.ssh is read. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mustRun, run } from '../../build/tools/run.mjs'
import { waitUntil } from '../../build/tools/wait.mjs'
import { freePort } from './free-port'

export interface SshServerOptions {
  /** `DOCKER_HOST` of the sessions: which engine the docker command over there acts on. */
  readonly dockerHost?: string
  /** The folders in which the sessions find programs: an empty one for a machine without Docker. */
  readonly path?: string
  /** Further lines of its sshd_config. */
  readonly lines?: readonly string[]
}

export interface SshServer {
  readonly port: number
  /** For `ssh -F`: the key, and a file of known hosts that holds this server's. */
  readonly configFile: string
  readonly folder: string
  /** `SHA256:…` of its host key. */
  readonly fingerprint: string
  /** `ssh://root@127.0.0.1:PORT` and the path of a socket over there. */
  address(path?: string): string
  /** A config of another client: `key` as IdentityFile, `known` as the content of its known_hosts. */
  config(options?: {
    readonly key?: string
    readonly known?: string
    readonly lines?: readonly string[]
  }): Promise<string>
  /** A new key that the server lets in, or not; its path. */
  makeKey(options?: { readonly passphrase?: string; readonly isLetIn?: boolean }): Promise<string>
  /** Gives it another host key. It must be started anew. */
  changeHostKey(): Promise<void>
  /** The sessions that stand are cut; it goes on to listen. */
  cut(): Promise<void>
  /** Nobody listens any more, and nothing stands. */
  kill(): Promise<void>
  start(): Promise<void>
  log(): string
  stop(): Promise<void>
}

const startLimit = 10_000

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => {
      resolve(true)
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
  })

/** Children of a process, from its own words in /proc. */
async function childrenOf(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const direct = text.split(' ').filter(Boolean).map(Number)
  const further = await Promise.all(direct.map(childrenOf))
  return [...direct, ...further.flat()]
}

export async function startSshServer(options: SshServerOptions = {}): Promise<SshServer> {
  const folder = await mkdtemp(join(tmpdir(), 'escale-far-'))
  const at = (name: string): string => join(folder, name)
  const port = await freePort()
  let count = 0
  const keygen = (file: string, passphrase = ''): Promise<unknown> =>
    mustRun('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', 'escale-test', '-f', file])
  const makeKey: SshServer['makeKey'] = async ({ passphrase, isLetIn = true } = {}) => {
    const file = at(`key-${count++}`)
    await keygen(file, passphrase)
    if (isLetIn) await writeFile(at('authorized_keys'), await readFile(`${file}.pub`), { flag: 'a' })
    return file
  }
  const knownLine = async (): Promise<string> =>
    `[127.0.0.1]:${port} ${(await readFile(at('host.pub'), 'utf8')).split(' ').slice(0, 2).join(' ')}\n`
  const config: SshServer['config'] = async ({ key = at('key-0'), known, lines = [] } = {}) => {
    const number = count++
    await writeFile(at(`known-${number}`), known ?? (await knownLine()))
    const own = [
      ['IdentityFile', key],
      ['IdentitiesOnly', 'yes'],
      ['IdentityAgent', 'none'],
      ['UserKnownHostsFile', at(`known-${number}`)],
      ['GlobalKnownHostsFile', '/dev/null']
    ]
    await writeFile(at(`config-${number}`), `${[...own.map((words) => words.join(' ')), ...lines].join('\n')}\n`)
    return at(`config-${number}`)
  }

  // Debian's service makes it; the program looks for it whoever starts it.
  await mkdir('/run/sshd', { recursive: true })
  await keygen(at('host'))
  await makeKey()
  const environment = [
    ...(options.dockerHost === undefined ? [] : [`DOCKER_HOST=${options.dockerHost}`]),
    ...(options.path === undefined ? [] : [`PATH=${options.path}`])
  ]
  const settings = [
    ...(options.lines ?? []),
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${at('host')}`,
    `AuthorizedKeysFile ${at('authorized_keys')}`,
    'StrictModes no',
    'PidFile none',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin yes',
    'MaxStartups 100',
    ...(environment.length === 0 ? [] : [`SetEnv ${environment.join(' ')}`])
  ]
  await writeFile(at('sshd_config'), `${settings.join('\n')}\n`)

  let program: ChildProcess | undefined
  let log = ''
  const start = async (): Promise<void> => {
    // It starts itself anew for each session, and wants its own whole path for that.
    const child = spawn('/usr/sbin/sshd', ['-f', at('sshd_config'), '-D', '-e'], {
      stdio: ['ignore', 'ignore', 'pipe']
    })
    child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
    program = child
    if (!(await waitUntil(() => answers(port), startLimit))) throw new Error(`sshd does not start: ${log}`)
  }
  const end = async (signal: NodeJS.Signals, pids: readonly number[]): Promise<void> => {
    for (const pid of pids) {
      try {
        process.kill(pid, signal)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
      }
    }
  }
  const cut = async (): Promise<void> => {
    if (program?.pid !== undefined) await end('SIGKILL', await childrenOf(program.pid))
  }
  const kill = async (): Promise<void> => {
    const present = program
    if (present?.pid === undefined || present.exitCode !== null) return
    const ended = new Promise((resolve) => present.once('exit', resolve))
    await end('SIGKILL', [present.pid, ...(await childrenOf(present.pid))])
    await ended
  }
  await start()

  return {
    port,
    folder,
    configFile: await config(),
    fingerprint: (await run('ssh-keygen', ['-lf', at('host.pub')])).stdout.split(' ')[1] ?? '',
    address: (path = '') => `ssh://root@127.0.0.1:${port}${path}`,
    config,
    makeKey,
    async changeHostKey() {
      await Promise.all(['host', 'host.pub'].map((name) => rm(at(name))))
      await keygen(at('host'))
    },
    cut,
    kill,
    start,
    log: () => log,
    async stop() {
      await kill()
      await rm(folder, { recursive: true, force: true })
    }
  }
}
