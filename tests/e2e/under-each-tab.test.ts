/** Under each tab of a container: it is paused, restarted and removed, and its engine dies; each says so, and goes on. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { statusPattern, windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
})
afterEach(() => docker('rm', '-f', 'buoy').catch(() => undefined))

/** What a tab shows of a container that runs. */
const tabs = [
  { id: 'overview', shows: () => panel().getByText('TIDE', { exact: true }) },
  { id: 'logs', shows: () => panel().getByText('it began').last() },
  { id: 'stats', shows: () => panel().getByRole('slider', { name: t('containers-stats.cpu') }) },
  { id: 'processes', shows: () => panel().getByText('sleep 100000').first() },
  { id: 'changes', shows: () => panel().getByText('mark', { exact: true }) },
  { id: 'events', shows: () => panel().getByText(t('containers-events.words.start')).first() },
  { id: 'files', shows: () => panel().getByText('mark', { exact: true }) },
  { id: 'inspect', shows: () => panel().getByText('/buoy').first() }
] as const
const panel = () => view.detail('buoy').getByRole('tabpanel')
const script = 'echo it began; echo x > /mark; exec sleep 100000'
const begin = () => docker('run', '-d', '--init', '--name', 'buoy', '-e', 'TIDE=high', 'busybox', 'sh', '-c', script)
async function open(id: string, tab: string): Promise<void> {
  await view.page.evaluate((hash) => void (location.hash = hash), `#/containers/${id}/${tab}`)
  await view.detail('buoy').waitFor()
}
const status = (kind: 'up' | 'paused') => view.detail('buoy').getByText(statusPattern(t, kind)).first()
const gone = () => view.page.getByRole('alert', { name: t('shell.engine-unreachable') })
/** No wait without an end, and nothing that a person should not read. */
async function isCalm(): Promise<void> {
  await expect.poll(() => panel().locator('[aria-busy="true"]').count()).toBe(0)
  expect(await panel().innerText()).not.toMatch(/undefined|\[object|TypeError|at .*\.js:/)
}

describe('a container', () => {
  for (const { id: tab, shows } of tabs)
    it(`that is paused, restarted and removed under ${tab} says so`, async () => {
      const id = await begin()
      await open(id, tab)
      await shows().waitFor()
      await docker('pause', 'buoy')
      await status('paused').waitFor()
      await isCalm()
      await docker('unpause', 'buoy')
      await status('up').waitFor()
      await shows().waitFor()
      await docker('restart', '-t', '0', 'buoy')
      await status('up').waitFor()
      await shows().waitFor()
      await isCalm()
      await docker('rm', '-f', 'buoy')
      await view.page.getByText(t('containers.detail.removed', { name: 'buoy' })).waitFor()
      expect(app.errors).toEqual([])
    })
})

describe('an engine', () => {
  it('that dies under each tab is said to be gone, and the tab goes on with it', { timeout: 240_000 }, async () => {
    const id = await begin()
    for (const { id: tab, shows } of tabs) {
      await open(id, tab)
      await shows().waitFor()
      await engine.kill()
      // That it went away is what it says first, that it is stopped once it was tried again: both may be there before one looks.
      await gone().waitFor()
      await isCalm()
      await engine.start()
      await gone().waitFor({ state: 'detached', timeout: 30_000 })
      await docker('start', 'buoy')
      await status('up').waitFor()
      await shows().waitFor()
      await isCalm()
    }
    expect(app.errors).toEqual([])
  })
})
