/** Volumes in the real window, further: between two volumes and two engines, cancelled, without the helper, backed up by the clock. */
import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingsVersion } from '../../contract/settings/model'
import { startChangedEngine, type ChangedEngine } from '../support/changed-engine'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { checksOf, type Checks } from './pages/checks'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engines: readonly ThrowawayEngine[]
let docker: ReturnType<typeof dockerOn>
let far: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let checks: Checks
let folder: string

/** So large that nothing carries it before somebody cancels; it takes no place. */
const huge = 7_000_000_000

beforeAll(async () => {
  engines = await Promise.all([throwawayEngine(), throwawayEngine()])
  const [here, there] = engines
  if (here === undefined || there === undefined) throw new Error('There are no engines')
  docker = dockerOn(here.host)
  far = dockerOn(there.host)
  folder = await mkdtemp(join(tmpdir(), 'escale-e2e-further-'))
  await docker('pull', '-q', 'busybox')
  await docker('volume', 'create', 'other')
  await docker('volume', 'create', '--opt', 'type=tmpfs', '--opt', 'device=tmpfs', '--opt', 'o=ro,size=1m', 'fixed')
  await far('volume', 'create', 'landing')
  await inVolume('data', 'mkdir quay; echo one > quay/one; echo hello > greeting.txt; echo stays > stays.txt')

  await docker('--config', join(folder, '.docker'), 'context', 'create', 'far', '--docker', `host=${there.host}`)
  const settings = { theme: 'dark', language: 'en' }
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ version: settingsVersion, settings }))
  // One of each was due an hour ago; where the second belongs stands a file.
  const schedule = { kind: 'interval', hours: 1 }
  const since = Date.now() - 7_200_000
  await mkdir(join(folder, 'kept'))
  await writeFile(join(folder, 'no-folder'), 'in the way')
  const backups = [
    ['data', 'kept'],
    ['other', 'no-folder']
  ].map(([volume, name = '']) => ({
    ...{ connection: `environment:${here.host}`, volume, since, records: [] },
    plan: { on: true, folder: join(folder, name), format: 'tar.gz', keep: 3, schedule }
  }))
  await writeFile(join(folder, 'backups.json'), JSON.stringify({ version: 1, backups }))
  await open({ dockerHost: here.host, userData: folder })
})
afterAll(async () => {
  await app?.close()
  await Promise.all((engines ?? []).map((engine) => engine.stop()))
  await rm(folder, { recursive: true, force: true })
})

async function open(options: Parameters<typeof launchApp>[0]): Promise<void> {
  app = await launchApp(options)
  view = windowOf(app, t)
  checks = checksOf(app)
}
const inVolume = (volume: string, script: string, on = docker): Promise<string> =>
  on('run', '--rm', '-v', `${volume}:/v`, '-w', '/v', 'busybox', 'sh', '-c', script)
const cell = (name: string) =>
  view
    .table('files.title')
    .getByRole('row')
    .filter({ has: view.page.getByText(name, { exact: true }) })
const choose = (name: string): Promise<void> => cell(name).getByText(name, { exact: true }).click()
const filesOf = (volume: string): Promise<void> => view.palette(volume, t('volumes-files.title', { name: volume }))
const menuOf = async (name: string, key: string): Promise<void> => {
  await choose(name)
  await view.page.keyboard.press('Shift+F10')
  await view.page.getByRole('menuitem', { name: t(`files.action.${key}`), exact: true }).click()
}
const commands = async (): Promise<readonly string[]> => {
  await view.openDrawer()
  const lines = await view.commands()
  await view.drawer.getByRole('button', { name: t('commands.close') }).click()
  return lines
}
/** Cancels what is under way in Activity, and waits until it has come to its end. */
async function cancel(subject: string): Promise<void> {
  const activity = await view.openActivity()
  const button = activity.getByRole('button', { name: t('shell.activity.cancel-named', { subject }) })
  await button.click()
  await button.waitFor({ state: 'detached' })
  await activity.getByText(t('shell.activity.cancelled')).first().waitFor()
  // The button that had the keyboard is gone: it still is in the panel.
  await view.page.keyboard.press('Escape')
  await activity.waitFor({ state: 'detached' })
}

describe('a backup that came by its schedule', () => {
  it('stands in Activity, and one that failed is said and told on its page', async () => {
    await view.toasts.getByText(t('volumes-keep.backups.not-written', { name: 'other' })).waitFor({ timeout: 30_000 })
    expect(await readdir(join(folder, 'kept'))).toHaveLength(1)
    const activity = await view.openActivity()
    await activity.getByText(t('shell.activity.volumes-backUp', { subject: 'data' })).waitFor()
    await activity.getByText(t('shell.activity.volumes-backUp', { subject: 'other' })).waitFor()
    await view.page.keyboard.press('Escape')
    await view.toasts.getByRole('button', { name: t('volumes-keep.show') }).click()
    const list = view.page.getByRole('region', { name: t('volumes-keep.backups.list') })
    await list.getByText(t('volumes-keep.backups.folder-gone')).waitFor()
    await list.getByText(t('volumes-keep.backups.failed'), { exact: true }).waitFor()
    await checks.accessible()
    await checks.picture('volumes-backup-failed')
    expect(app.errors).toEqual([])
  })
})

describe('the files of a volume', () => {
  it('are found in the palette by its name, cut there and pasted into another', async () => {
    await filesOf('data')
    await choose('greeting.txt')
    await view.page.keyboard.press('Control+x')
    await filesOf('other')
    await view.page.getByText(t('volumes-files.empty.title')).waitFor()
    await view.table('files.title').focus()
    await view.page.keyboard.press('Control+v')
    await cell('greeting.txt').waitFor()
    await expect.poll(() => inVolume('data', 'ls')).toBe('quay\nstays.txt')
    expect((await commands()).slice(-2)).toEqual([
      'docker run --rm -v data:/v:ro -v other:/w busybox cp -a /v/greeting.txt /w',
      'docker run --rm -v data:/v busybox rm -r /v/greeting.txt'
    ])
  })

  it('are copied to another engine, with the commands that do the same', async () => {
    await filesOf('data')
    await cell('quay').waitFor()
    await menuOf('quay', 'elsewhere')
    await view.dialog
      .getByRole('combobox', { name: t('volumes-files.elsewhere.connection') })
      .selectOption({ label: 'far' })
    const target = view.dialog.getByRole('combobox', { name: t('volumes-files.elsewhere.volume') })
    await target.selectOption('landing')
    expect(await view.dialog.getByRole('region', { name: t('volumes-files.elsewhere.command') }).innerText()).toBe(
      'docker run --rm -v data:/v:ro busybox tar -cf - -C /v ./quay | ' +
        'docker --context far run --rm -i -v landing:/v busybox tar -xf - -C /v'
    )
    await checks.accessible()
    await checks.picture('volume-elsewhere')
    // The command beside it has a button to copy it.
    await view.dialog
      .getByRole('contentinfo')
      .getByRole('button', { name: t('volumes-files.elsewhere.do'), exact: true })
      .click()
    await view.toasts
      .getByText(t('volumes-files.elsewhere.done', { volume: 'landing' }))
      .first()
      .waitFor()
    await far('pull', '-q', 'busybox')
    expect(await inVolume('landing', 'cat quay/one', far)).toBe('one')
  })

  it('that a person cancels half-way, up or out, leave nothing half-done', async () => {
    const source = join(folder, 'huge')
    const out = join(folder, 'out')
    await writeFile(source, '')
    await truncate(source, huge)
    await mkdir(out)
    await inVolume('other', `truncate -s ${huge} sparse`)
    await app.electron.evaluate(
      ({ dialog }, [given, saved]) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [given] })
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: saved })
      },
      [source, join(out, 'other.tar.gz')] as const
    )
    await filesOf('other')
    await cell('greeting.txt').waitFor()
    await view.page.getByRole('button', { name: t('files.add'), exact: true }).click()
    await view.page.getByRole('menuitem', { name: t('files.upload-files') }).click()
    await cancel('other')
    expect(await inVolume('other', 'ls -A')).toBe('greeting.txt\nsparse')
    await view.goTo('volumes.title')
    await view.row('volumes.title', 'other').first().click({ button: 'right' })
    await view.page.getByRole('menuitem', { name: t('volumes-keep.menu'), exact: true }).click()
    await view.page.getByRole('menuitem', { name: t('volumes-keep.menu-export'), exact: true }).click()
    await view.dialog.getByRole('button', { name: t('volumes-keep.export.do'), exact: true }).click()
    await cancel('other')
    expect(await readdir(out)).toEqual([])
  })

  it('that takes no changes are read, and what would change them is greyed with its reason', async () => {
    await filesOf('fixed')
    await view.page.getByText(t('volumes-files.cannot.read-only')).waitFor()
    await view.page.getByRole('button', { name: t('files.add'), exact: true }).click()
    for (const key of ['action.new-file', 'action.new-folder', 'upload-files', 'upload-folder']) {
      const item = view.page.getByRole('menuitem', { name: t(`files.${key}`) })
      expect(await item.getAttribute('aria-disabled')).toBe('true')
      await item.getByText(t('volumes-files.cannot.no-changes')).waitFor()
    }
    await view.page.keyboard.press('Escape')
    await view.page.getByRole('button', { name: t('volumes-files.search.open'), exact: true }).click()
    await view.page.getByRole('searchbox', { name: t('volumes-files.search.words') }).waitFor()
  })
})

describe('an engine where no helper runs', () => {
  let changed: ChangedEngine
  beforeAll(async () => {
    await app.close()
    changed = await startChangedEngine(engines[0]?.socketPath ?? '', {
      '/version': (version) => ({ ...version, Arch: 's390x' })
    })
    await open({ dockerHost: changed.host })
  })
  afterAll(() => changed?.stop())

  it('has its volumes read and written to by archives, and the rest greyed with its reason', async () => {
    await filesOf('data')
    await view.page.getByText(t('volumes-files.cannot.architecture')).waitFor()
    await choose('quay')
    await view.page.keyboard.press('Shift+F10')
    await view.page.getByRole('menuitem').first().waitFor()
    const greyed = await view.page.getByRole('menuitem', { disabled: true }).allInnerTexts()
    const told = new Map(greyed.map((text) => [text.split('\n')[0]?.trim(), text]))
    for (const key of ['sizes', 'cut', 'copy', 'elsewhere', 'rename', 'permissions', 'remove'])
      expect(told.get(t(`files.action.${key}`))).toContain(t('volumes-files.cannot.no-helper'))
    await checks.picture('volume-without-helper')
    await view.page.keyboard.press('Escape')
    await checks.accessible()
    await cell('quay').dblclick()
    await cell('one').dblclick()
    await view.page.getByText('one', { exact: true }).last().waitFor()
    await view.page.getByRole('button', { name: t('files.back'), exact: true }).click()

    const source = join(folder, 'brought.txt')
    await writeFile(source, 'by archive')
    await app.electron.evaluate(({ dialog }, given) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [given] })
    }, source)
    await view.page.getByRole('button', { name: t('files.add'), exact: true }).click()
    await view.page.getByRole('menuitem', { name: t('files.upload-files') }).click()
    await cell('brought.txt').waitFor()
    expect(await inVolume('data', 'cat quay/brought.txt')).toBe('by archive')
    expect(app.errors).toEqual([])
  })
})
