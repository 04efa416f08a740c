/** From no engine to hello-world, in the real window: the banner, what is missing and what mends it, and the final proof. */
import { userInfo } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { checksOf, type Checks } from './pages/checks'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let app: LaunchedApp
let view: AppWindow
let checks: Checks

beforeAll(async () => {
  engine = await throwawayEngine()
  await engine.terminate()
  app = await launchApp({ dockerHost: engine.host, env: { HTTPS_PROXY: 'http://ada:hunter22@127.0.0.1:9' } })
  view = windowOf(app, t)
  checks = checksOf(app)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
})

const check = (title: string) =>
  view.page.getByRole('listitem').filter({ has: view.page.getByRole('button', { name: new RegExp(`^${title}`) }) })
const outcomeOf = (title: string): Promise<string | null> => check(t(title)).getAttribute('data-outcome')
const open = (title: string) => check(t(title)).getByRole('button', { expanded: false }).first().click()
const summary = () =>
  view.page
    .getByRole('region', { name: t('prerequisites.title') })
    .getByRole('status')
    .first()
const copied = (): Promise<string> => app.electron.evaluate(({ clipboard }) => clipboard.readText())
/** Every check has been told. */
const settled = () =>
  expect.poll(() => summary().innerText(), { timeout: 20_000 }).not.toBe(t('prerequisites.summary.running'))

describe('without an engine', () => {
  it('the banner leads to what is missing, and says so beside what is there', async () => {
    await view.page
      .getByRole('alert')
      .getByRole('link', { name: t('shell.check-missing') })
      .waitFor()
    await checks.picture('prerequisites-banner')
    await view.page
      .getByRole('alert')
      .getByRole('link', { name: t('shell.check-missing') })
      .click()
    await view.page.getByRole('heading', { level: 1, name: t('prerequisites.title') }).waitFor()
    await settled()
    expect(await outcomeOf('prerequisites-engine.reachable.title')).toBe('not-met')
    expect(await outcomeOf('prerequisites-linux.socket.title')).toBe('not-met')
    expect(await outcomeOf('prerequisites-linux.kernel.title')).toBe('met')
    expect(await outcomeOf('prerequisites-linux.engine-installed.title')).toBe('met')
    expect(await summary().innerText()).toMatch(/^\d+ of \d+ not met\./)
    // Nothing to prove yet.
    expect(
      await view.page.getByRole('button', { name: t('prerequisites.hello.run') }).getAttribute('aria-disabled')
    ).toBe('true')
  })

  it('each opens to what was found, why, what mends it and what was asked', async () => {
    await open('prerequisites-linux.socket.title')
    const socket = check(t('prerequisites-linux.socket.title'))
    await socket.getByText(t('prerequisites-linux.socket.why')).waitFor()
    await socket.getByText('sudo systemctl start docker.service').waitFor()
    await socket
      .getByRole('button', { name: t('ui.copy') })
      .first()
      .click()
    await expect.poll(copied).toBe('sudo systemctl start docker.service')
    await socket.getByText(t('prerequisites.evidence.title')).click()
    await socket.getByText('"connect":"ENOENT"').waitFor()
    await socket.getByRole('link').first().waitFor()
  })

  it('the report holds every check, and nobody’s password', async () => {
    await view.page.getByRole('button', { name: t('prerequisites.report.copy') }).click()
    await view.toasts.getByText(t('prerequisites.report.copied')).waitFor()
    const report = await copied()
    expect(report).toMatch(/^Escale: \d/)
    expect(report).toContain(t('prerequisites-linux.kernel.title'))
    expect(report).toContain('$ uname -srm')
    for (const secret of ['hunter22', app.userData, ...(userInfo().username === 'root' ? [] : [userInfo().username])])
      expect(report).not.toContain(secret)
    await view.toasts.getByRole('button').first().click()
  })

  it('is whole and named in both themes, languages and sizes', async () => {
    await open('prerequisites-engine.reachable.title')
    for (const [language, theme] of [
      ['en', 'dark'],
      ['fr', 'light']
    ] as const) {
      const words = wordsOf(language)
      await view.page.evaluate((settings) => window.escale.call('settings.update', settings), { language, theme })
      await view.page.getByRole('heading', { level: 1, name: words('prerequisites.title') }).waitFor()
      for (const [width, height] of [
        [900, 600],
        [1280, 800]
      ] as const) {
        await checks.resize(width, height)
        await checks.whole()
        await checks.picture(`prerequisites-${language}-${theme}-${width}`)
      }
      await checks.accessible()
    }
    await view.page.evaluate(() => window.escale.call('settings.update', { language: 'en', theme: 'dark' }))
    await view.page.getByRole('heading', { level: 1, name: t('prerequisites.title') }).waitFor()
  })
})

describe('with the engine started', () => {
  it('asked again by the keyboard alone, the same checks are met', async () => {
    await engine.start()
    // The connection comes back by itself; whoever does not wait asks one check.
    const socket = check(t('prerequisites-linux.socket.title'))
    await socket
      .getByRole('button', { name: t('prerequisites.again-named', { name: t('prerequisites-linux.socket.title') }) })
      .focus()
    await view.page.keyboard.press('Enter')
    await expect.poll(() => outcomeOf('prerequisites-linux.socket.title')).toBe('met')
    await expect.poll(() => outcomeOf('prerequisites-engine.reachable.title'), { timeout: 20_000 }).toBe('met')
    await view.page.getByRole('button', { name: t('prerequisites.again'), exact: true }).click()
    await settled()
    expect(await outcomeOf('prerequisites-engine.version.title')).toBe('met')
    expect(await outcomeOf('prerequisites-engine.storage.title')).toBe('met')
    await checks.picture('prerequisites-met')
  })

  it('hello-world is the proof: its words are shown, and it leaves no container', async () => {
    const docker = dockerOn(engine.host)
    await view.page.getByRole('button', { name: t('prerequisites.hello.run') }).click()
    await view.page.getByText(t('prerequisites.hello.proven')).waitFor()
    await view.page.getByText('Hello from Docker!').waitFor()
    await checks.picture('prerequisites-hello')
    expect(await docker('ps', '-aq')).toBe('')
    await view.openDrawer()
    expect((await view.commands()).at(-1)).toMatch(/^docker .*run --rm hello-world$/)
    expect(app.errors).toEqual([])
  })
})

describe('an ordinary person, whom the socket is closed to', () => {
  it('reads so, and what membership in the group means', async () => {
    await app.close()
    app = await launchApp({ dockerHost: engine.host, ordinaryUser: true })
    view = windowOf(app, t)
    checks = checksOf(app)
    await view.page
      .getByRole('alert')
      .getByRole('link', { name: t('shell.check-missing') })
      .click()
    await view.page.getByRole('heading', { level: 1, name: t('prerequisites.title') }).waitFor()
    await settled()
    expect(await outcomeOf('prerequisites-linux.socket.title')).toBe('not-met')
    await open('prerequisites-linux.socket.title')
    await check(t('prerequisites-linux.socket.title')).getByText('sudo usermod -aG docker "$USER"').waitFor()
    await check(t('prerequisites-linux.docker-group.title')).getByText('nobody').first().waitFor()
    expect(await outcomeOf('prerequisites-linux.docker-group.title')).toBe('not-met')
    // What root needs not is asked of others.
    expect(await outcomeOf('prerequisites-linux.rootless-ids.title')).toBe('not-met')
    await checks.accessible()
    expect(app.errors).toEqual([])
  })
})
