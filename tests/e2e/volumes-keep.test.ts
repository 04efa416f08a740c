/** Volumes kept and moved in the real window: exported, imported, cloned, replaced, emptied, compared and backed up. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasProgram } from '../../build/tools/run.mjs'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { checksOf, type Checks } from './pages/checks'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let checks: Checks
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'escale-volumes-'))
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('volume', 'create', 'data')
  await inVolume('data', 'mkdir sub; echo one > sub/one; echo two > two')
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
  checks = checksOf(app)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  // What a test that failed left open.
  await view.page.keyboard.press('Escape')
  await view.goTo('volumes.title')
})

const inVolume = (volume: string, script: string) =>
  docker('run', '--rm', '-v', `${volume}:/v`, '-w', '/v', 'busybox', 'sh', '-c', script)
const rowMenu = async (name: string, key: string): Promise<void> => {
  await view.row('volumes.title', name).first().click({ button: 'right' })
  await view.page.getByRole('menuitem', { name: t('volumes-keep.menu'), exact: true }).click()
  await view.page.getByRole('menuitem', { name: t(key), exact: true }).click()
}
const choose = (path: string) =>
  app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
const act = (key: string) => view.dialog.getByRole('button', { name: t(key), exact: true }).click()
const said = (text: string) => view.toasts.getByText(text.slice(0, 14)).first().waitFor()
/** Those of one action stand together. */
const lastCommand = async (): Promise<string> => {
  await view.openDrawer()
  const commands = await view.commands()
  await view.drawer.getByRole('button', { name: t('commands.close') }).click()
  return commands.at(-1) ?? ''
}

describe('a volume', () => {
  it('is exported to a file that tar reads', async () => {
    const path = join(folder, 'data.tar.gz')
    await choose(path)
    await rowMenu('data', 'volumes-keep.menu-export')
    await view.dialog.getByText('busybox tar czf').first().waitFor()
    await checks.accessible()
    await checks.picture('volumes-export')
    await act('volumes-keep.export.do')
    await said(t('volumes-keep.export.done', { path, amount: '' }))
    const names = execFileSync('tar', ['tzf', path]).toString().split('\n').filter(Boolean).sort()
    expect(names).toEqual(['./', './sub/', './sub/one', './two'])
  })

  it('is exported by zstd where Node or a program packs so, else that is greyed and says so', async () => {
    const node = await app.electron.evaluate(() => process.versions.node)
    const [major = 0, minor = 0] = node.split('.').map(Number)
    await rowMenu('data', 'volumes-keep.menu-export')
    const option = view.dialog.getByRole('option', { name: t('volumes-keep.format.tar-zst') })
    if (!hasProgram('zstd') && (major < 22 || (major === 22 && minor < 15))) {
      const reason = t('volumes-keep.format.unable', { format: t('volumes-keep.format.tar-zst') })
      expect(await option.textContent()).toContain(reason)
      expect(await option.isDisabled()).toBe(true)
      return view.page.keyboard.press('Escape')
    }
    const path = join(folder, 'data.tar.zst')
    await choose(path)
    await view.dialog.getByRole('combobox').selectOption('tar.zst')
    await act('volumes-keep.export.do')
    await view.toasts.getByText(path).waitFor()
    expect(readFileSync(path).subarray(0, 4).toString('hex')).toBe('28b52ffd')
  })

  it('is made of an archive', async () => {
    await choose(join(folder, 'data.tar.gz'))
    await view.page.getByRole('button', { name: t('volumes.more') }).click()
    await view.page.getByRole('menuitem', { name: t('volumes-keep.menu-import') }).click()
    await view.dialog.getByRole('button', { name: t('volumes-keep.import.choose') }).click()
    await view.dialog.getByText(t('volumes-keep.name-taken')).first().waitFor()
    await view.dialog.getByRole('textbox', { name: t('volumes-keep.new-name') }).fill('imported')
    await checks.accessible()
    await checks.picture('volumes-import')
    await act('volumes-keep.import.do')
    await view.toasts
      .getByRole('button', { name: t('volumes-keep.show') })
      .last()
      .click()
    await view.detail('imported').waitFor()
    expect(await inVolume('imported', 'cat sub/one two')).toBe('one\ntwo')
  })

  it('is cloned', async () => {
    await rowMenu('data', 'volumes-keep.menu-clone')
    await act('volumes-keep.clone.do')
    await view.toasts
      .getByRole('button', { name: t('volumes-keep.show') })
      .last()
      .click()
    await view.detail('data-copy').waitFor()
    expect(await inVolume('data-copy', 'cat sub/one two')).toBe('one\ntwo')
    expect(await lastCommand()).toBe(
      'docker volume create data-copy docker run --rm -v data:/v:ro -v data-copy:/w busybox cp -a /v/. /w'
    )
  })

  it('is emptied, once its name was typed, and filled again from the file', async () => {
    await rowMenu('data-copy', 'volumes-keep.menu-empty')
    const question = view.page.getByRole('alertdialog')
    await question.getByText(t('volumes-keep.files', { count: 2 })).waitFor()
    await checks.picture('volumes-empty-it')
    await question.getByRole('textbox').fill('data-copy')
    await view.confirm(t('volumes-keep.empty.do'))
    await said(t('volumes-keep.empty.done', { name: 'data-copy', amount: '' }))
    expect(await inVolume('data-copy', 'ls -A')).toBe('')
    await inVolume('data-copy', 'echo later > later')
    await choose(join(folder, 'data.tar.gz'))
    await rowMenu('data-copy', 'volumes-keep.menu-replace')
    await view.dialog.getByRole('button', { name: t('volumes-keep.import.choose') }).click()
    await view.dialog.getByRole('textbox', { name: t('ui.dialog.type', { word: 'data-copy' }) }).fill('data-copy')
    await checks.accessible()
    await checks.picture('volumes-replace')
    await act('volumes-keep.replace.do')
    await said(t('volumes-keep.replace.done', { name: 'data-copy', amount: '' }))
    expect(await inVolume('data-copy', 'ls; cat two')).toBe('sub\ntwo\ntwo')
  })

  it('is compared with a copy and with an archive', async () => {
    await inVolume('data', 'echo changed > two; echo added > three')
    await rowMenu('data', 'volumes-keep.menu-compare')
    await view.dialog.getByRole('combobox', { name: t('volumes-keep.compare.with') }).selectOption('data-copy')
    await view.dialog.getByText('busybox diff -rq').first().waitFor()
    await act('volumes-keep.compare.do')
    const found = view.dialog.getByRole('grid', { name: t('volumes-keep.compare.differences') })
    await found.getByText('/three').waitFor()
    await found.getByText('/two').waitFor()
    await checks.accessible()
    await checks.picture('volumes-compare')
    await view.dialog.getByRole('searchbox', { name: t('volumes-keep.compare.filter') }).fill('thr')
    await found.getByText('/two').waitFor({ state: 'detached' })
    await view.page.keyboard.press('Escape')
  })

  it('is backed up as planned, and restored', async () => {
    const place = join(folder, 'backups')
    mkdirSync(place)
    await choose(place)
    await view.row('volumes.title', 'data').first().click()
    await view.tab('volumes-keep.backups.title')
    const plan = view.page.getByRole('form', { name: t('volumes-keep.backups.plan') })
    await plan.getByRole('button', { name: t('volumes-keep.import.choose') }).click()
    await plan.getByRole('combobox', { name: t('volumes-keep.backups.when') }).selectOption('weekly')
    await checks.accessible()
    await plan.getByRole('button', { name: t('volumes-keep.backups.save'), exact: true }).click()
    await view.page.getByRole('button', { name: t('volumes-keep.backups.now') }).click()
    await view.page.getByText(t('volumes-keep.backups.tested'), { exact: true }).waitFor()
    await checks.picture('volumes-backups')
    await checks.resize(900, 600)
    await checks.whole()
    await checks.picture('volumes-backups-small')
    await checks.resize(1280, 800)
    expect(readdirSync(place)).toHaveLength(1)
    await inVolume('data', 'rm -r *')
    await view.page
      .getByRole('region', { name: t('volumes-keep.backups.list') })
      .getByRole('button')
      .last()
      .click()
    await view.page.getByRole('menuitem', { name: t('volumes-keep.backups.restore') }).click()
    await view.dialog.getByRole('textbox', { name: t('ui.dialog.type', { word: 'data' }) }).fill('data')
    await act('volumes-keep.replace.do')
    await said(t('volumes-keep.replace.done', { name: 'data', amount: '' }))
    expect(await inVolume('data', 'cat three two')).toBe('added\nchanged')
  })
})
