/** A container watched in the real window: what it uses, its processes, its changed files, and what happened to it. */
import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let id: string

const script =
  'sleep 301 & sleep 302 & echo new > /added; rm /bin/wc; while :; do i=$((i+1)); [ $((i % 20000)) = 0 ] && sleep 0.2; done'

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  id = await docker(
    'run',
    '-d',
    '--init',
    '--name',
    'worker',
    '--cpus',
    '0.5',
    '-m',
    '64m',
    '--pids-limit',
    '40',
    'busybox',
    'sh',
    '-c',
    script
  )
  await docker('run', '-d', '--name', 'sleeper', 'busybox', 'sleep', '100000')
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
})
afterAll(async () => {
  expect(app?.errors).toEqual([])
  await app?.close()
  await engine?.stop()
})
const goTo = (hash: string): Promise<void> => view.page.evaluate((to) => void (location.hash = to), hash)
const accessible = async (): Promise<void> => {
  const { violations } = await new AxeBuilder({ page: view.page }).setLegacyMode().analyze()
  expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)])).toEqual([])
}

describe('a container that is watched', () => {
  it('draws what it uses, with its limits, and says when it stands still', { timeout: 90_000 }, async () => {
    await goTo(`/containers/${id}/stats`)
    const chart = view.page.getByRole('slider', { name: t('containers-stats.cpu') })
    await expect.poll(() => chart.getAttribute('aria-valuetext'), { timeout: 20_000 }).toMatch(/\d+\.\d\d%/)
    await view.page.getByText(t('containers-stats.memory-limit', { size: '64MiB' })).waitFor()
    await view.page.getByText(t('containers-stats.processes-limit', { count: '40' })).waitFor()
    // By the keyboard: one step back tells a moment of the past.
    await expect
      .poll(async () => Number(await chart.getAttribute('aria-valuemax')), { timeout: 20_000 })
      .toBeGreaterThan(3)
    await chart.focus()
    await chart.press('Home')
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/\d:\d\d/)
    // Something is drawn.
    const inked = await chart.locator('canvas').evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement
      const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? []
      return pixels.some((value) => value > 0)
    })
    expect(inked).toBe(true)
    await accessible()
    await docker('pause', 'worker')
    await view.page.getByText(t('containers-stats.state.paused')).waitFor()
    await docker('unpause', 'worker')
    await docker('stop', '-t', '0', 'sleeper')
    await goTo(`/containers/${await docker('inspect', '-f', '{{.Id}}', 'sleeper')}/stats`)
    await view.page.getByText(t('containers-stats.state.stopped')).waitFor()
    await docker('start', 'sleeper')
    await expect.poll(() => chart.getAttribute('aria-valuetext'), { timeout: 20_000 }).toMatch(/%/)
  })

  it('shows all containers as docker stats does', { timeout: 60_000 }, async () => {
    await view.page.getByRole('button', { name: t('containers-stats.all.open') }).click()
    const row = view.row('containers-stats.all.title', 'worker')
    await row.getByText(/^\d[\d.]*(KiB|MiB) \/ 64MiB$/).waitFor()
    await row
      .getByText(/^\d+\.\d\d%$/)
      .first()
      .waitFor()
    await view.row('containers-stats.all.title', 'sleeper').waitFor()
    // By what they use, the busy one stands first.
    const head = view.page.getByRole('columnheader', { name: t('containers-stats.all.column.cpu') }).getByRole('button')
    await head.click()
    await head.click()
    await expect
      .poll(() => view.page.locator('[role=row][data-index="0"] [role=gridcell]').first().textContent())
      .toBe('worker')
    await accessible()
    await row.click()
    await view.page.getByRole('slider', { name: t('containers-stats.cpu') }).waitFor()
  })

  it('tells its processes apart and signals one', { timeout: 60_000 }, async () => {
    await goTo(`/containers/${id}/processes`)
    const table = view.page.getByRole('grid', { name: t('containers-processes.label', { name: 'worker' }) })
    const process = (words: string) =>
      table.getByRole('row').filter({ has: view.page.getByText(words, { exact: true }) })
    await table
      .getByRole('row')
      .filter({ hasText: 'docker-init' })
      .getByText(t('containers-processes.origin.main'), { exact: true })
      .waitFor()
    await docker('exec', '-d', 'worker', 'sleep', '400')
    await process('sleep 400').getByText(t('containers-processes.origin.exec'), { exact: true }).waitFor()
    await accessible()
    await process('sleep 302').getByRole('button').click()
    await view.page.getByRole('menuitem', { name: t('containers-processes.signal') }).click()
    await view.dialog.getByText(/docker exec --user 0 worker sh -c/).waitFor()
    await view.dialog.getByRole('combobox', { name: t('containers-processes.dialog.signal') }).selectOption('KILL')
    await view.dialog.getByRole('button', { name: t('containers-processes.dialog.send'), exact: true }).click()
    await view.dialog.waitFor({ state: 'detached' })
    await process('sleep 302').waitFor({ state: 'detached' })
    await process('sleep 301').waitFor()
  })

  it('shows its changed files as a tree', { timeout: 60_000 }, async () => {
    await view.tab('containers-changes.tab')
    const tree = view.page.getByRole('tree', { name: t('containers-changes.label', { name: 'worker' }) })
    await tree.getByRole('treeitem', { name: /^A.*added/ }).waitFor()
    await tree.getByRole('treeitem', { name: /^D.*wc/ }).waitFor()
    await accessible()
    await tree.focus()
    await tree.press('Home')
    await tree.press('ArrowLeft')
    await tree.getByRole('treeitem', { name: /^D.*wc/ }).waitFor({ state: 'detached' })
    await view.page.getByRole('searchbox', { name: t('containers-changes.filter') }).fill('adde')
    await expect.poll(() => tree.getByRole('treeitem').count()).toBe(1)
  })

  it('tells what happened to it, and what happens', { timeout: 60_000 }, async () => {
    await view.tab('containers-events.tab')
    const table = view.page.getByRole('grid', { name: t('containers-events.label', { name: 'worker' }) })
    await table.getByText(t('containers-events.words.start'), { exact: true }).waitFor()
    await accessible()
    await docker('kill', '-s', 'KILL', 'worker')
    await table.getByText(t('containers-events.words.die-code', { code: '137' }), { exact: true }).waitFor()
    await view.tab('containers-processes.tab')
    await view.page.getByText(t('containers-processes.state.stopped')).waitFor()
  })
})
