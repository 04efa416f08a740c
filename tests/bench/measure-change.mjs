/** From the engine's event to the row changed in the window, quiet and under a storm. */
import { setTimeout as sleep } from 'node:timers/promises'
import { note } from '../../build/tools/step.mjs'
import { waitUntil } from '../../build/tools/wait.mjs'
import { rename, watchRenames } from './engine-api.mjs'
import { readSightings, showFirst, watchRows } from './in-page.mjs'
import { delays, rowName, rowNames } from './sightings.mjs'
import { median, percentile } from './statistics.mjs'

/** Rows that are renamed: fewer than the window shows. */
export const renamedRows = 12
const limit = 100
const storm = 50
/** Between two quiet renames, milliseconds: the app has long come to rest. */
const pause = 250

/**
 * @param {import('./windows.mjs').Windows} windows
 * @param {{ readonly address: { readonly socketPath: string }, readonly quiet: number, readonly seconds: number }} settings
 *   how many renames one at a time, and how many seconds the storm lasts
 * @returns {Promise<import('./report.mjs').Result[]>}
 */
export async function measureChange(windows, { address, quiet, seconds }) {
  const { page, close } = await windows.drive(windows.escale)
  await showFirst(page, rowName(0, 0))
  await page.evaluate(watchRows, rowNames.source)
  const renames = await watchRenames(address)
  const versions = Array.from({ length: renamedRows }, () => 0)
  const next = async (/** @type {number} */ turn) => {
    const row = turn % renamedRows
    const version = versions[row] ?? 0
    versions[row] = version + 1
    await rename(address, rowName(row, version), rowName(row, version + 1))
  }
  const finish = async (/** @type {number} */ sent) => {
    if (!(await waitUntil(() => renames.events.length >= sent, 30_000)))
      throw new Error('the engine did not tell of every rename')
    const events = renames.events.splice(0)
    /** @type {number[]} */
    let found = []
    await waitUntil(
      async () => (found = delays(events, await page.evaluate(readSightings))).every(Number.isFinite),
      5_000,
      500
    )
    return found
  }

  for (let turn = 0; turn < quiet; turn++) {
    await next(turn)
    await sleep(pause)
  }
  const alone = await finish(quiet)

  /** @type {Promise<void>[]} */
  const sent = []
  const started = performance.now()
  for (let turn = 0; turn < storm * seconds; turn++) {
    // One row's renames go one after another: twelve turns apart, the earlier has long been answered.
    const before = sent[turn - renamedRows] ?? Promise.resolve()
    sent.push(before.then(() => next(turn)))
    await sleep(Math.max(0, started + ((turn + 1) * 1000) / storm - performance.now()))
  }
  await Promise.all(sent)
  const crowded = await finish(sent.length)
  const rate = (sent.length * 1000) / (performance.now() - started)
  renames.close()
  await close()
  if (rate < storm * 0.9) note(`The engine managed ${rate.toFixed(0)} renames a second only.`)
  return [...results('event to row, quiet', alone), ...results(`event to row, ${storm} a second`, crowded)]
}

/**
 * @param {string} name
 * @param {readonly number[]} found
 * @returns {import('./report.mjs').Result[]}
 */
const results = (name, found) => [
  { name: `${name}: median`, value: median(found), unit: 'ms', against: null, ratio: null, limit: null },
  { name: `${name}: p95`, value: percentile(found, 0.95), unit: 'ms', against: null, ratio: null, limit }
]
