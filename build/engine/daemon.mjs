/** A Docker engine of one's own in a folder: containerd and dockerd, apart from every other engine of the machine. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ended, isStopped, signal } from '../tools/processes.mjs'
import { mustRun } from '../tools/run.mjs'
import { waitUntil } from '../tools/wait.mjs'
import { answers } from './ask.mjs'

/**
 * @typedef {object} DaemonSettings
 * @property {import('./bridge.mjs').Bridge} bridge
 * @property {boolean} firewall whether it writes firewall rules. A starting dockerd empties the chains of any other engine of the
 *   machine: without rules it leaves them alone, published ports work through its proxy, and containers reach no other network.
 * @property {string} [registryMirror] `http://127.0.0.1:PORT`
 * @property {string} [group] whose members may use the socket
 * @property {{ readonly port: number, readonly ca: string, readonly cert: string, readonly key: string }} [tls] paths; on 127.0.0.1
 * @property {boolean} [offline] refuse every way out of the machine at once, instead of after time-outs
 * @property {string} [diskSize] `48m`: all its data in memory, on a disk of that size
 * @property {string} [configFile] where its settings are, for tests that change them: written where there is no such file yet, and
 *   left alone at each later start
 */

/**
 * @param {string} folder
 * @returns what lies where in an engine's folder
 */
export const places = (folder) => ({
  socket: join(folder, 'docker.sock'),
  data: join(folder, 'data'),
  run: join(folder, 'run'),
  pidFile: join(folder, 'docker.pid'),
  log: join(folder, 'dockerd.log'),
  config: join(folder, 'daemon.json'),
  containerdSocket: join(folder, 'run', 'containerd.sock'),
  containerdState: join(folder, 'run', 'containerd'),
  containerdData: join(folder, 'data', 'containerd'),
  containerdConfig: join(folder, 'containerd.toml')
})

/**
 * dockerd's settings as its configuration file has them; with a file of its own it never reads the machine's.
 * @param {string} folder
 * @param {DaemonSettings} settings
 */
export function daemonJson(folder, { bridge, firewall, registryMirror, group, tls }) {
  const at = places(folder)
  return {
    hosts: [`unix://${at.socket}`, ...(tls ? [`tcp://127.0.0.1:${tls.port}`] : [])],
    'data-root': join(at.data, 'docker'),
    'exec-root': join(at.run, 'docker'),
    pidfile: at.pidFile,
    containerd: at.containerdSocket,
    bridge: bridge.name,
    'default-address-pools': [{ base: bridge.pool, size: 24 }],
    iptables: firewall,
    'exec-opts': ['native.cgroupdriver=cgroupfs'],
    'cgroup-parent': `/${bridge.name}`,
    ...(registryMirror ? { 'registry-mirrors': [registryMirror] } : {}),
    ...(group ? { group } : {}),
    ...(tls ? { tlsverify: true, tlscacert: tls.ca, tlscert: tls.cert, tlskey: tls.key } : {})
  }
}

/** @param {string} path */
const isMounted = (path) =>
  readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .some((line) => line.split(' ')[4] === path)

/**
 * @param {string} folder
 * @param {DaemonSettings} settings
 */
export function createDaemon(folder, settings) {
  const at = places(folder)
  const address = { socketPath: at.socket }
  /** @type {{ containerd: number | undefined, dockerd: number | undefined }} */
  const pids = { containerd: undefined, dockerd: undefined }
  const blackHole = 'http://127.0.0.1:9'
  const env = settings.offline
    ? { ...process.env, HTTP_PROXY: blackHole, HTTPS_PROXY: blackHole, NO_PROXY: `127.0.0.1,${settings.bridge.subnet}` }
    : process.env

  /**
   * In a session of its own: Ctrl-C in the terminal is not for it.
   * @param {string} program
   * @param {string[]} args
   */
  const launch = async (program, args) => {
    const log = openSync(at.log, 'a')
    try {
      const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log], env, cwd: folder })
      await new Promise((resolve, reject) => child.once('spawn', () => resolve(undefined)).once('error', reject))
      child.unref()
      return /** @type {number} */ (child.pid)
    } finally {
      closeSync(log)
    }
  }

  /**
   * Says what went wrong, not what was merely noted: how many notes follow it differs from run to run.
   * @param {string} what
   */
  const failed = (what) => {
    const lines = existsSync(at.log) ? readFileSync(at.log, 'utf8').trim().split('\n') : []
    const telling = lines.filter((line) => !/ level=(debug|info) /.test(line))
    return new Error(`the engine's ${what} did not come up:\n${telling.slice(-6).join('\n')}`)
  }

  const startContainerd = async () => {
    if (pids.containerd !== undefined && !(await ended(pids.containerd, 0))) return
    rmSync(at.containerdSocket, { force: true })
    pids.containerd = await launch('containerd', [
      '--config',
      at.containerdConfig,
      '--address',
      at.containerdSocket,
      '--root',
      at.containerdData,
      '--state',
      at.containerdState
    ])
    if (!(await waitUntil(() => existsSync(at.containerdSocket), 20_000))) throw failed('containerd')
  }

  return {
    address,
    /** Rejects with the end of its log where it does not answer in time. */
    async start() {
      for (const made of [at.data, at.run]) mkdirSync(made, { recursive: true, mode: 0o711 })
      if (settings.diskSize !== undefined && !isMounted(at.data))
        await mustRun('mount', ['-t', 'tmpfs', '-o', `size=${settings.diskSize},mode=711`, 'tmpfs', at.data])
      const config = settings.configFile ?? at.config
      if (config === at.config || !existsSync(config))
        writeFileSync(config, JSON.stringify(daemonJson(folder, settings), undefined, 2))
      writeFileSync(at.containerdConfig, 'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n')
      // The file of a dockerd that was killed would stop the next one whenever its number is in use again.
      rmSync(at.pidFile, { force: true })
      await startContainerd()
      const dockerd = await launch('dockerd', ['--config-file', config])
      pids.dockerd = dockerd
      let gone = false
      const up = await waitUntil(async () => (gone = await ended(dockerd, 0)) || (await answers(address)), 60_000, 50)
      if (!up || gone) throw failed('dockerd')
    },
    /**
     * Sends dockerd a signal: SIGKILL, SIGTERM, or SIGSTOP for an engine that never answers and SIGCONT to wake it.
     * Resolves once it has ended, where the signal ends it.
     * @param {NodeJS.Signals} name
     */
    async signal(name) {
      if (pids.dockerd === undefined) return
      const pid = pids.dockerd
      signal(pid, name)
      if (name === 'SIGCONT') return
      if (!(await (name === 'SIGSTOP' ? waitUntil(() => isStopped(pid), 5_000) : ended(pid, 30_000))))
        throw new Error(`dockerd did not follow ${name}`)
    }
  }
}
