/** 10,000 events in a second, and streams that navigation closes 200 times: nothing hangs, nothing leaks. */
import { afterEach, expect, it } from 'vitest'
import { windowOf } from '../e2e/pages/window'
import { json, listed, startBrokenEngine, type BrokenEngine } from '../support/broken-engine'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'

const t = wordsOf('en')
const cleanUp: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one()
})
const launch = async (dockerHost: string): Promise<LaunchedApp> => {
  const app = await launchApp({ dockerHost })
  cleanUp.push(app.close)
  return app
}
const eventOf = (index: number, time: number): string =>
  `${JSON.stringify({
    Type: 'container',
    Action: index % 2 === 0 ? 'start' : 'rename',
    Actor: { ID: (index % 1000).toString(16).padStart(64, '0'), Attributes: { name: `web-${index % 1000}` } },
    timeNano: time * 1e6 + index
  })}\n`

async function storm(engine: BrokenEngine): Promise<void> {
  const start = performance.now()
  for (let batch = 0; batch < 100; batch++) {
    let text = ''
    for (let index = 0; index < 100; index++) text += eventOf(batch * 100 + index, Date.now())
    engine.event(text)
    const due = start + (batch + 1) * 10
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
  }
}

it('10,000 events in a second leave the window at hand, and the list true', async () => {
  const engine = await startBrokenEngine({ '/containers/json': json(listed(1000)), '/images/json': json([]) })
  cleanUp.push(engine.stop)
  const app = await launch(engine.host)
  const { page, table } = windowOf(app, t)
  await table('containers.title').and(page.locator('[aria-rowcount="1001"]')).waitFor()
  await page.evaluate(() => {
    const gaps: number[] = []
    Object.assign(globalThis, { gaps })
    let before = performance.now()
    const frame = (now: number): void => {
      gaps.push(now - before)
      before = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  const asked = engine.requests.length
  await storm(engine)
  engine.answer({
    '/containers/json': json(listed(1000, (index) => (index === 0 ? { Names: ['/after-the-storm'] } : {})))
  })
  engine.event(eventOf(0, Date.now()).replaceAll('web-0', 'after-the-storm').replace('"start"', '"rename"'))
  await table('containers.title').getByText('after-the-storm').waitFor()
  const gaps = await page.evaluate(() => (globalThis as unknown as { gaps: number[] }).gaps)
  // Nobody feels less than a quarter of a second once; the tests' machine is shared.
  expect(Math.max(...gaps)).toBeLessThan(1000)
  expect(gaps.filter((gap) => gap > 250).length).toBeLessThan(5)
  expect(engine.requests.length - asked).toBeLessThan(60)
  expect(app.errors).toEqual([])
})

it('200 visits to a log leave no stream open, in the window’s bridge and at the engine', async () => {
  const engine = await throwawayEngine()
  cleanUp.push(engine.stop)
  const docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker(
    'run',
    '-d',
    '--init',
    '--name',
    'talker',
    'busybox',
    'sh',
    '-c',
    'while true; do echo on; sleep 0.01; done'
  )
  const app = await launch(engine.host)
  const view = windowOf(app, t)
  await view.row('containers.title', 'talker').getByRole('gridcell', { name: 'talker', exact: true }).click()
  await view.detail('talker').waitFor()
  const streams = (): Promise<number> =>
    app.page.evaluate(async () => {
      const { escale } = globalThis as unknown as {
        escale: { call(name: string, request: object): Promise<{ value: { streams: number } }> }
      }
      return (await escale.call('app.info', {})).value.streams
    })
  const before = await streams()
  await view.tab('containers.detail.logs')
  await view.log.getByText('on', { exact: true }).first().waitFor()
  expect(await streams()).toBe(before + 1)
  const detail = (await app.page.evaluate(() => location.hash)).replace(/\/logs$/, '')
  const most = await app.page.evaluate(async (hash) => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let visit = 0; visit < 100; visit++) {
      location.hash = `${hash}/logs`
      await frame()
      await frame()
      location.hash = visit % 2 === 0 ? `${hash}/overview` : '#/images'
      await frame()
      await frame()
    }
    for (let visit = 0; visit < 100; visit++) {
      location.hash = visit % 2 === 0 ? `${hash}/logs` : '#/containers'
      await frame()
    }
    location.hash = `${hash}/overview`
    return true
  }, detail)
  expect(most).toBe(true)
  await expect.poll(streams).toBe(before)
  expect(app.errors).toEqual([])
})
