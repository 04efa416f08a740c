/**
 * From no engine to hello-world in the real window. The programs that would change this computer are stand-ins, first in the PATH:
 * they write down what they were asked, and answer as the real ones do (apt-get(8), service(8)).
 */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import english from '../../locales/en/prerequisites-install.json'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { checksOf, type Checks } from './pages/checks'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
const words = (key: string, values = {}) => t(`prerequisites-install.${key}`, values)
let engine: ThrowawayEngine
let app: LaunchedApp
let view: AppWindow
let checks: Checks
let folder: string

const file = (name: string): string => join(folder, name)
const asked = (): readonly string[] =>
  existsSync(file('asked')) ? readFileSync(file('asked'), 'utf8').trim().split('\n') : []

/** A program of that name that writes down its words, and then does what `script` says. */
function standIn(name: string, script: string): void {
  writeFileSync(file(name), `#!/bin/sh\necho "${name} $*" >> ${file('asked')}\n${script}\n`)
  chmodSync(file(name), 0o755)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'escale-install-'))
  engine = await throwawayEngine()
  standIn(
    'apt-get',
    `[ "$1" = install ] && [ ! -e ${file('free')} ] && { echo 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 42 (apt)' >&2; exit 100; }
echo "Reading package lists..."; [ ! -e ${file('slow')} ] || { echo waiting; exec sleep 600; }`
  )
  // The engine that "was installed" is a throwaway one: its socket appears where the app looks.
  const appear = `ln -sfn ${engine.socketPath} ${file('docker.sock')}`
  for (const name of ['service', 'systemctl'])
    standIn(name, `case "$*" in 'docker start' | 'enable --now docker') ${appear} ;; esac`)
  standIn(
    'docker',
    `[ "$1" = version ] && exec test -e ${file('docker.sock')}; [ "$1" = run ] && echo 'Hello from Docker!'`
  )
  const path = `${folder}:${process.env['PATH'] ?? ''}`
  app = await launchApp({ dockerHost: `unix://${file('docker.sock')}`, env: { PATH: path } })
  view = windowOf(app, t)
  checks = checksOf(app)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const button = (name: string) => view.page.getByRole('button', { name, exact: true })
const steps = () => view.page.getByRole('list', { name: words('steps') }).locator(':scope > li')
const step = (says: string) => steps().filter({ hasText: says })

describe('a computer without an engine', () => {
  it('is led from its empty list to the guide', async () => {
    await button(words('welcome.begin')).click()
    await view.page.getByRole('heading', { level: 1, name: words('welcome.title') }).waitFor()
    expect(await button(words('welcome.run-hello')).getAttribute('aria-disabled')).toBe('true')
    await checks.accessible()
    await checks.whole()
    await checks.picture('welcome')
    await button(words('welcome.see-steps')).click()
    await view.page.getByRole('heading', { level: 1, name: words('title') }).waitFor()
  })

  it('shows each step with its command, and runs nothing without consent', async () => {
    await view.page.getByRole('combobox', { name: words('way-label') }).selectOption('distribution')
    await expect.poll(() => steps().count()).toBeGreaterThan(3)
    await step(english.step.update.says).getByText('apt-get update').waitFor()
    expect(await button(words('run')).getAttribute('aria-disabled')).toBe('true')
    await button(words('run')).click({ force: true })
    await checks.accessible()
    await checks.whole()
    await checks.picture('install')
    await checks.resize(900, 600)
    await checks.whole()
    await checks.picture('install-small')
    await checks.resize(1280, 800)
    expect(asked().filter((line) => line.startsWith('apt-get'))).toEqual([])
  })

  it('is told which step failed and what to do, and goes on from it', async () => {
    await view.page.getByRole('checkbox').check()
    await button(words('run')).click()
    await view.page.getByText(words('hint.locked')).waitFor()
    await view.page.getByRole('alert').getByText('It is held by process 42').waitFor()
    expect(
      asked()
        .filter((line) => line.startsWith('apt-get'))
        .map((line) => line.split(' ')[1])
    ).toEqual(['update', 'install'])
    await checks.accessible()
    await checks.picture('install-failed')
    // It stands as it stood, also after another page was open.
    await view.goTo('images.title')
    await view.page.evaluate(() => void (location.hash = '#/prerequisites/install'))
    await button(words('go-on')).waitFor()
    expect(await view.page.getByRole('combobox', { name: words('way-label') }).inputValue()).toBe('distribution')
  })

  it('is asked to wait and cancelled, and what runs ends', async () => {
    writeFileSync(file('free'), '')
    writeFileSync(file('slow'), '')
    await button(words('go-on')).click()
    const running = view.page.locator('li[aria-current=step]')
    await running.getByText('waiting').waitFor()
    await checks.picture('install-running')
    const activity = await view.openActivity()
    await activity
      .getByText(t('shell.activity.prerequisites-installRun', { subject: 'Docker' }))
      .first()
      .waitFor()
    await view.page.keyboard.press('Escape')
    await button(words('cancel')).click()
    await view.page.getByText(words('state.cancelled'), { exact: true }).waitFor()
    rmSync(file('slow'))
  })

  it('has an engine after the last step, and says hello', async () => {
    await button(words('go-on')).click()
    await view.page.getByText(words('finished')).waitFor()
    expect(asked().at(-1)).toBe('docker run --rm hello-world')
    await checks.picture('install-finished')
    await view.page.evaluate(() => void (location.hash = '#/welcome'))
    const hello = button(words('welcome.run-hello'))
    await expect.poll(() => hello.getAttribute('aria-disabled'), { timeout: 20_000 }).toBe(null)
    await hello.click()
    await view.page.getByText(words('hello.note.streamed')).waitFor()
    await checks.accessible()
    await checks.picture('welcome-hello')
    await button(words('welcome.skip')).click()
    await view.page.getByRole('heading', { level: 1, name: t('containers.title') }).waitFor({ state: 'attached' })
    expect(app.errors).toEqual([])
  })
})

describe('the guide', () => {
  it('in French and light is the same, and once skipped stays away', async () => {
    const french = wordsOf('fr')
    const own = mkdtempSync(join(tmpdir(), 'escale-install-'))
    symlinkSync(join(own, 'nothing'), join(own, 'docker.sock'))
    const other = await launchApp({
      dockerHost: `unix://${own}/docker.sock`,
      settings: { language: 'fr', theme: 'light' },
      env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` }
    })
    try {
      const look = checksOf(other)
      const begin = other.page.getByRole('button', { name: french('prerequisites-install.welcome.begin') })
      await begin.click()
      await other.page.getByRole('heading', { level: 1, name: french('prerequisites-install.welcome.title') }).waitFor()
      await look.accessible()
      await look.picture('welcome-fr')
      await other.page.evaluate(() => void (location.hash = '#/prerequisites/install'))
      await other.page.getByRole('list', { name: french('prerequisites-install.steps') }).waitFor()
      await look.accessible()
      await look.resize(900, 600)
      await look.whole()
      await look.picture('install-fr')
      await other.page.evaluate(() => void (location.hash = '#/welcome'))
      await other.page.getByRole('button', { name: french('prerequisites-install.welcome.skip') }).click()
      await other.page.getByText(french('containers.unknown.title')).waitFor()
      await expect.poll(() => begin.count()).toBe(0)
    } finally {
      await other.close()
      rmSync(own, { recursive: true, force: true })
    }
  })
})
