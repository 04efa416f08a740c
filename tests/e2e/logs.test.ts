/** The whole log, and those of several containers in one: searched where it is kept, saved to a file. */
import AxeBuilder from '@axe-core/playwright'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
let folder: string
const pictures = process.env['ESCALE_LOG_PICTURES']

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'escale-logs-'))
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('run', '--name', 'many', 'busybox', 'sh', '-c', 'seq 30000 | sed "s/^/line /"')
  await docker(
    'run',
    '-d',
    '--init',
    '--name',
    'first',
    'busybox',
    'sh',
    '-c',
    'echo one; sleep 1; echo three; sleep 100000'
  )
  await docker(
    'run',
    '-d',
    '--init',
    '--name',
    'second',
    'busybox',
    'sh',
    '-c',
    'sleep 0.5; echo two; echo oh >&2; sleep 100000'
  )
  for (const name of ['api', 'db'])
    await docker('run', '--name', name, '--label', 'com.docker.compose.project=shop', 'busybox', 'echo', `from ${name}`)
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
  rmSync(folder, { recursive: true, force: true })
})
const kept = (count: string): string => t('containers-logs.kept', { count: 2 }).replace('2', count)
/** Both themes, languages and sizes: nothing wider than the window, nothing that axe finds. */
async function looks(name: string): Promise<void> {
  for (const [theme, language, width, height] of [
    ['light', 'fr', 900, 600],
    ['dark', 'fr', 1280, 800],
    ['dark', 'en', 900, 600],
    ['light', 'en', 1280, 800]
  ] as const) {
    await app.electron.evaluate(
      ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
      [width, height] as const
    )
    await view.page.evaluate(
      async (settings) => {
        const { escale } = globalThis as unknown as {
          escale: { call(name: string, request: object): Promise<unknown> }
        }
        await escale.call('settings.update', settings)
      },
      { theme, language }
    )
    const worn = () => view.page.evaluate(() => [document.documentElement.lang, innerWidth, innerHeight])
    await expect.poll(worn).toEqual([language, width, height])
    const over = await view.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(over, `${name} ${language} ${width}`).toBeLessThanOrEqual(0)
    const { violations } = await new AxeBuilder({ page: view.page }).setLegacyMode().analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    if (pictures === undefined) continue
    mkdirSync(pictures, { recursive: true })
    await view.page.screenshot({ path: join(pictures, `${name}-${width}-${theme}-${language}.png`) })
  }
}
const row = (name: string) => view.row('containers.title', name)
const search = () => view.page.getByRole('searchbox', { name: t('ui.log.search') })

describe('the whole log', () => {
  it('shows its newest lines, finds its oldest, and is saved as docker logs prints it', async () => {
    await row('many').click()
    await view.tab('containers.detail.logs')
    // The tab begins with the newest, and can have all.
    await view.log.getByText('line 30000', { exact: true }).waitFor()
    await view.page.getByRole('status').getByText(kept('1,000')).waitFor()
    const wishes = view.page.getByRole('button', { name: t('containers-logs.wishes') })
    await wishes.click()
    const tail = view.page.getByRole('combobox', { name: t('containers-logs.tail.label') })
    await tail.selectOption(t('containers-logs.tail.all'))
    await view.page.getByRole('status').getByText(kept('30,000')).waitFor()
    await wishes.click()
    await looks('tab')
    await view.page.getByRole('button', { name: t('containers-logs.whole') }).click()
    await view.log.getByText('line 30000', { exact: true }).waitFor()
    await view.page.getByRole('status').getByText(kept('30,000')).waitFor()
    const features = view.page.getByRole('navigation', { name: t('shell.features') })
    expect(await features.getByRole('link', { name: t('containers.title') }).getAttribute('aria-current')).toBe('page')
    await search().fill('line 7')
    await view.page
      .getByText(/of 1,111|1 of/)
      .first()
      .waitFor()
    await search().fill('^line 1$')
    await view.page.getByRole('button', { name: t('ui.log.expression') }).click()
    await view.log.getByText('line 1', { exact: true }).waitFor()
    await view.page.getByRole('button', { name: t('ui.log.only') }).click()
    await expect.poll(() => view.log.locator('[data-line]').count()).toBe(1)
    const path = join(folder, 'many.log')
    await app.electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    }, path)
    await view.page.getByRole('button', { name: t('containers-logs.save') }).click()
    await view.toasts.getByText(t('containers-logs.saved', { path })).waitFor()
    expect(readFileSync(path, 'utf8').trimEnd()).toBe(await docker('logs', '-t', 'many'))
  })

  it('of all of a project is opened by its head', async () => {
    await view.goTo('containers.title')
    await view.page.getByRole('button', { name: t('containers-list.view') }).click()
    await view.page.getByRole('menuitem', { name: t('containers-list.group.project') }).click()
    await view.page.getByRole('button', { name: t('containers-logs.all') }).click()
    await view.log.getByText('from api', { exact: true }).waitFor()
    await view.log.getByText('from db', { exact: true }).waitFor()
    expect(await view.log.locator('[data-line]').count()).toBe(2)
    await looks('together')
    await view.goTo('containers.title')
    await view.page.getByRole('button', { name: t('containers-list.view') }).click()
    await view.page.getByRole('menuitem', { name: t('containers-list.group.none') }).click()
  })

  it('of several is one, in the order of their times, with their names', async () => {
    await view.goTo('containers.title')
    for (const name of ['first', 'second']) await row(name).getByRole('gridcell').first().click()
    await row('first').click({ button: 'right' })
    await view.page.getByRole('menuitem', { name: t('containers-logs.together') }).click()
    await view.log.getByText('three', { exact: true }).waitFor()
    await expect.poll(() => view.log.locator('[data-line]').count()).toBe(4)
    const both = { encoding: 'utf8', env: { ...process.env, DOCKER_HOST: engine.host } } as const
    const written = ['first', 'second'].flatMap((name) =>
      execFileSync('sh', ['-c', `docker logs -t ${name} 2>&1`], both)
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(' ', ` ${name} `))
    )
    const lines = await view.log.locator('[data-line]').allInnerTexts()
    expect(lines.map((line) => /(first|second)[^]*?(one|two|three|oh)/.exec(line)?.slice(1).join(' '))).toEqual(
      written.sort().map((line) => line.slice(line.indexOf(' ') + 1))
    )
    await view.page
      .getByRole('combobox', { name: t('containers-logs.source.label') })
      .selectOption(t('containers-logs.source.stderr'))
    await expect.poll(() => view.log.locator('[data-line]').count()).toBe(1)
    expect(app.errors).toEqual([])
  })
})
