/** A Dockerfile written, built, failed, mended, looked at and built again, in the real window. */
import AxeBuilder from '@axe-core/playwright'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { buildsPage } from './pages/builds'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
/** Where pictures of each page are left, for people. */
const pictures = process.env['ESCALE_BUILD_PICTURES']
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let builds: ReturnType<typeof buildsPage>
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'escale-builds-'))
  mkdirSync(join(folder, 'site'))
  writeFileSync(join(folder, 'greeting'), 'hello from the context\n')
  writeFileSync(join(folder, 'site', 'index.html'), '<h1>It works</h1>'.repeat(400))
  writeFileSync(join(folder, '.dockerignore'), 'secret.txt\n')
  writeFileSync(join(folder, 'secret.txt'), 'x')
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
  builds = buildsPage(view, app)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const remarks = () => view.page.getByRole('region', { name: t('builds-editor.remarks') })
async function axe(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: view.page }).setLegacyMode().analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}
/** Both themes, languages and sizes of what stands there; in each nothing is wider than the window. */
async function looks(name: string): Promise<void> {
  for (const [theme, language, width, height] of [
    ['light', 'fr', 900, 600],
    ['dark', 'fr', 1280, 800],
    ['light', 'en', 1280, 800],
    ['dark', 'en', 900, 600]
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
    await view.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    const over = await view.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(over, `${name} ${language} ${width}`).toBeLessThanOrEqual(0)
    if (pictures !== undefined) {
      mkdirSync(pictures, { recursive: true })
      await view.page.waitForTimeout(700)
      await view.page.screenshot({ path: join(pictures, `${name}-${width}-${theme}-${language}.png`) })
    }
  }
  await axe()
}

describe('a Dockerfile', () => {
  it('is written with help, and what is wrong with it is said and mended', async () => {
    await view.goTo('builds.title')
    await view.page.getByText(t('builds.empty.title')).waitFor()
    await looks('empty')
    await builds.button('builds.new').first().click()
    await builds.chooseFolder(folder)
    await view.page.getByText(t('builds.context.ignored', { file: '.dockerignore', count: 1 })).waitFor()
    await builds.write('FROM busybox\nFRM x\nADD greeting /greeting\n')
    await remarks()
      .getByText(t('builds-editor.problem.unknown-instruction', { text: 'FRM' }))
      .waitFor()
    await remarks()
      .getByRole('button', { name: t('builds-editor.mend.add-copy') })
      .click()
    await expect.poll(() => builds.editor().innerText()).toContain('COPY greeting /greeting')
    await builds.editor().press('Control+Home')
    await view.page
      .getByRole('region', { name: t('builds-editor.help') })
      .getByText(t('builds-help.what.FROM'))
      .waitFor()
  })

  it('is completed as one types, and its instructions explained', async () => {
    await builds.write('FROM busybox\n')
    await view.page.keyboard.press('Control+End')
    await view.page.keyboard.type('HEA')
    const option = view.page.getByRole('option', { name: /^HEALTHCHECK/ })
    await option.waitFor()
    await view.page.getByText(t('builds-help.more.HEALTHCHECK')).waitFor()
    // A suggestion that has only just appeared does not take the key.
    const taken = async (): Promise<string> => {
      if (await option.isVisible()) await view.page.keyboard.press('Tab')
      return builds.editor().innerText()
    }
    await expect.poll(taken).toContain('HEALTHCHECK ')
    await view.page.keyboard.press('Escape')
    await builds.editor().getByText('FROM', { exact: true }).hover()
    await view.page.locator('.cm-tooltip-hover').getByText(t('builds-help.more.FROM')).waitFor()
  })

  it('is left by Escape and Tab', async () => {
    await builds.editor().focus()
    await view.page.keyboard.press('Escape')
    await view.page.keyboard.press('Escape')
    await view.page.keyboard.press('Tab')
    expect(await builds.editor().evaluate((element) => element.contains(document.activeElement))).toBe(false)
  })
})

describe('a pasted command', () => {
  it('fills the form, and asks for its folder', async () => {
    await builds.button('builds.clear').click()
    await view.palette(
      'docker build -t pasted:2 --no-cache --target last -f Dockerfile .',
      t('shell.palette.build-pasted')
    )
    await view.page.getByText(t('builds.paste.folder', { path: '.' })).waitFor()
    await view.page.getByText('docker build -t pasted:2 --target last --no-cache .').waitFor()
    await builds.chooseFolder(folder)
    await view.page.getByText(`docker build -t pasted:2 --target last --no-cache ${folder}`).waitFor()
    await builds.button('builds.clear').click()
    await builds.chooseFolder(folder)
  })
})

describe('a build', () => {
  it('that fails shows the line and what it said', async () => {
    await builds.write('FROM busybox\nCOPY greeting /greeting\nRUN echo it will not do && exit 7\n')
    await builds.tag.fill('made:1')
    await view.page.getByText(`docker build -f - -t made:1 ${folder}`).waitFor()
    await looks('form')
    await builds.button('builds.build').click()
    await builds.outcome('failed').waitFor({ timeout: 60_000 })
    const failing = view.page.locator('.cm-failing')
    await expect.poll(() => failing.allInnerTexts()).toEqual(['RUN echo it will not do && exit 7'])
    await view.page.getByRole('note').getByText('it will not do').waitFor()
    await looks('failed')
  })

  it('is mended where it failed, saved and built, step by step', async () => {
    await builds.button('builds.mend').click()
    await expect
      .poll(() => view.page.locator('.cm-failing').allInnerTexts())
      .toEqual(['RUN echo it will not do && exit 7'])
    await builds.write(
      'FROM busybox\nCOPY greeting /greeting\nRUN cat /greeting > /copy && cat /copy\nCMD ["cat", "/copy"]\n'
    )
    await expect.poll(() => view.page.locator('.cm-failing').count()).toBe(0)
    await builds.button('builds.text.save').click()
    await view.toasts.getByText(t('builds.saved', { path: join(folder, 'Dockerfile') })).waitFor()
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toContain('cat /copy')
    await view.page.getByText(`docker build -t made:1 ${folder}`).waitFor()
    // Written elsewhere meanwhile: what stands in the editor is what is built.
    writeFileSync(
      join(folder, 'Dockerfile'),
      `${readFileSync(join(folder, 'Dockerfile'), 'utf8')}LABEL written=elsewhere\n`
    )
    await builds.button('builds.check-again').click()
    await expect.poll(() => builds.editor().innerText()).toContain('LABEL written=elsewhere')
    await builds.button('builds.build').click()
    await builds.outcome('done').waitFor({ timeout: 60_000 })
    const run = builds.steps().filter({ hasText: 'RUN cat /greeting' })
    await run.getByRole('button', { expanded: false }).click()
    await run.getByRole('log').getByText('hello from the context').waitFor()
    await looks('done')
    expect(await docker('run', '--rm', '--network', 'none', 'made:1')).toBe('hello from the context')
    await view.goTo('images.title')
    await view.row('images.title', 'made').first().waitFor()
  })

  it('is in the history, and is made again from the cache', async () => {
    await view.goTo('builds.title')
    const rows = builds.history()
    await expect.poll(() => rows.count()).toBe(2)
    await rows
      .first()
      .getByRole('button', { name: t('builds.again-named', { name: 'made:1' }) })
      .click()
    await builds.outcome('done').waitFor({ timeout: 60_000 })
    await builds.steps().filter({ hasText: 'RUN cat' }).getByText(t('builds.cached'), { exact: true }).waitFor()
    await view.goTo('builds.title')
    await expect.poll(() => rows.count()).toBe(3)
    await looks('history')
    await view.page.getByRole('button', { name: t('builds.forget.all') }).click()
    await view.confirm(t('builds.forget.confirm'))
    await view.page.getByText(t('builds.empty.title')).waitFor()
  })

  it('goes on while one is elsewhere, and is cancelled', async () => {
    await builds.button('builds.new').first().click()
    await builds.write('FROM busybox\nRUN echo begun && sleep 60\n')
    await builds.button('builds.build').click()
    await builds.steps().getByText('begun', { exact: true }).waitFor({ timeout: 60_000 })
    await view.goTo('images.title')
    await view.goTo('builds.title')
    const row = builds.history().first()
    await row.getByText(t('builds.outcome.running')).waitFor()
    await row.getByRole('button', { name: 'made:1', exact: true }).click()
    await builds.steps().getByText('begun', { exact: true }).waitFor()
    await builds.button('builds.cancel-build').click()
    await builds.outcome('cancelled').waitFor()
    expect(app.errors).toEqual([])
  })
})
