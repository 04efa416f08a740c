/** From the spawn to the list painted, beside a bare window's load; the first start, and the second with the same settings. */
import { hasProgram, mustRun } from '../../build/tools/run.mjs'
import { interleave, median, pairedRatio } from './statistics.mjs'
import { makeFolder } from './windows.mjs'

const limit = 1.5

/**
 * @param {import('./windows.mjs').Windows} windows
 * @param {{ readonly rounds: number, readonly dockerHost: string }} settings
 * @returns {Promise<import('./report.mjs').Result[]>}
 */
export async function measureStart(windows, { rounds, dockerHost }) {
  /** @param {import('./windows.mjs').Program} program @param {string} userData */
  const start = async (program, userData) => {
    const window = await windows.open(program, userData)
    await window.close()
    return window.took
  }
  // Unmeasured: the files of both come to the system's cache.
  for (const program of [windows.escale, windows.bare]) await withFolder((folder) => start(program, folder))

  const first = { values: /** @type {number[]} */ ([]), against: /** @type {number[]} */ ([]) }
  const second = { values: /** @type {number[]} */ ([]), against: /** @type {number[]} */ ([]) }
  for (let round = 0; round < rounds; round++)
    await withFolder((own) =>
      withFolder(async (other) => {
        first.values.push(await start(windows.escale, own))
        first.against.push(await start(windows.bare, other))
        second.values.push(await start(windows.escale, own))
        second.against.push(await start(windows.bare, other))
      })
    )
  return [
    result('start: spawn to the list painted', first, limit),
    result('second start, same settings', second, limit),
    ...(await besideCommandLine(first.values, dockerHost))
  ]
}

/**
 * For information: a whole app beside a program that prints the same list and ends.
 * @param {readonly number[]} values
 * @param {string} dockerHost
 */
async function besideCommandLine(values, dockerHost) {
  if (!hasProgram('docker')) return []
  const list = async () => {
    const started = performance.now()
    await mustRun('docker', ['-H', dockerHost, 'ps', '-a'])
    return performance.now() - started
  }
  await list()
  const { against } = await interleave(values.length, async (round) => values[round] ?? NaN, list)
  return [result('start beside docker ps -a', { values, against }, null)]
}

/**
 * @param {string} name
 * @param {{ readonly values: readonly number[], readonly against: readonly number[] }} figures
 * @param {number | null} most
 * @returns {import('./report.mjs').Result}
 */
function result(name, { values, against }, most) {
  const ratio = pairedRatio(values, against)
  return { name, value: median(values), unit: 'ms', against: median(against), ratio, limit: most }
}

/**
 * @template T
 * @param {(path: string) => Promise<T>} work
 */
async function withFolder(work) {
  const folder = makeFolder()
  try {
    return await work(folder.path)
  } finally {
    folder.remove()
  }
}
