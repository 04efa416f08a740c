/** What the bench does in a window's page. Functions that run there stand alone: they see nothing of this file. */

/** @typedef {{ benchSightings?: { name: string, at: number }[] }} Notes kept on the page's own window */

/**
 * Waits for the list, and sorts it by its first columns until a container is among the rows in view.
 * @param {import('playwright').Page} page
 * @param {string} name
 */
export async function showFirst(page, name) {
  const row = page.getByRole('row').filter({ hasText: name })
  await page.getByRole('row').nth(2).waitFor()
  const head = page.getByRole('columnheader', { name: /^(name|nom)\b/i })
  // Once upwards, once downwards; whichever way it was sorted before.
  for (let turn = 0; turn < 3 && (await row.count()) === 0; turn++) {
    const button = head.getByRole('button').first()
    await ((await button.count()) > 0 ? button : head).click()
    await row.waitFor({ timeout: 1_000 }).catch(() => undefined) // sorted the other way round
  }
  await row.waitFor({ timeout: 1_000 })
}

/**
 * From now on, notes when each matching text first came into the page, on the machine's clock.
 * @param {string} pattern
 */
export function watchRows(pattern) {
  const notes = /** @type {typeof window & Notes} */ (window)
  /** @type {{ name: string, at: number }[]} */
  const sightings = (notes.benchSightings = [])
  const known = new Set()
  // The page's fine clock began at what it took for the time of day; the greatest difference is at the wall clock's step.
  let offset = -Infinity
  for (const end = performance.now() + 20; performance.now() < end;)
    offset = Math.max(offset, Date.now() - (performance.timeOrigin + performance.now()))
  new MutationObserver((records) => {
    const at = performance.timeOrigin + performance.now() + offset
    const text = records
      .flatMap(({ target, addedNodes }) => [target.nodeType === Node.TEXT_NODE ? target : null, ...addedNodes])
      .map((node) => node?.textContent ?? '')
      .join('\n')
    for (const name of text.match(new RegExp(pattern, 'g')) ?? []) {
      if (known.has(name)) continue
      known.add(name)
      sightings.push({ name, at })
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}

/** @returns {{ name: string, at: number }[]} */
export const readSightings = () => /** @type {typeof window & Notes} */ (window).benchSightings ?? []

/**
 * Scrolls the list from one end to the other, a step in each frame; a page without a list only counts its frames.
 * @param {{ duration: number, back: boolean }} way milliseconds, and whether from the end to the begin
 * @returns {Promise<{ frames: number[], longTasks: number[], distance: number }>} milliseconds between frames; the durations
 *   of the page's tasks over 50 ms; how many pixels there were to scroll
 */
export function scroll({ duration, back }) {
  /** @param {Element | null | undefined} from @returns {Element | undefined} */
  const scrollerOf = (from) => {
    if (!from) return undefined
    const scrolls = /auto|scroll/.test(getComputedStyle(from).overflowY) && from.scrollHeight > from.clientHeight + 1
    return scrolls ? from : scrollerOf(from.parentElement)
  }
  const scroller = scrollerOf(document.querySelectorAll('[role=row], tr')[2])
  const distance = scroller ? scroller.scrollHeight - scroller.clientHeight : 0
  /** @type {number[]} */
  const longTasks = []
  /** @type {number[]} */
  const frames = []
  const observer = new PerformanceObserver((list) =>
    longTasks.push(...list.getEntries().map((entry) => entry.duration))
  )
  observer.observe({ type: 'longtask' })
  return new Promise((resolve) => {
    requestAnimationFrame((began) => {
      let last = began
      /** @param {number} now */
      const frame = (now) => {
        frames.push(now - last)
        last = now
        const share = Math.min(1, (now - began) / duration)
        if (scroller) scroller.scrollTop = (back ? 1 - share : share) * distance
        if (share < 1) return requestAnimationFrame(frame)
        // The observer tells of the last task after it.
        setTimeout(() => {
          longTasks.push(...observer.takeRecords().map((entry) => entry.duration))
          observer.disconnect()
          resolve({ frames, longTasks, distance })
        }, 100)
        return undefined
      }
      requestAnimationFrame(frame)
    })
  })
}
