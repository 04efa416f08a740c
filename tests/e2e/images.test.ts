/** Images in the real window: narrowed, measured, pulled for a platform, looked up in their registry, sent to another engine, compared. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { settingsVersion } from '../../contract/settings/model'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { checksOf, type Checks } from './pages/checks'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('fr')
const { address } = sharedRegistry()
const newer = `${address}/window/box:1`
let engine: ThrowawayEngine
let second: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let checks: Checks
let userData: string

beforeAll(async () => {
  userData = mkdtempSync(join(tmpdir(), 'escale-images-'))
  engine = await throwawayEngine()
  second = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('pull', '-q', 'layers')
  await docker('tag', 'busybox', newer)
  await docker('push', '-q', newer)
  const container = await docker('create', '--name', 'user', 'busybox', 'true')
  await docker('commit', '--change', 'LABEL team=web', '--change', 'ENV A=1', container, 'made:1')
  await docker('commit', container)
  const settings = { theme: 'light', language: 'fr', window: { width: 900, height: 600, maximized: false } }
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ version: settingsVersion, settings }))
  execFileSync('docker', [
    '--config',
    join(userData, '.docker'),
    'context',
    'create',
    'other',
    '--docker',
    `host=${second.host}`
  ])
  app = await launchApp({ dockerHost: engine.host, userData })
  view = windowOf(app, t)
  checks = checksOf(app)
  await view.goTo('images.title')
})
afterAll(async () => {
  expect(app?.errors).toEqual([])
  await app?.close()
  await Promise.all([engine?.stop(), second?.stop()])
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
})

const row = (name: string) => view.row('images.title', name)
const rows = () => view.table('images.title').getByRole('row')
const rowMenu = async (name: string, item: string): Promise<void> => {
  await row(name).first().click({ button: 'right' })
  await view.page.getByRole('menuitem', { name: item, exact: true }).click()
}
const button = (name: string) => view.page.getByRole('button', { name, exact: true })

it('are narrowed by words, by docker’s filters and by their use', async () => {
  await row('made').waitFor()
  await expect.poll(() => rows().count()).toBe(6)
  const box = view.page.getByRole('combobox', { name: t('images.filter') })
  await box.fill('label=team=web')
  await box.press('Enter')
  await expect.poll(() => rows().count()).toBe(2)
  await view.page.getByText('docker images --filter label=team=web').waitFor()
  await checks.accessible()
  await checks.picture('images-filtered')
  await box.press('Backspace')
  await box.fill('box')
  await expect.poll(() => rows().count()).toBe(3)
  await box.fill('')
  const use = view.page.getByRole('combobox', { name: t('images-list.use.label') })
  await use.selectOption({ label: t('images-list.use.dangling') })
  await expect.poll(() => rows().count()).toBe(2)
  await use.selectOption({ label: t('images-list.use.all') })
})

it('show what they share once it is asked for', async () => {
  await checks.resize(1280, 800)
  await view.page.getByRole('button', { name: t('images-keep.more') }).click()
  await view.page.getByRole('menuitem', { name: t('images-list.read-sizes') }).click()
  await view.page.getByRole('columnheader', { name: t('images-list.column.unique') }).waitFor()
  await row('made')
    .getByRole('gridcell', { name: /^0\s?[Bo]/ })
    .first()
    .waitFor()
  await checks.picture('images-sizes')
  await checks.resize(900, 600)
})

it('are pulled for a platform, and a wrong name is told its wrong part', async () => {
  await button(t('images.pull-dialog.open')).click()
  const field = view.dialog.getByRole('textbox', { name: t('images.pull-dialog.image') })
  await field.fill('ghcr.io/Team/app')
  await view.dialog.getByText(t('images-list.fault.lowercase', { piece: 'Team/app' })).waitFor()
  await field.fill('busybox:1.36:x')
  await view.dialog.getByText(t('images-list.fault.tag', { piece: '1.36:x' })).waitFor()
  expect(await view.dialog.getByRole('button', { name: t('images.pull-dialog.pull'), exact: true }).isDisabled()).toBe(
    true
  )
  await field.fill('busybox:1.36')
  await view.dialog.getByRole('combobox', { name: t('images-list.pull.platform') }).selectOption('linux/s390x')
  await view.dialog.getByText('docker pull --platform linux/s390x busybox:1.36').waitFor()
  await view.dialog.getByText(/linux\/s390x n’y tourne/).waitFor()
  await checks.accessible()
  await checks.whole()
  await checks.picture('images-pull')
  await view.page.keyboard.press('Escape')
})

it('are looked up in their registry', async () => {
  await row(`${address}/window/box`).first().click()
  await button(t('images-list.newer.ask')).click()
  await view.page.getByText(t('images-list.newer.same')).waitFor()
  const old = await docker('image', 'inspect', '--format', '{{.Id}}', newer)
  await docker('tag', 'layers', newer)
  await docker('push', '-q', newer)
  await docker('tag', old, newer)
  await button(t('images-list.newer.ask')).click()
  await view.page.getByText(t('images-list.newer.newer')).waitFor()
  await checks.accessible()
  await checks.picture('images-newer')
})

it('are inspected through a template', async () => {
  await view.tab('images.detail.inspect')
  await view.page.getByRole('textbox', { name: t('containers-files.format.label') }).fill('{{.Os}}/{{.Architecture}}')
  const said = await docker('image', 'inspect', '--format', '{{.Os}}/{{.Architecture}}', newer)
  await view.page
    .getByRole('region', { name: t('containers-files.format.result') })
    .getByText(said, { exact: true })
    .waitFor()
  await checks.accessible()
  await button(t('images.detail.close')).click()
})

it('keep their place in the smallest window whatever is chosen, and are named in one', async () => {
  const grid = view.table('images.title')
  const before = (await grid.boundingBox())?.y
  await row('busybox').first().click({ button: 'right' })
  await view.page.keyboard.press('Escape')
  await button(t('images.run')).waitFor()
  expect((await grid.boundingBox())?.y).toBe(before)
  await checks.whole()
  await checks.picture('images-chosen')
  await rowMenu('busybox', t('images-keep.menu.tag'))
  await view.dialog.waitFor()
  await checks.whole()
  await checks.picture('images-tag')
  await checks.accessible()
  await view.page.keyboard.press('Escape')
  await view.dialog.waitFor({ state: 'detached' })
})

it('are sent to another engine', async () => {
  await rowMenu('busybox', t('images-list.send.menu'))
  await view.dialog.getByText(/docker .*save busybox:latest \| docker .*load/).waitFor()
  await checks.accessible()
  await checks.whole()
  await checks.picture('images-send')
  await view.dialog.getByRole('button', { name: t('images-list.send.do'), exact: true }).click()
  await view.toasts.getByText(t('images-list.send.done', { count: 1, name: 'other' })).waitFor()
  expect(await dockerOn(second.host)('images', '--format', '{{.Repository}}:{{.Tag}}')).toBe('busybox:latest')
})

it('are compared with another, and a container with its image', async () => {
  await rowMenu('made', t('images-list.compare.menu'))
  const choice = view.dialog.getByRole('combobox', { name: t('images-list.compare.with') })
  await choice.selectOption({ label: 'busybox:latest' })
  await view.dialog.getByRole('rowheader', { name: 'Labels.team' }).waitFor()
  await view.dialog.getByRole('button', { name: t('images-list.compare.read') }).click()
  await view.dialog.getByText(t('images-list.compare.same-files')).waitFor()
  await choice.selectOption({ label: 'layers:latest' })
  await view.dialog.getByRole('button', { name: t('images-list.compare.read') }).click()
  await view.dialog
    .getByRole('grid', { name: t('images-list.compare.files') })
    .getByRole('row')
    .nth(1)
    .waitFor()
  await checks.accessible()
  await checks.picture('images-compare')
  await view.page.keyboard.press('Escape')
  await docker('start', '-a', 'user')
  await rowMenu('busybox', t('images-list.compare.menu'))
  await choice.selectOption({ label: t('images-list.compare.container', { name: 'user' }) })
  await view.dialog.getByRole('button', { name: t('images-list.compare.read') }).click()
  await view.dialog.getByText(t('images-list.compare.same-files')).waitFor()
  await view.page.keyboard.press('Escape')
})
