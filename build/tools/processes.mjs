/** What /proc says about processes: which are there, which belong to a folder, and how to end them (Linux). */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { waitUntil } from './wait.mjs'

/** @typedef {{ readonly pid: number, readonly parent: number, readonly started: string, readonly command: string }} Process */

/**
 * @param {number} pid
 * @returns {Process | undefined}
 */
function readProcess(pid) {
  try {
    // 4242 (a name) S 1 4242 … : the name may hold spaces and brackets, so count from its last bracket.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')
    return { pid, parent: Number(fields[1]), started: fields[19] ?? '', command }
  } catch {
    return undefined // it has ended in the meantime
  }
}

/** @returns {Process[]} */
export const processes = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? [])

/**
 * When a process began, in the kernel's ticks: with its id it names a process for good, where the id alone comes again.
 * @param {number} pid
 */
export const startOf = (pid) => readProcess(pid)?.started

/**
 * Whether this very process still runs.
 * @param {number} pid
 * @param {string | undefined} started
 */
export const isRunning = (pid, started) => startOf(pid) !== undefined && startOf(pid) === started

/** @param {number} pid */
function workingFolderOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined // it has ended in the meantime
  }
}

/**
 * The processes that name a folder on their command line, the dockerd that was started in it (its command need only name a file that is
 * elsewhere), and all that descend from them.
 * @param {string} folder
 * @returns {Process[]}
 */
export function processesOf(folder) {
  const all = processes().filter(({ pid }) => pid !== process.pid)
  const found = new Set(
    all
      .filter(
        (each) => each.command.includes(`${folder}/`) || (isDockerd(each) && workingFolderOf(each.pid) === folder)
      )
      .map(({ pid }) => pid)
  )
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const each of all) if (found.has(each.parent)) found.add(each.pid)
  }
  return all.filter(({ pid }) => found.has(pid))
}

/**
 * Whether each thread of a process is stopped (SIGSTOP reaches them one after another).
 * @param {number} pid
 */
export function isStopped(pid) {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    return threads.every((thread) => /\) T/.test(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1')))
  } catch {
    return false // it has ended, or a thread has in the meantime
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function signal(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/**
 * Waits for a process's end.
 * @param {number} pid
 * @param {number} milliseconds
 * @returns {Promise<boolean>} false when it still runs then
 */
export const ended = (pid, milliseconds) => waitUntil(() => startOf(pid) === undefined, milliseconds)

/** @param {{ readonly command: string }} process */
export const isDockerd = ({ command }) => /^\S*dockerd( |$)/.test(command)
