/**
 * Large volumes in the window: a folder of 100,000 files opened and scrolled, its frames counted, and what takes the space of
 * 1,000,000 files, against du.
 */
import { note } from '../../build/tools/step.mjs'
import { scroll } from './in-page.mjs'
import { docker, findConnection, makeImage } from './measure-volumes.mjs'
import { interleave, median, pairedRatio, percentile } from './statistics.mjs'

const name = 'bench-folders'
const image = 'bench-volume-image'
const entries = 100_000
const folders = 1_000
const each = 1_000
/** Milliseconds of a task that a person feels as a hitch: the limit for each one, however many there are. */
const hitch = 200
/** Bytes that may come to the window of a million files. */
const mostBytes = 1_000_000

/**
 * In the page: goes to a folder, and counts frames and long tasks until its table has all rows.
 * @param {{ address: string, rows: number }} wanted
 * @returns {Promise<{ time: number, frames: number[], longTasks: number[] }>}
 */
function openFolder({ address, rows }) {
  /** @type {number[]} */
  const longTasks = []
  /** @type {number[]} */
  const frames = []
  const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((task) => task.duration)))
  observer.observe({ type: 'longtask' })
  const began = performance.now()
  let last = began
  location.hash = address
  return new Promise((resolve) => {
    const frame = () => {
      const now = performance.now()
      frames.push(now - last)
      last = now
      const shown = Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount') ?? 0)
      if (shown < rows && now - began < 60_000) return requestAnimationFrame(frame)
      setTimeout(() => {
        longTasks.push(...observer.takeRecords().map((task) => task.duration))
        observer.disconnect()
        resolve({ time: now - began, frames, longTasks })
      }, 100)
      return undefined
    }
    requestAnimationFrame(frame)
  })
}

/** In the page: what takes the space of the volume, until it is all counted. @param {string} volume */
function weigh(volume) {
  const page = /** @type {any} */ (window)
  const began = performance.now()
  let bytes = 0
  return /** @type {Promise<{ time: number, bytes: number, files: number }>} */ (
    new Promise((resolve, reject) => {
      const wish = { connection: page.benchConnection, volume, path: '/', depth: 2, top: 60 }
      const id = page.escale.open('volumes.folderSizes', wish, (/** @type {any} */ message) => {
        if (message.kind !== 'items') return reject(new Error(JSON.stringify(message)))
        bytes += message.items.length
        const last = JSON.parse(message.items).at(-1)
        if (last.kind !== 'weighed') return
        page.escale.close(id)
        resolve({ time: performance.now() - began, bytes, files: last.root.files })
      })
    })
  )
}

/**
 * @param {import('./windows.mjs').Windows} windows
 * @param {{ readonly address: { readonly socketPath: string }, readonly host: string, readonly rounds: number }} settings
 * @returns {Promise<import('./report.mjs').Result[]>}
 */
export async function measureFolders(windows, { address, host, rounds }) {
  const { page, close } = await windows.drive(windows.escale)
  /** @param {string} title @param {number} value @param {import("./report.mjs").Result["unit"]} unit @param {number | null} limit */
  const alone = (title, value, unit, limit) => ({ name: title, value, unit, against: null, ratio: null, limit })
  const mount = `${name}:/v`
  try {
    await page.getByRole('row').nth(2).waitFor()
    await page.evaluate(findConnection)
    await makeImage(address)
    const fill = `mkdir -p /v/many /v/small && cd /v/many && seq 1 ${entries} | xargs touch
      mkdir /v/huge && cd /v/huge && for one in $(seq 1 ${folders}); do mkdir $one && cd $one && seq 1 ${each} | xargs touch && cd ..; done`
    await docker(host, ['run', '--rm', '-v', mount, image, 'sh', '-c', fill])

    const place = `/volumes/${name}/browse`
    await page.evaluate(openFolder, { address: `${place}?path=/small`, rows: 0 })
    const opened = []
    for (let round = 0; round < rounds; round++) {
      opened.push(await page.evaluate(openFolder, { address: `${place}?path=/many&round=${round}`, rows: entries + 1 }))
      if (round === rounds - 1) break
      await page.evaluate(openFolder, { address: `${place}?path=/small`, rows: 0 })
      await page.waitForTimeout(1_000)
    }
    note(`Opened in ${opened.map(({ time }) => Math.round(time)).join(' ')} ms.`)
    const tasks = opened.flatMap(({ longTasks }) => longTasks)
    note(`Long tasks: ${tasks.map((task) => Math.round(task)).join(' ')} ms.`)
    const scrolled = await page.evaluate(scroll, { duration: 4_000, back: false })
    note(`Scrolled ${scrolled.distance} pixels; long tasks: ${scrolled.longTasks.map(Math.round).join(' ')} ms.`)

    /** @type {{ bytes: number, files: number }[]} */
    const weighed = []
    const { values, against } = await interleave(
      rounds,
      async () => {
        const { time, ...rest } = await page.evaluate(weigh, name)
        weighed.push(rest)
        return time
      },
      () => docker(host, ['run', '--rm', '-v', mount, image, 'du', '-s', '/v'])
    )
    if (weighed.some(({ files }) => files !== entries + folders * each)) throw new Error(JSON.stringify(weighed))
    return [
      alone('100,000 files in the window: until all are shown', median(opened.map(({ time }) => time)), 'ms', null),
      alone('100,000 files in the window: the longest task meanwhile', Math.max(0, ...tasks), 'ms', hitch),
      alone('100,000 files scrolled: frame time, p99', percentile(scrolled.frames, 0.99), 'ms', null),
      {
        name: '1,100,000 files weighed for the treemap, against docker run du',
        value: median(values),
        unit: 'ms',
        against: median(against),
        ratio: pairedRatio(values, against),
        limit: 1
      },
      alone(
        '1,100,000 files weighed: what comes to the window',
        median(weighed.map(({ bytes }) => bytes)),
        'bytes',
        mostBytes
      )
    ]
  } finally {
    await close()
    await docker(host, ['volume', 'rm', '-f', name]).catch(() => undefined)
  }
}
