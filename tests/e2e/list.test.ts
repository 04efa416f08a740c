/** The list as docker narrows it: chips, what is offered, groups, sizes, and the command that does the same. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
const project = 'com.docker.compose.project'
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('pull', '-q', 'httpd')
  for (const [name, of] of [
    ['shop-web', 'shop'],
    ['shop-db', 'shop'],
    ['blog-web', 'blog']
  ] as const)
    await docker('create', '--name', name, '-l', `${project}=${of}`, 'httpd')
  await docker('run', '--name', 'fails', 'busybox', 'sh', '-c', 'exit 3').catch(() => undefined)
  await docker('run', '--name', 'writes', 'busybox', 'sh', '-c', 'head -c 2000000 /dev/zero > /file')
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
})

const filter = () => view.page.getByRole('combobox', { name: t('containers.filter.label') })
const chips = () => view.page.getByRole('list', { name: t('ui.filter.chips') }).getByRole('listitem')
const names = (): Promise<string[]> =>
  view
    .table('containers.title')
    .getByRole('row')
    .evaluateAll((rows) =>
      rows
        .filter((one) => one.hasAttribute('data-index') && !one.hasAttribute('aria-expanded'))
        .map((one) => one.querySelectorAll('[role=gridcell]')[1]?.textContent?.trim() ?? '')
        .sort()
    )
const command = () => view.page.getByRole('group', { name: t('ui.command.label') }).last()
const viewMenu = async (item: string): Promise<void> => {
  await view.page.getByRole('button', { name: t('containers-list.view') }).click()
  await view.page.getByRole('menuitem', { name: t(item) }).click()
}

describe('the list', () => {
  beforeEach(async () => {
    await view.goTo('containers.title')
    const clear = view.page.getByRole('button', { name: t('ui.clear') })
    if (await clear.isVisible()) await clear.click()
  })

  it("takes docker's filters as they are typed, with what they can be offered", async () => {
    await expect.poll(names).toHaveLength(5)
    await filter().fill('sta')
    await view.page.getByRole('option', { name: /^status=/ }).waitFor()
    await filter().press('ArrowDown')
    await filter().press('Enter')
    await view.page.getByRole('option', { name: 'exited', exact: true }).click()
    await expect.poll(() => chips().allInnerTexts()).toEqual(['status=exited'])
    await expect.poll(names).toEqual(['fails', 'writes'])
    await filter().pressSequentially('exited=3 ')
    await expect.poll(names).toEqual(['fails'])
    expect((await command().innerText()).replace(/\s+/g, ' ')).toContain(
      'ps --all --filter status=exited --filter exited=3'
    )
    await filter().press('Escape')
    await filter().press('Backspace')
    expect(await filter().inputValue()).toBe('exited=3')
    await expect.poll(names).toEqual(['fails', 'writes'])
    await view.page.getByRole('button', { name: t('ui.clear') }).click()
    await expect.poll(names).toHaveLength(5)
  })

  it('asks the engine for what rows cannot tell, and follows what changes', async () => {
    await filter().fill('ancestor=httpd')
    await filter().press('Enter')
    await expect.poll(names).toEqual(['blog-web', 'shop-db', 'shop-web'])
    await docker('create', '--name', 'late', 'httpd')
    await expect.poll(names).toEqual(['blog-web', 'late', 'shop-db', 'shop-web'])
    await docker('rm', 'late')
    await expect.poll(names).toHaveLength(3)
    await view.page.getByRole('button', { name: t('ui.filter.remove', { filter: 'ancestor=httpd' }) }).click()
    await expect.poll(names).toHaveLength(5)
  })

  it('says what is wrong with a filter that docker would refuse', async () => {
    await filter().fill('status=up')
    await filter().press('Enter')
    await chips().getByText(t('containers-list.problem.status')).waitFor({ state: 'attached' })
    await expect.poll(names).toHaveLength(5)
    await view.page.getByRole('button', { name: t('ui.clear') }).click()
  })

  it('groups by project, and acts on a whole group', async () => {
    await viewMenu('containers-list.group.project')
    const heads = view.table('containers.title').locator('[role=row][aria-expanded]')
    await expect
      .poll(async () => (await heads.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim()).sort())
      .toEqual(
        [
          `${t('containers-list.others.project')} 2`,
          `blog 1 ${t('containers-logs.all')}`,
          `shop 2 ${t('containers-logs.all')}`
        ].sort()
      )
    await heads.filter({ hasText: 'shop' }).click()
    await expect.poll(names).toEqual(['blog-web', 'fails', 'writes'])
    await heads.filter({ hasText: 'shop' }).click({ button: 'right' })
    await view.page.getByRole('menuitem', { name: t('containers.action.remove') }).click()
    const dialog = view.page.getByRole('alertdialog')
    await dialog.getByText('shop-web', { exact: true }).first().waitFor()
    await dialog.getByText('shop-db', { exact: true }).first().waitFor()
    await view.page.keyboard.press('Escape')
    await viewMenu('containers-list.group.none')
    await expect.poll(names).toHaveLength(5)
  })

  it('reads sizes when it is asked', async () => {
    await viewMenu('containers-list.sizes')
    await view
      .row('containers.title', 'writes')
      .getByText(/^2 ?MB \(virtual/)
      .waitFor()
    expect((await command().innerText()).replace(/\s+/g, ' ')).toContain('ps --all --size')
  })

  it('copies the ids of what is shown', async () => {
    await filter().fill('fails')
    await viewMenu('containers-list.copy-ids')
    const id = await docker('ps', '-aq', '--no-trunc', '--filter', 'name=fails')
    await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(id)
    await filter().fill('')
  })

  it('takes a filter from an address', async () => {
    await view.page.evaluate(() => void (location.hash = '#/containers?filter=exited%3D0'))
    await expect.poll(names).toEqual(['writes'])
    await view.page.getByRole('button', { name: t('ui.clear') }).click()
  })
})

describe('what rows use', () => {
  it('is measured while its column is shown', async () => {
    await docker('run', '-d', '--init', '--name', 'busy', 'busybox', 'sh', '-c', 'while :; do :; done')
    await view.goTo('containers.title')
    const title = view.page.getByRole('button', { name: t('ui.table.columns') })
    await title.click()
    await view.page.getByRole('menuitemcheckbox', { name: t('containers.column.cpu') }).click()
    await view.page.keyboard.press('Escape')
    const row = view.row('containers.title', 'busy')
    await expect
      .poll(async () => Number.parseFloat((/(\d+[.,]\d+)\s?%/.exec(await row.innerText()) ?? [])[1] ?? '0'), {
        timeout: 30_000
      })
      // A busy machine leaves it little; what rests uses nothing.
      .toBeGreaterThan(1)
    await docker('rm', '-f', 'busy')
    await row.waitFor({ state: 'detached' })
  })
})
