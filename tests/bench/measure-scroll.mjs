/** Scrolling a list of a thousand rows end to end: the page's own long tasks, and the time between its frames. */
import { note } from '../../build/tools/step.mjs'
import { waitUntil } from '../../build/tools/wait.mjs'
import { scroll } from './in-page.mjs'
import { interleave, median, pairedRatio, percentile } from './statistics.mjs'

/** Less than this is not a list of a thousand rows, pixels. */
const leastDistance = 20_000

/**
 * Frames are drawn by the processor where there is no graphics card: beside the bare window's own, and without a limit.
 * @param {import('./windows.mjs').Windows} windows
 * @param {{ readonly rounds: number, readonly seconds: number }} settings
 * @returns {Promise<import('./report.mjs').Result[]>}
 */
export async function measureScroll(windows, { rounds, seconds }) {
  const own = await windows.drive(windows.escale)
  const other = await windows.drive(windows.bare)
  await own.page.getByRole('row').nth(2).waitFor()
  const begun = await own.page.evaluate(() => performance.now())
  await waitUntil(async () => (await own.page.evaluate(() => performance.now())) > begun + 3_000, 10_000, 500)
  /** @type {number[]} */
  const longTasks = []
  /** @param {number} round */
  const way = (round) => ({ duration: seconds * 1000, back: round % 2 === 1 })
  const { values, against } = await interleave(
    rounds,
    async (round) => {
      const ran = await own.page.evaluate(scroll, way(round))
      if (ran.distance < leastDistance)
        throw new Error(`there were only ${ran.distance} pixels to scroll: is the list there?`)
      longTasks.push(...ran.longTasks)
      return percentile(ran.frames, 0.99)
    },
    async (round) => percentile((await other.page.evaluate(scroll, way(round))).frames, 0.99)
  )
  await Promise.all([own.close(), other.close()])
  if (longTasks.length > 0) note(`Long tasks: ${longTasks.map((each) => `${each.toFixed(0)} ms`).join(', ')}.`)
  const ratio = pairedRatio(values, against)
  return [
    {
      name: 'scrolling: tasks over 50 ms',
      value: longTasks.length,
      unit: 'tasks',
      against: null,
      ratio: null,
      limit: 0
    },
    {
      name: 'scrolling: frame time, p99',
      value: median(values),
      unit: 'ms',
      against: median(against),
      ratio,
      limit: null
    }
  ]
}
