/** The frame around the pages: languages, themes, the palette, what is remembered, and what a crash leaves. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { afterEach, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp, type LaunchOptions } from '../support/electron-app'
import { registryRelay, sharedEngine, throwawayEngine } from '../support/engine'
import { wordsOf, type Language } from '../support/words'

let app: LaunchedApp | undefined
const launch = async (options: Partial<LaunchOptions> = {}): Promise<LaunchedApp> => {
  app = await launchApp({ dockerHost: sharedEngine().host, ...options })
  return app
}
afterEach(() => app?.close())

/**
 * Runs in the window that stands after a crash: the driver's own page object died with the old one. What was asked of a
 * page that crashes meanwhile is never answered: it is asked again.
 */
const inWindow = <T>(launched: LaunchedApp, script: string): Promise<T> =>
  launched.electron.evaluate(({ BrowserWindow }, code) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const unanswered = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer')), 3_000))
    return Promise.race([contents?.executeJavaScript(code) as Promise<T>, unanswered])
  }, script)

describe.each(['en', 'fr'] as const)('the shell in %s', (language: Language) => {
  const t = wordsOf(language)

  it.each(['light', 'dark'] as const)('is accessible on every page, %s', async (theme) => {
    const { page, errors } = await launch({ settings: { language, theme, drawerOpen: true } })
    await page.getByRole('navigation', { name: t('shell.features') }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language)
    const links = page.getByRole('navigation', { name: t('shell.features') }).getByRole('link')
    const pages = [...(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))), '#/run']
    for (const href of pages) {
      await page.evaluate((to) => (location.hash = to), href)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      expect(
        violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
        `${href} ${theme}`
      ).toEqual([])
    }
    expect(errors).toEqual([])
  })

  it('finds pages and commands by the keyboard alone', async () => {
    const { page } = await launch({ settings: { language } })
    await page.getByRole('navigation', { name: t('shell.features') }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: t('ui.palette.label') }).fill(t('settings.title'))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: t('settings.title') }).waitFor()
  })
})

describe('what a person sets', () => {
  it('is shown at once and is still there at the next start', async () => {
    const userData = await mkdtemp(join(tmpdir(), 'escale-user-data-'))
    try {
      const { page, close } = await launch({ userData })
      await page.getByRole('link', { name: 'Settings' }).click()
      await page.getByLabel('Language').selectOption('fr')
      await page.getByRole('heading', { name: 'Réglages' }).waitFor()
      await page.getByLabel('Thème').selectOption('dark')
      await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
      await close()
      expect(JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8'))).toMatchObject({
        version: 1,
        settings: { language: 'fr', theme: 'dark' }
      })
      const again = await launch({ userData })
      await again.page.getByRole('link', { name: 'Réglages' }).waitFor()
      expect(await again.page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
      await again.close()
    } finally {
      await rm(userData, { recursive: true, force: true })
    }
  })

  it('keeps the window’s size', async () => {
    const userData = await mkdtemp(join(tmpdir(), 'escale-user-data-'))
    try {
      const first = await launch({ userData })
      await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1000, 650))
      // Without waiting for the window to be closed: it may never be.
      await expect
        .poll(async () => JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8')) as unknown)
        .toMatchObject({ settings: { window: { width: 1000, height: 650 } } })
      await first.close()
      const second = await launch({ userData })
      expect(
        await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize())
      ).toEqual([1000, 650])
    } finally {
      await app?.close()
      await rm(userData, { recursive: true, force: true })
    }
  })

  it('asks for a usable address of Docker Hub at its field, and keeps the one before', async () => {
    const { page, userData } = await launch()
    await page.getByRole('link', { name: 'Settings' }).click()
    const field = page.getByLabel('Address of Docker Hub')
    await field.fill('ftp://nowhere')
    await field.press('Tab')
    await page.getByText('An address that begins with http:// or https:// is needed').waitFor()
    await field.fill('http://127.0.0.1:9')
    await field.press('Tab')
    await expect.poll(async () => readFile(join(userData, 'settings.json'), 'utf8')).toContain('http://127.0.0.1:9')
  })
})

describe('a crash of the window', () => {
  it('is said, and what was under way goes on', async () => {
    const registry = await registryRelay()
    const engine = await throwawayEngine({ registryMirror: registry.url })
    registry.setSpeed(400_000)
    try {
      const launched = await launch({ dockerHost: engine.host })
      await launched.page.getByRole('navigation').first().waitFor()
      const started = await inWindow<{ ok: boolean }>(
        launched,
        `new Promise((resolve) => {
          escale.open('connections.watch', {}, async (message) => {
            if (message.kind !== 'items') return
            const { current } = JSON.parse(message.items).at(-1)
            if (current) resolve(await escale.call('images.pull', { connection: current, reference: 'layers' }))
          })
        })`
      )
      expect(started.ok).toBe(true)
      await launched.page.evaluate(() => void (location.hash = '#/images'))
      await launched.page.getByRole('heading', { level: 1, name: 'Images' }).waitFor({ state: 'attached' })
      await launched.electron.evaluate(
        ({ BrowserWindow }) =>
          new Promise<void>((resolve) => {
            const contents = BrowserWindow.getAllWindows()[0]?.webContents
            contents?.once('did-finish-load', () => resolve())
            contents?.forcefullyCrashRenderer()
          })
      )
      const tasks = `new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error('no answer')), 5000)
        escale.open('tasks.watch', {}, (message) => {
          if (message.kind === 'items') resolve(JSON.parse(message.items)[0].tasks.map(({ operation, state }) => operation + ' ' + state.kind))
        })
      })`
      await expect
        .poll(() => inWindow<string[]>(launched, tasks).catch(() => []), { timeout: 20_000 })
        .toContain('images.pull running')
      await expect
        .poll(() => inWindow<string>(launched, 'document.body.innerText'), { timeout: 10_000 })
        .toContain('The window had crashed and was loaded anew')
      // At the place where it was, and without saying it again where it is loaded once more.
      expect(await inWindow<string>(launched, 'location.search + location.hash')).toMatch(
        /^(?!.*recovered).*#\/images$/
      )
      registry.setSpeed(undefined)
      await expect.poll(() => inWindow<string[]>(launched, tasks), { timeout: 30_000 }).toContain('images.pull done')
    } finally {
      await app?.close()
      await engine.stop()
      await registry.stop()
    }
  })
})
