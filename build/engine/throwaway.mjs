/** A private engine for tests: made in a second, gone without a trace. Linux, as root, with dockerd and containerd installed. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasProgram } from '../tools/run.mjs'
import { ask, askList } from './ask.mjs'
import { places } from './daemon.mjs'
import { keepEngine } from './keep.mjs'
import { reap, removeContainers } from './reap.mjs'
import { isOwned, readRecord } from './record.mjs'

const prefix = 'escale-engine-'

/**
 * Why no throwaway engine can run here, as the end of a sentence; undefined where one can.
 * @returns {string | undefined}
 */
export function whyNoThrowaway() {
  if (process.platform !== 'linux') return 'a throwaway engine runs on Linux only'
  if (process.getuid?.() !== 0) return 'a throwaway engine needs root'
  const missing = ['dockerd', 'containerd', 'ip', 'iptables'].filter((program) => !hasProgram(program))
  return missing.length > 0 ? `${missing.join(', ')} not installed` : undefined
}

/** Cleans up what runs that were killed, keeper and all, left behind. */
export async function sweep() {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const folder = join(tmpdir(), name)
    const record = readRecord(folder)
    if (isOwned(record)) continue
    // Without a record it is either being made right now, or of no use to anybody.
    if (!record && existsSync(folder) && Date.now() - statSync(folder).mtimeMs < 60_000) continue
    await reap(folder, false)
  }
}

/**
 * @typedef {object} ThrowawayOptions
 * @property {string} [registryMirror] `http://127.0.0.1:PORT`: where `docker pull busybox` finds its images
 * @property {string} [group] the group, by name or number, whose members may use the socket (root alone without it)
 * @property {string} [diskSize] `48m`: all its data is on a disk of that size, in memory
 * @property {string} [configFile] where its daemon.json is: written once, then the test's own
 * @property {import('./daemon.mjs').DaemonSettings['tls']} [tls] listens on 127.0.0.1 with --tlsverify too
 */

/**
 * @param {ThrowawayOptions} [options]
 */
export async function startThrowaway(options = {}) {
  const reason = whyNoThrowaway()
  if (reason) throw new Error(reason)
  await sweep()
  const folder = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(folder, 0o711) // the socket's own group decides who may use it
  const { daemon, close } = await keepEngine(folder, {
    ...options,
    keepData: false,
    firewall: false,
    offline: true
  }).catch((error) => {
    rmSync(folder, { recursive: true, force: true })
    throw error
  })
  const { address } = daemon
  const socketPath = address.socketPath

  return {
    socketPath,
    /** As DOCKER_HOST has it. */
    host: `unix://${socketPath}`,
    folder,
    /** What dockerd and containerd have logged. */
    log: () => readFileSync(places(folder).log, 'utf8'),
    /** dockerd dies at once (SIGKILL); containerd and the containers live on, as on a real machine. */
    kill: () => daemon.signal('SIGKILL'),
    /** dockerd ends in good order, stopping its containers. */
    terminate: () => daemon.signal('SIGTERM'),
    /** Starts dockerd again after kill() or terminate(), on the same socket and data. */
    start: () => daemon.start(),
    /** dockerd stays, its socket too, and nothing is answered, until thaw(). */
    freeze: () => daemon.signal('SIGSTOP'),
    thaw: () => daemon.signal('SIGCONT'),
    /** Removes every container, network, volume and image. */
    async reset() {
      await removeContainers(address)
      const images = await askList(address, '/images/json?all=0')
      for (const { Id } of images) await ask(address, 'DELETE', `/images/${Id}?force=1`)
      const { text } = await ask(address, 'GET', '/volumes')
      for (const { Name } of JSON.parse(text).Volumes ?? []) await ask(address, 'DELETE', `/volumes/${Name}?force=1`)
    },
    /** Ends it and takes away everything that it put on the machine. Safe to call twice. */
    stop: close
  }
}

/** @typedef {Awaited<ReturnType<typeof startThrowaway>>} ThrowawayEngine */
