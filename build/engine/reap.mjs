/** Ends an engine and takes away everything that it put on the machine, whatever state it is in. Linux, as root. */
import { existsSync, readFileSync, readdirSync, rmSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { ended, isDockerd, processes, processesOf, signal } from '../tools/processes.mjs'
import { run } from '../tools/run.mjs'
import { ask, askList, answers } from './ask.mjs'
import { bridgeOf, removeLinks } from './bridge.mjs'
import { places } from './daemon.mjs'
import { readRecord, recordPath } from './record.mjs'
import { removeChains, removeRules } from './rules.mjs'

/**
 * Removes every container and network of an engine; what cannot be removed is left to the processes' end.
 * @param {import('./ask.mjs').Address} address
 */
export async function removeContainers(address) {
  const containers = await askList(address, '/containers/json?all=1')
  await Promise.all(containers.map(({ Id }) => ask(address, 'DELETE', `/containers/${Id}?force=1&v=1`)))
  await ask(address, 'POST', '/networks/prune')
}

/**
 * The bridges of the networks made on an engine, found in the file where it keeps them.
 * @param {string} folder
 * @returns {string[]}
 */
function networkBridges(folder) {
  const path = join(places(folder).data, 'docker', 'network', 'files', 'local-kv.db')
  return existsSync(path) ? [...new Set(readFileSync(path, 'latin1').match(/\bbr-[0-9a-f]{12}\b/g))] : []
}

/** @param {string} folder */
async function endProcesses(folder) {
  const find = () => processesOf(folder).filter(({ command }) => !command.includes('keeper.mjs'))
  const dockerd = find().find(isDockerd)
  if (dockerd) {
    signal(dockerd.pid, 'SIGCONT')
    signal(dockerd.pid, 'SIGTERM')
    await ended(dockerd.pid, 20_000)
  }
  // Shims start new processes as their containers end: look again until nothing is left.
  for (let round = 0; round < 10; round++) {
    const left = find()
    if (left.length === 0) return
    for (const { pid } of left) signal(pid, 'SIGKILL')
    for (const { pid } of left) await ended(pid, 2_000)
  }
}

/**
 * What a killed shim leaves: its socket in the machine's /run, named in the folder of its container.
 * @param {string} folder
 */
function removeShimSockets(folder) {
  const tasks = join(places(folder).containerdState, 'io.containerd.runtime.v2.task', 'moby')
  if (!existsSync(tasks)) return
  for (const id of readdirSync(tasks)) {
    const file = join(tasks, id, 'address')
    const socket = existsSync(file) ? readFileSync(file, 'utf8').replace(/^unix:\/\//, '') : ''
    if (socket.startsWith('/run/containerd/s/')) rmSync(socket, { force: true })
  }
}

/** @param {string} folder */
async function unmount(folder) {
  // 36 35 98:0 /root /mount\040point … : one line a mount, in the order in which they were made
  const points = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .flatMap(
      (line) => line.split(' ')[4]?.replace(/\\(\d{3})/g, (_, code) => String.fromCharCode(parseInt(code, 8))) ?? []
    )
  for (const point of points.reverse()) if (point.startsWith(`${folder}/`)) await run('umount', ['--lazy', point])
}

/**
 * Removes the control groups below a name, deepest first, in every hierarchy.
 * @param {string} name
 */
function removeControlGroups(name) {
  const root = '/sys/fs/cgroup'
  /** @param {string} path */
  const remove = (path) => {
    try {
      for (const entry of readdirSync(path, { withFileTypes: true }))
        if (entry.isDirectory()) remove(join(path, entry.name))
      rmdirSync(path)
    } catch {
      // Not there in this hierarchy, or still busy for a moment: an empty group costs nothing.
    }
  }
  for (const place of ['', ...(existsSync(root) ? readdirSync(root) : [])])
    if (existsSync(join(root, place, name))) remove(join(root, place, name))
}

/**
 * Safe to call at any time and more than once.
 * @param {string} folder
 * @param {boolean} [keepData] as the engine's record has it unless told; where that says nothing, nothing is lost
 */
export async function reap(folder, keepData = readRecord(folder)?.keepData ?? true) {
  if (!existsSync(folder)) return
  const record = readRecord(folder)
  const at = places(folder)
  if (!keepData && (await answers({ socketPath: at.socket }))) {
    await removeContainers({ socketPath: at.socket }).catch(() => undefined) // its processes end below
  }
  const bridge = record?.second === undefined ? undefined : bridgeOf(record.second).name
  await endProcesses(folder)
  removeShimSockets(folder)
  await unmount(folder)
  const links = [...(bridge ? [bridge] : []), ...networkBridges(folder)]
  await removeLinks(links)
  await removeRules(links)
  if (record?.firewall && !processes().some(isDockerd)) await removeChains()
  if (bridge) removeControlGroups(bridge)
  if (!keepData) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  else
    for (const path of [at.socket, at.pidFile, at.run, recordPath(folder)])
      rmSync(path, { recursive: true, force: true })
}
