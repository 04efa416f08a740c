/** What a window costs that nobody uses: processor time and memory, beside a bare window's. */
import { setTimeout as sleep } from 'node:timers/promises'
import { interleave, median, pairedRatio } from './statistics.mjs'
import { memory, processorTime, spent } from './usage.mjs'
import { makeFolder } from './windows.mjs'

/** How much of a core it may use beyond the bare window. */
const idleLimit = 0.003
const memoryLimit = 1.4
/** A window's memory has settled when it changes by less than this share in a second, and its start is over. */
const steady = 0.01
const settling = { least: 4, most: 20 }

/**
 * Both windows are open side by side; each share is of the whole time, for a tick of the kernel's clock is a tenth of the limit in one part.
 * @param {import('./windows.mjs').Windows} windows
 * @param {{ readonly parts: number, readonly seconds: number, readonly before: number }} settings how many parts, how long
 *   each, and how many seconds the windows stand before the first
 * @returns {Promise<import('./report.mjs').Result[]>}
 */
export async function measureIdle(windows, { parts, seconds, before }) {
  const folders = [makeFolder(), makeFolder()]
  const own = await windows.open(windows.escale, folders[0]?.path ?? '')
  const other = await windows.open(windows.bare, folders[1]?.path ?? '')
  await sleep(before * 1000)
  const used = { escale: 0, bare: 0, time: 0 }
  for (let part = 0; part < parts; part++) {
    const started = { at: performance.now(), escale: processorTime(own.pid), bare: processorTime(other.pid) }
    await sleep(seconds * 1000)
    used.escale += spent(started.escale, processorTime(own.pid))
    used.bare += spent(started.bare, processorTime(other.pid))
    used.time += (performance.now() - started.at) / 1000
  }
  await Promise.all([own.close(), other.close()])
  for (const folder of folders) folder.remove()
  const value = (used.escale - used.bare) / used.time
  const against = used.bare / used.time
  return [
    { name: 'idle: beyond the bare window', value, unit: 'share of a core', against, ratio: null, limit: idleLimit }
  ]
}

/** @param {number} pid */
async function settled(pid) {
  let last = memory(pid)
  for (let second = 1; ; second++) {
    await sleep(1000)
    const now = memory(pid)
    const change = Math.abs(now - last) / last
    if ((second >= settling.least && change < steady) || second >= settling.most) return now
    last = now
  }
}

/**
 * One window at a time: two would share their pages, and both look smaller.
 * @param {import('./windows.mjs').Windows} windows
 * @param {{ readonly rounds: number }} settings
 * @returns {Promise<import('./report.mjs').Result[]>}
 */
export async function measureMemory(windows, { rounds }) {
  /** @param {import('./windows.mjs').Program} program */
  const measure = (program) => async () => {
    const folder = makeFolder()
    const window = await windows.open(program, folder.path)
    const bytes = await settled(window.pid)
    await window.close()
    folder.remove()
    return bytes
  }
  const { values, against } = await interleave(rounds, measure(windows.escale), measure(windows.bare))
  const ratio = pairedRatio(values, against)
  return [
    {
      name: 'memory of all processes (PSS)',
      value: median(values),
      unit: 'bytes',
      against: median(against),
      ratio,
      limit: memoryLimit
    }
  ]
}
