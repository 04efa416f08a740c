/** What a process and all its descendants cost, from /proc (Linux): processor time and memory. */
import { readFileSync } from 'node:fs'
import { processes } from '../../build/tools/processes.mjs'

/** The kernel's ticks a second, as every architecture of Linux has them for its users (man 5 proc, USER_HZ). */
const ticksPerSecond = 100

/**
 * @param {number} root
 * @param {ReadonlyArray<{ readonly pid: number, readonly parent: number }>} [all]
 * @returns {number[]} the process and all that descend from it
 */
export function tree(root, all = processes()) {
  const found = new Set([root])
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid)
  }
  return [...found]
}

/**
 * @param {string} stat a line of /proc/PID/stat: `4242 (a name) S 1 4242 … utime stime …`
 * @returns {number} user and system time, in ticks
 */
export function ticksOf(stat) {
  // The name may hold spaces and brackets, so count from its last bracket: field 14 and 15 of man 5 proc.
  const fields = stat.replace(/^.*\) /s, '').split(' ')
  return Number(fields[11]) + Number(fields[12])
}

/**
 * @param {string} rollup the text of /proc/PID/smaps_rollup, with a line `Pss:   12345 kB`
 * @returns {number} bytes
 */
export function pssOf(rollup) {
  const [, kibibytes] = /^Pss: +(\d+) kB$/m.exec(rollup) ?? []
  if (kibibytes === undefined) throw new Error('no Pss in smaps_rollup')
  return Number(kibibytes) * 1024
}

/**
 * A process that ends while it is read counts for nothing.
 * @param {number} pid
 * @param {string} file
 * @param {(text: string) => number} parse
 */
function read(pid, file, parse) {
  let text
  try {
    text = readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return 0 // it has ended
  }
  // A zombie has no memory, and an empty file.
  return text === '' ? 0 : parse(text)
}

/**
 * The tree's memory, each shared page divided among those who share it.
 * @param {number} root
 * @returns {number} bytes
 */
export const memory = (root) => tree(root).reduce((sum, pid) => sum + read(pid, 'smaps_rollup', pssOf), 0)

/**
 * Processor time so far of each process of the tree.
 * @param {number} root
 * @returns {ReadonlyMap<number, number>} ticks by process id
 */
export const processorTime = (root) => new Map(tree(root).map((pid) => [pid, read(pid, 'stat', ticksOf)]))

/**
 * What passed between two readings; a process that began in between counts from its begin, one that ended not at all.
 * @param {ReadonlyMap<number, number>} before
 * @param {ReadonlyMap<number, number>} after
 * @returns {number} seconds of one core
 */
export const spent = (before, after) =>
  [...after].reduce((sum, [pid, ticks]) => sum + ticks - (before.get(pid) ?? 0), 0) / ticksPerSecond
