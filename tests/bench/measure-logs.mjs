/**
 * The log of a container with a million lines (109 MB): how soon its newest lines stand in the window and all of it is kept,
 * against `docker logs` in turns; what it keeps of memory; how long a search over all of it takes; and whether a frame is late.
 */
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { note } from '../../build/tools/step.mjs'
import { ask } from './engine-api.mjs'
import { archiveOfBusybox } from './measure-stats.mjs'
import { watchFrames } from './measure-terminal.mjs'
import { interleave, median, pairedRatio } from './statistics.mjs'
import { memory } from './usage.mjs'

const name = 'bench-logs'
const lines = 1_000_000
/** What each line says after its number: with it and its end, a line is 109 bytes. */
const words = ' GET /api/v1/containers/json?all=1&limit=50 200 18.4 ms "Mozilla/5.0 (X11; Linux x86_64)" - req-7f3a9c'
const last = `${String(lines - 1).padStart(7, '0')} GET`
/** Lines that hold 999 somewhere in their number: 00999, 99900, … */
const found = Array.from({ length: lines }, (_, line) => String(line).padStart(7, '0')).filter((number) =>
  number.includes('999')
).length
const memoryLimit = 200_000_000
const frameLimit = 50
const searchLimit = 1_000

/** @param {{ readonly socketPath: string }} address @returns {Promise<string>} the container's id, once it has written all */
async function writeLog(address) {
  await ask(address, 'POST', `/images/create?fromSrc=-&repo=${name}&tag=latest`, {
    type: 'application/x-tar',
    content: archiveOfBusybox()
  })
  const program = `BEGIN { for (line = 0; line < ${lines}; line++) printf "%07d%s\\n", line, ENVIRON["WORDS"] }`
  const content = JSON.stringify({
    Image: name,
    Cmd: ['/busybox', 'awk', program],
    Env: [`WORDS=${words}`],
    HostConfig: { NetworkMode: 'none', LogConfig: { Type: 'json-file' } }
  })
  const { Id } = JSON.parse(
    await ask(address, 'POST', `/containers/create?name=${name}`, { type: 'application/json', content })
  )
  await ask(address, 'POST', `/containers/${Id}/start`)
  await ask(address, 'POST', `/containers/${Id}/wait`)
  return Id
}

/** Milliseconds that docker's own takes. @param {string} host @param {readonly string[]} args */
function dockerLogs(host, args) {
  const began = performance.now()
  const child = spawn('docker', ['logs', ...args, name], {
    env: { ...process.env, DOCKER_HOST: host, DOCKER_CONFIG: '/nonexistent' },
    stdio: 'ignore'
  })
  return new Promise((resolve, reject) =>
    child
      .once('error', reject)
      .once('close', (code) =>
        code === 0 ? resolve(performance.now() - began) : reject(new Error(`docker logs: ${code}`))
      )
  )
}

/**
 * In the page: opens the log, and tells when its newest line was drawn and when all lines were kept.
 * @param {{ readonly id: string, readonly last: string, readonly lines: number }} wanted
 * @returns {Promise<{ readonly newest: number, readonly whole: number }>} milliseconds
 */
function openLog({ id, last, lines }) {
  const began = performance.now()
  location.hash = `#/containers/logs?ids=${id}`
  let newest = 0
  return new Promise((resolve) => {
    const frame = () => {
      if (newest === 0 && document.querySelector('.log-lines > :last-child')?.textContent?.includes(last))
        newest = performance.now() - began
      // `1,000,000 lines · It has ended …`; older ones are still read where the number does not come first.
      const [kept = ''] = /^[\d\s.,]+/.exec(document.querySelector('.said')?.textContent ?? '') ?? []
      if (newest > 0 && kept.replace(/\D/g, '') === String(lines))
        return resolve({ newest, whole: performance.now() - began })
      return requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}

/**
 * In the page: from the last key to the whole count.
 * @param {{ readonly words: string, readonly count: number }} wanted
 * @returns {Promise<number>} milliseconds
 */
function searchAll({ words, count }) {
  const input = /** @type {HTMLInputElement} */ (document.querySelector('input[type=search]'))
  const began = performance.now()
  input.value = words
  input.dispatchEvent(new Event('input', { bubbles: true }))
  return new Promise((resolve) => {
    const frame = () => {
      const [, all = ''] = /([\d.,\s]+)\D*$/.exec(document.querySelector('.found')?.textContent ?? '') ?? []
      if (all.replace(/\D/g, '') === String(count)) return resolve(performance.now() - began)
      return requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}

/** In the page: from one end of the log to the other, by wheel-wide steps and by leaps. @param {number} duration milliseconds */
function scrollLog(duration) {
  const scroller = /** @type {HTMLElement} */ (document.querySelector('[role=log]'))
  scroller.dispatchEvent(new WheelEvent('wheel', { bubbles: true }))
  const way = scroller.scrollHeight - scroller.clientHeight
  return new Promise((resolve) => {
    /** @type {number | undefined} */
    let began
    /** @param {number} now */
    const frame = (now) => {
      began ??= now
      const share = Math.min(1, (now - began) / duration)
      // The first half as a hand does it; then through all of it, in which each frame shows lines that were never asked for.
      scroller.dispatchEvent(new WheelEvent('wheel', { bubbles: true }))
      scroller.scrollTop = share < 0.5 ? scroller.scrollTop - 120 : way * (2 - share * 2)
      if (share < 1) return requestAnimationFrame(frame)
      return resolve(undefined)
    }
    requestAnimationFrame(frame)
  })
}

/**
 * @param {import('playwright').Page} page
 * @returns {Promise<{ readonly frames: number[], readonly tasks: number[] }>} milliseconds, since they were watched
 */
const seenFrames = (page) => page.evaluate(() => /** @type {any} */ (window).benchFrames())

/**
 * @param {import('./windows.mjs').Windows} windows
 * @param {{ readonly address: { readonly socketPath: string }, readonly host: string, readonly rounds: number }} settings
 * @returns {Promise<import('./report.mjs').Result[]>}
 */
export async function measureLogs(windows, { address, host, rounds }) {
  const id = await writeLog(address)
  const { page, pid, close } = await windows.drive(windows.escale)
  try {
    await page.getByRole('row').nth(2).waitFor()
    const leave = async () => {
      await page.evaluate(() => void (location.hash = '#/containers'))
      await page.getByRole('row').nth(2).waitFor()
    }
    const open = () => page.evaluate(openLog, { id, last, lines })
    await sleep(5_000)
    const idle = memory(pid)
    // Once before, for the files of both in the machine's memory, and the page's own code.
    await dockerLogs(host, [])
    await open()
    await leave()
    await sleep(2_000)

    /** @type {number[]} */
    const newest = []
    /** @type {number[]} */
    const few = []
    const whole = await interleave(
      rounds,
      async () => {
        const took = await open()
        newest.push(took.newest)
        await leave()
        await sleep(500)
        return took.whole
      },
      async () => {
        few.push(await dockerLogs(host, ['-n', '1000']))
        return dockerLogs(host, [])
      }
    )

    note(
      `Newest, whole and docker's: ${[newest, few, whole.values, whole.against].map((each) => each.map(Math.round).join(' ')).join(' | ')}`
    )
    await page.evaluate(watchFrames)
    await open()
    const loading = await seenFrames(page)
    await page.evaluate(watchFrames)
    await page.evaluate(scrollLog, 8_000)
    const scrolling = await seenFrames(page)
    const tasks = [...loading.tasks, ...scrolling.tasks]
    const search = await page.evaluate(searchAll, { words: '999', count: found })
    await page.getByRole('searchbox').fill('')
    await page.getByRole('button', { name: /expression/i }).click()
    const expression = await page.evaluate(searchAll, { words: '^\\d*9{3}\\d* GET', count: found })
    const settled = memory(pid) - idle
    await leave()
    await sleep(2_000)
    let peak = 0
    const watch = setInterval(() => (peak = Math.max(peak, memory(pid))), 200)
    await open()
    await sleep(1_000)
    clearInterval(watch)

    if (tasks.length > 0)
      note(`Long tasks: ${tasks.map((/** @type {number} */ each) => `${each.toFixed(0)} ms`).join(', ')}.`)
    // An engine that sends a log takes more than a core: what that alone makes late is late in any window.
    const beside = await windows.drive(windows.bare)
    await beside.page.evaluate(watchFrames)
    await dockerLogs(host, [])
    const bare = await seenFrames(beside.page)
    await beside.close()
    const information = { against: null, ratio: null, limit: null }
    return [
      {
        name: 'log of 1,000,000 lines: newest screen',
        value: median(newest),
        unit: 'ms',
        against: median(few),
        ratio: pairedRatio(newest, few),
        limit: 1.5
      },
      {
        name: 'log of 1,000,000 lines: whole kept',
        value: median(whole.values),
        unit: 'ms',
        against: median(whole.against),
        ratio: pairedRatio(whole.values, whole.against),
        limit: 1.15
      },
      { ...information, name: 'log: words found in all', value: search, unit: 'ms', limit: searchLimit },
      { ...information, name: 'log: expression found in all', value: expression, unit: 'ms', limit: searchLimit },
      { ...information, name: 'log: memory beyond idle', value: settled, unit: 'bytes', limit: memoryLimit },
      {
        ...information,
        name: 'log: memory at its most, loading',
        value: peak - idle,
        unit: 'bytes',
        limit: memoryLimit
      },
      {
        ...information,
        name: 'log: longest frame, scrolling through all of it',
        value: Math.max(...scrolling.frames),
        unit: 'ms',
        limit: frameLimit
      },
      {
        ...information,
        name: 'log: longest frame, loading, against a bare window beside docker logs',
        value: Math.max(...loading.frames),
        unit: 'ms',
        against: Math.max(...bare.frames)
      },
      {
        ...information,
        name: 'log: frames over 50 ms, loading, against the same',
        value: loading.frames.filter((each) => each > frameLimit).length,
        unit: 'frames',
        against: bare.frames.filter((each) => each > frameLimit).length
      },
      { ...information, name: 'log: tasks over 50 ms', value: tasks.length, unit: 'tasks', limit: 0 }
    ]
  } finally {
    await close()
    await ask(address, 'DELETE', `/containers/${id}?force=1&v=1`).catch(() => undefined)
  }
}
