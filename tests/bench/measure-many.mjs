/** Five thousand containers: painted, scrolled, filtered as one types, and one of them changed. */
import { note } from '../../build/tools/step.mjs'
import { ask, createContainers, rename } from './engine-api.mjs'
import { scroll } from './in-page.mjs'
import { interleave, median, pairedRatio, percentile } from './statistics.mjs'
import { makeFolder } from './windows.mjs'

const many = 5_000
/** Milliseconds from a key in the filter to the rows that it leaves. */
const filterLimit = 100

/**
 * @param {import('./windows.mjs').Windows} windows
 * @param {{ readonly address: { readonly socketPath: string }, readonly there: number, readonly rounds: number }} settings
 *   `there`: how many containers the engine has already
 * @returns {Promise<import('./report.mjs').Result[]>}
 */
export async function measureMany(windows, { address, there, rounds }) {
  const names = Array.from({ length: many - there }, (_, index) => `many-${String(index).padStart(4, '0')}`)
  await createContainers(address, names)
  const start = async (/** @type {import('./windows.mjs').Program} */ program) => {
    const folder = makeFolder()
    const window = await windows.open(program, folder.path)
    await window.close()
    folder.remove()
    return window.took
  }
  await start(windows.escale)
  const { values, against } = await interleave(
    rounds,
    () => start(windows.escale),
    // The engine takes its time for a list of so many, whoever asks: it belongs to both sides.
    async () => (await start(windows.bare)) + (await answerTime(address))
  )
  const { page, close } = await windows.drive(windows.escale)
  await page.getByRole('row').nth(2).waitFor()
  const scrolled = await page.evaluate(scroll, { duration: 5_000, back: false })
  const typed = await page.evaluate(typeFilter, { texts: names.filter((_, index) => index % 400 === 7) })
  const longTasks = [...scrolled.longTasks, ...typed.longTasks]
  if (longTasks.length > 0) note(`Long tasks: ${longTasks.map((each) => `${each.toFixed(0)} ms`).join(', ')}.`)

  const name = names[0] ?? ''
  /** @type {number[]} */
  const renamed = []
  for (let turn = 0; turn < 5; turn++) {
    const [from, to] = [turn === 0 ? name : `renamed-${turn - 1}`, `renamed-${turn}`]
    await page.getByRole('combobox').first().fill(to)
    const asked = performance.now()
    await rename(address, from, to)
    await page.getByRole('row').filter({ hasText: to }).waitFor()
    renamed.push(performance.now() - asked)
  }
  await close()
  const label = `${many.toLocaleString('en')} containers`
  const alone = { against: null, ratio: null }
  return [
    {
      name: `${label}: spawn to the list painted, beside a bare window and the engine's answer`,
      value: median(values),
      unit: 'ms',
      against: median(against),
      ratio: pairedRatio(values, against),
      limit: 1.5
    },
    { name: `${label}: tasks over 50 ms`, value: longTasks.length, unit: 'tasks', ...alone, limit: 0 },
    { name: `${label}: frame time, p99`, value: percentile(scrolled.frames, 0.99), unit: 'ms', ...alone, limit: null },
    {
      name: `${label}: key to filtered rows, p95`,
      value: percentile(typed.took, 0.95),
      unit: 'ms',
      ...alone,
      limit: filterLimit
    },
    { name: `${label}: rename to row, as a test sees it`, value: median(renamed), unit: 'ms', ...alone, limit: null }
  ]
}

/**
 * How long the engine takes to tell of all of them, milliseconds.
 * @param {{ readonly socketPath: string }} address
 */
async function answerTime(address) {
  const asked = performance.now()
  await ask(address, 'GET', '/containers/json?all=1')
  return performance.now() - asked
}

/**
 * Writes each text into the list's filter, letter by letter, and waits for the frame that shows what it leaves.
 * @param {{ texts: string[] }} what
 * @returns {Promise<{ took: number[], longTasks: number[] }>} milliseconds
 */
async function typeFilter({ texts }) {
  const input = /** @type {HTMLInputElement} */ (document.querySelector('input[role=combobox]'))
  /** @type {number[]} */
  const longTasks = []
  const observer = new PerformanceObserver((list) =>
    longTasks.push(...list.getEntries().map((entry) => entry.duration))
  )
  observer.observe({ type: 'longtask' })
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  const put = (/** @type {string} */ text) => {
    input.value = text
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
  /** @type {number[]} */
  const took = []
  for (const text of texts) {
    for (let length = 1; length <= text.length; length++) {
      const began = performance.now()
      put(text.slice(0, length))
      await frame()
      took.push(performance.now() - began)
    }
    put('')
    await frame()
  }
  longTasks.push(...observer.takeRecords().map((entry) => entry.duration))
  observer.disconnect()
  return { took, longTasks }
}
