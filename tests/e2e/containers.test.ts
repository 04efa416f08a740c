/** The list of containers and the detail beside it, on a real engine: choosing, acting on many, filtering, sorting, logs. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { listed, startBrokenEngine, json } from '../support/broken-engine'
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
const run = (name: string, ...command: readonly string[]) =>
  docker('run', '-d', '--init', '--name', name, 'busybox', ...(command.length > 0 ? command : ['sleep', '100000']))
const removeAll = async (): Promise<void> => {
  const ids = (await docker('ps', '-aq')).split('\n').filter((id) => id !== '')
  if (ids.length > 0) await docker('rm', '-f', ...ids)
}
const row = (name: string) => view.row('containers.title', name)
const names = (): Promise<string[]> =>
  view
    .table('containers.title')
    .getByRole('row')
    .evaluateAll((rows) =>
      rows
        .filter((one) => one.hasAttribute('data-index'))
        .sort((one, other) => Number(one.getAttribute('data-index')) - Number(other.getAttribute('data-index')))
        .map((one) => one.querySelectorAll('[role=gridcell]')[1]?.textContent?.trim() ?? '')
    )

describe('the list', () => {
  beforeAll(async () => {
    for (const name of ['delta', 'alpha', 'charlie', 'bravo']) await run(name)
    await docker('create', '--name', 'zulu', 'busybox', 'true')
  })
  afterAll(removeAll)
  beforeEach(() => view.goTo('containers.title'))

  it('does to several what is asked, at once, and they follow', async () => {
    await row('alpha').waitFor()
    for (const name of ['alpha', 'bravo', 'charlie']) await row(name).getByRole('gridcell').first().click()
    await view.page.getByText(t('containers.chosen', { count: 3 })).waitFor()
    const toolbar = view.page.getByRole('toolbar', { name: t('containers.toolbar') })
    await toolbar.getByRole('button', { name: t('containers.action.stop'), exact: true }).click()
    for (const name of ['alpha', 'bravo', 'charlie'])
      await row(name)
        .getByText(statusPattern(t, 'exited', '143'))
        .waitFor()
    await row('delta').getByText(statusPattern(t, 'up')).waitFor()
    await toolbar.getByRole('button', { name: t('containers.action.start'), exact: true }).click()
    for (const name of ['alpha', 'bravo', 'charlie']) await row(name).getByText(statusPattern(t, 'up')).waitFor()
    await view.openDrawer()
    expect((await view.commands()).slice(-2)).toEqual([
      'docker stop alpha bravo charlie',
      'docker start alpha bravo charlie'
    ])
    await view.drawer.getByRole('button', { name: t('commands.close') }).click()
  })

  it('is sorted by what is clicked, both ways', async () => {
    const table = view.table('containers.title')
    const title = table.getByRole('columnheader', { name: t('containers.column.name') }).getByRole('button')
    await title.click()
    await expect.poll(names).toEqual(['alpha', 'bravo', 'charlie', 'delta', 'zulu'])
    await title.click()
    await expect.poll(names).toEqual(['zulu', 'delta', 'charlie', 'bravo', 'alpha'])
    await table
      .getByRole('columnheader', { name: t('containers.column.name') })
      .and(view.page.locator('[aria-sort=descending]'))
      .waitFor()
  })

  it('shows what the filter lets through, and all again', async () => {
    const filter = view.page.getByRole('combobox', { name: t('containers.filter.label') })
    await view.page.keyboard.press('/')
    await filter.and(view.page.locator(':focus')).waitFor()
    await view.page.keyboard.type('al')
    await expect.poll(names).toEqual(['alpha'])
    await filter.fill('no such container')
    await view.page.getByText(t('containers.nothing-matches'), { exact: true }).waitFor()
    await view.page.getByRole('button', { name: t('containers.show-all') }).click()
    await expect.poll(names).toHaveLength(5)
    await view.page
      .getByRole('combobox', { name: t('containers.filter.state') })
      .selectOption(t('containers.filter.stopped'))
    await expect.poll(names).toEqual(['zulu'])
    await view.page
      .getByRole('combobox', { name: t('containers.filter.state') })
      .selectOption(t('containers.filter.all'))
    await expect.poll(names).toHaveLength(5)
  })

  it('follows what others do', async () => {
    await docker('rename', 'zulu', 'yankee')
    await row('yankee').waitFor()
    await row('zulu').waitFor({ state: 'detached' })
    await docker('pause', 'delta')
    await row('delta').getByText(statusPattern(t, 'paused')).waitFor()
    await docker('unpause', 'delta')
    await row('delta')
      .getByText(/^Up [^(]*$/)
      .waitFor()
  })

  it('is walked by the keyboard alone: choose, open, remove', async () => {
    await row('yankee').waitFor()
    await view.table('containers.title').focus()
    await view.page.keyboard.press('Home')
    await view.page.keyboard.press('Enter')
    await view.detail('yankee').waitFor()
    await view.table('containers.title').focus()
    await view.page.keyboard.press('Delete')
    await view.page
      .getByRole('alertdialog', { name: t('containers.remove.title', { count: 1, name: 'yankee' }) })
      .waitFor()
    // Enter on the first thing that has the focus changes nothing: that is Cancel.
    await view.page.keyboard.press('Enter')
    await view.page.getByRole('alertdialog').waitFor({ state: 'detached' })
    await row('yankee').waitFor()
  })
})

describe('the detail', () => {
  afterEach(removeAll)
  beforeEach(() => view.goTo('containers.title'))
  const open = async (name: string, tab?: string): Promise<void> => {
    await row(name).getByRole('gridcell', { name, exact: true }).click()
    await view.detail(name).waitFor()
    if (tab !== undefined) await view.tab(tab)
  }

  it('says so where somebody else removes the container', async () => {
    await run('borrowed')
    await open('borrowed', 'containers.detail.logs')
    await docker('rm', '-f', 'borrowed')
    await view.page.getByText(t('containers.detail.removed', { name: 'borrowed' })).waitFor()
    await view.page.getByRole('button', { name: t('containers.detail.back') }).click()
    await view.page.getByText(t('containers.empty.title'), { exact: true }).waitFor()
    expect(app.errors).toEqual([])
  })

  it('follows a log live, marks error output, and finds words', async () => {
    const script = 'echo first; echo trouble >&2; while read -r line < /pipe; do echo "said $line"; done'
    await run('talker', 'sh', '-c', `mkfifo /pipe; ${script}`)
    await open('talker', 'containers.detail.logs')
    await view.log.getByText('first', { exact: true }).waitFor()
    await view.log.getByText(`${t('ui.log.stderr')}: trouble`).waitFor()
    expect(await view.log.getByText(`${t('ui.log.stderr')}:`).count()).toBe(1)
    await docker('exec', 'talker', 'sh', '-c', 'echo needle > /pipe')
    await view.log.getByText('said needle').waitFor()

    const search = view.page.getByRole('searchbox', { name: t('ui.log.search') })
    await search.fill('needle')
    await view.page
      .getByText(t('ui.log.matches', { count: 2, current: 1 }).replace('2', '1'), { exact: true })
      .waitFor()
    await view.log.locator('mark', { hasText: 'needle' }).waitFor()
    await docker('exec', 'talker', 'sh', '-c', 'echo another needle > /pipe')
    await view.page.getByText(/^\d of 2$/).waitFor()
  })

  it('goes on over an end and a start, and says how it ended', async () => {
    await run('again', 'sh', '-c', 'echo it ran; exit 3')
    await open('again', 'containers.detail.logs')
    await view.page.getByText(t('containers.logs.ended', { code: 3 })).waitFor()
    await view
      .detail('again')
      .getByText(statusPattern(t, 'exited', '3'))
      .waitFor()
    await docker('start', 'again')
    await expect.poll(async () => view.log.getByText('it ran', { exact: true }).count()).toBe(2)
    await view.tab('containers.detail.overview')
    await view.detail('again').getByText(t('containers-care.ending.error')).waitFor()
  })

  it('shows the engine’s own inspect: searched, copied, and through a template as docker writes it', async () => {
    await run('looked-at')
    await open('looked-at', 'containers.detail.inspect')
    const detail = view.detail('looked-at')
    await detail.getByText('/looked-at').first().waitFor()
    const clipboard = () => app.electron.evaluate(({ clipboard: board }) => board.readText())

    await detail.getByRole('searchbox', { name: t('ui.json.search') }).fill('StopTimeout')
    await detail.getByText(t('ui.json.matches', { count: 0 })).waitFor()
    await detail.getByRole('searchbox', { name: t('ui.json.search') }).fill('PidMode')
    const found = detail.getByRole('treeitem').filter({ hasText: 'PidMode' }).first()
    await found.waitFor()

    await detail.getByRole('searchbox', { name: t('ui.json.search') }).fill('OOMKilled')
    const line = detail.getByRole('treeitem').filter({ hasText: 'OOMKilled' }).first()
    await line.hover()
    await line.getByRole('button', { name: t('ui.json.copy-value') }).click()
    await expect.poll(clipboard).toBe('false')
    await line.hover()
    await line.getByRole('button', { name: t('ui.json.copy-template') }).click()
    await expect.poll(clipboard).toBe('{{.State.OOMKilled}}')

    const field = detail.getByRole('textbox', { name: t('containers-files.format.label') })
    const result = detail.getByRole('region', { name: t('containers-files.format.result') })
    for (const template of [
      '{{.State.OOMKilled}}',
      '{{.Name}} {{.State.Status}} {{len .Config.Env}}',
      '{{range .Config.Env}}{{println .}}{{end}}',
      '{{json .Config.Cmd}}'
    ]) {
      await field.fill(template)
      await expect
        .poll(async () => (await result.innerText()).trim())
        .toBe((await docker('inspect', '--format', template, 'looked-at')).trim())
    }
    await detail.getByText(`docker inspect --format '{{json .Config.Cmd}}' looked-at`).waitFor()
    await field.fill('{{.State')
    await result.getByText(/template parsing error|unclosed action/).waitFor()
  })
})

describe('1,000 rows', () => {
  it('are all there, with only some in the document', async () => {
    const many = await startBrokenEngine({ '/containers/json': json(listed(1000)), '/images/json': json([]) })
    const crowded = await launchApp({ dockerHost: many.host })
    try {
      const { page, table } = windowOf(crowded, t)
      const grid = table('containers.title')
      await grid.and(page.locator('[aria-rowcount="1001"]')).waitFor()
      expect(await grid.getByRole('row').count()).toBeLessThan(100)
      await grid.focus()
      await page.keyboard.press('End')
      await grid.getByRole('row').and(page.locator('[aria-rowindex="1001"]')).waitFor()
      expect(await grid.getByRole('row').count()).toBeLessThan(100)
      expect(crowded.errors).toEqual([])
    } finally {
      await crowded.close()
      await many.stop()
    }
  })
})
