/** The files of a volume in the window: walked, written, moved, counted and searched, beside running containers, in both languages. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownLabel } from '../../contract/own'
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

const make = `mkdir -p quay/deep empty 'two words'
printf 'hello\\r\\nworld\\r\\n' > greeting.txt
printf '{"port": 8080}\\n' > app.json
ln -s greeting.txt alias
printf 'a\\0b' > bytes
touch "$(printf 'two\\nlines')" "$(printf 'l\\351')"
echo deep > quay/deep/anchor.txt
dd if=/dev/zero of=quay/large bs=1024 count=3000 2>/dev/null
dd if=/dev/zero of=small bs=1024 count=200 2>/dev/null`

const inVolume = (script: string, volume = 'data'): Promise<string> =>
  docker('run', '--rm', '-v', `${volume}:/v`, '-w', '/v', 'busybox', 'sh', '-c', script)

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  folder = await mkdtemp(join(tmpdir(), 'escale-e2e-volume-'))
  await docker('pull', '-q', 'busybox')
  await docker('volume', 'create', 'other')
  await inVolume(make)
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
  checks = checksOf(app)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
  await rm(folder, { recursive: true, force: true })
})

const grid = () => view.table('files.title')
const cell = (name: string) =>
  grid()
    .getByRole('row')
    .filter({ has: view.page.getByText(name, { exact: true }) })
const button = (key: string) => view.page.getByRole('button', { name: t(key), exact: true })
const choose = (name: string): Promise<void> => cell(name).getByText(name, { exact: true }).click()
const wear = (settings: object): Promise<void> =>
  view.page.evaluate((given) => window.escale.call('settings.update', given).then(() => undefined), settings)
async function menu(name: string, key: string): Promise<void> {
  await choose(name)
  await view.page.keyboard.press('Shift+F10')
  await view.page.getByRole('menuitem', { name: t(`files.action.${key}`) }).click()
}
const lastCommand = async (): Promise<string> => {
  await view.openDrawer()
  const commands = await view.commands()
  await view.drawer.getByRole('button', { name: t('commands.close') }).click()
  return commands.at(-1) ?? ''
}
const answer = (key: string, values = {}): Promise<void> =>
  view.dialog.getByRole('button', { name: t(key, values), exact: true }).click()

describe('the files of a volume', () => {
  it('are walked with all their names, and what a file holds is shown', async () => {
    await view.goTo('volumes.title')
    await view.row('volumes.title', 'data').getByRole('gridcell', { name: 'data', exact: true }).click()
    await view.tab('volumes.detail.files')
    await cell('two\\nlines').waitFor()
    await cell('l\\xE9').waitFor()
    await cell('alias').getByText('→ greeting.txt').waitFor()
    await checks.accessible()
    await button('volumes-files.large').click()
    await cell('alias').waitFor()
    await cell('quay').dblclick()
    await cell('deep').waitFor()
    await view.page.getByRole('tree').getByRole('treeitem', { name: 'deep' }).click()
    await cell('anchor.txt').waitFor()
    await view.page.goBack()
    await view.page.goBack()
    await cell('bytes').dblclick()
    await view.page
      .getByRole('region', { name: t('files.bytes') })
      .getByText('61 00 62')
      .waitFor()
    await button('files.back').click()
  })

  it('are edited as text, whose lines end as they did, and saved through a link', async () => {
    await cell('alias').dblclick()
    await button('volumes-files.edit.start').click()
    const editor = view.page.getByRole('textbox', { name: t('volumes-files.edit.label', { name: 'greeting.txt' }) })
    await editor.click()
    await view.page.keyboard.press('Control+End')
    await view.page.keyboard.type('again')
    await view.page.keyboard.press('Control+s')
    await view.toasts
      .getByText(t('volumes-files.edit.saved', { name: 'greeting.txt' }))
      .first()
      .waitFor()
    expect(await inVolume('cat greeting.txt; test -L alias && echo; echo link')).toBe('hello\r\nworld\r\nagain\nlink')
    await checks.accessible()
    await checks.picture('volume-edit')
  })

  it('changed meanwhile by somebody else are not overwritten: mine is kept as a copy', async () => {
    const editor = view.page.getByRole('textbox', { name: t('volumes-files.edit.label', { name: 'greeting.txt' }) })
    await inVolume('echo theirs > greeting.txt')
    await editor.click()
    await view.page.keyboard.press('Control+End')
    await view.page.keyboard.type('!')
    await button('volumes-files.edit.save').click()
    await view.dialog.waitFor()
    await checks.accessible()
    await checks.picture('volume-conflict')
    await answer('volumes-files.conflict.copy')
    await view.toasts
      .getByText(t('volumes-files.edit.copied', { name: 'greeting.mine.txt' }))
      .first()
      .waitFor()
    expect(await inVolume('cat greeting.txt greeting.mine.txt')).toBe('theirs\nhello\r\nworld\r\nagain!')
    await button('files.back').click()
    await cell('greeting.mine.txt').waitFor()
  })

  it('are made, renamed, moved and copied by the keyboard', async () => {
    await grid().focus()
    await view.page.keyboard.press('Control+Shift+N')
    const name = view.dialog.getByRole('textbox', { name: t('volumes-files.name.label') })
    await name.fill('a/b')
    await view.dialog.getByText(t('volumes-files.name.slash')).waitFor()
    await name.fill('crates')
    await view.page.keyboard.press('Enter')
    await cell('crates').waitFor()
    expect(await lastCommand()).toBe('docker run --rm -v data:/v busybox mkdir /v/crates')
    await choose('app.json')
    await view.page.keyboard.press('F2')
    await view.dialog.getByRole('textbox', { name: t('volumes-files.name.label') }).fill('été.json')
    await view.page.keyboard.press('Enter')
    await cell('été.json').waitFor()
    await choose('été.json')
    await view.page.keyboard.press('Control+x')
    await cell('crates').dblclick()
    await cell('été.json').waitFor({ state: 'detached' })
    await grid().focus()
    await view.page.keyboard.press('Control+v')
    await cell('été.json').waitFor()
    await choose('été.json')
    await view.page.keyboard.press('Control+c')
    await view.page.keyboard.press('Backspace')
    await cell('crates').waitFor()
    await grid().focus()
    await view.page.keyboard.press('Control+v')
    await cell('été.json').waitFor()
    expect(await inVolume('cat été.json crates/été.json')).toBe('{"port": 8080}\n{"port": 8080}')
  })

  it('are uploaded from a folder, downloaded, and copied to another volume', async () => {
    await mkdir(join(folder, 'brought'))
    await writeFile(join(folder, 'brought', 'note.txt'), 'from here')
    await app.electron.evaluate(
      ({ dialog }, path) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: `${path}.tar` })
      },
      join(folder, 'brought')
    )
    await button('files.add').click()
    await view.page.getByRole('menuitem', { name: t('files.upload-folder') }).click()
    await cell('brought').waitFor()
    await menu('brought', 'tar')
    await view.toasts
      .getByText(t('files.saved', { name: 'brought' }))
      .first()
      .waitFor()
    expect((await readFile(join(folder, 'brought.tar'))).includes('from here')).toBe(true)
    await menu('brought', 'elsewhere')
    await view.dialog.getByRole('combobox', { name: t('volumes-files.elsewhere.volume') }).selectOption('other')
    await answer('volumes-files.elsewhere.do')
    await view.toasts
      .getByText(t('volumes-files.elsewhere.done', { volume: 'other' }))
      .first()
      .waitFor()
    expect(await inVolume('cat brought/note.txt', 'other')).toBe('from here')
  })

  it('are uploaded by dropping them on the list', async () => {
    await writeFile(join(folder, 'dropped.txt'), 'let go')
    // A file input gives the page what a drop does: a file that has a place.
    await view.page.evaluate(() => {
      const input = Object.assign(document.createElement('input'), { type: 'file', id: 'brought' })
      document.body.append(input)
    })
    await view.page.locator('#brought').setInputFiles(join(folder, 'dropped.txt'))
    await view.page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#brought')
      const [file] = input?.files ?? []
      const dataTransfer = new DataTransfer()
      if (file !== undefined) dataTransfer.items.add(file)
      const grid = document.querySelector('[role=grid][aria-label=Files]')
      for (const type of ['dragenter', 'dragover', 'drop'])
        grid?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }))
      input?.remove()
    })
    await cell('dropped.txt').waitFor()
    expect(await inVolume('cat dropped.txt')).toBe('let go')
  })

  it('have their permissions changed, with all that is below', async () => {
    await choose('brought')
    await view.page.keyboard.press('Control+i')
    await view.dialog.getByRole('checkbox', { name: t('volumes-files.permissions.others-write') }).check()
    await view.dialog.getByRole('textbox', { name: t('volumes-files.permissions.uid'), exact: true }).fill('70')
    await view.dialog.getByRole('checkbox', { name: t('volumes-files.permissions.below') }).check()
    await checks.accessible()
    await checks.picture('volume-permissions')
    await answer('volumes-files.permissions.do')
    await view.dialog.waitFor({ state: 'detached' })
    await expect.poll(() => inVolume('stat -c "%a %u" brought brought/note.txt')).toBe('757 70\n646 70')
  })

  it('are found by name, and weighed as a picture and a list', async () => {
    await button('volumes-files.search.open').click()
    await view.page.getByRole('searchbox', { name: t('volumes-files.search.words') }).fill('ANCHOR')
    await view.page.keyboard.press('Enter')
    const results = view.table('volumes-files.search.results')
    await results.getByText('quay/deep/anchor.txt', { exact: true }).waitFor()
    await checks.accessible()
    await checks.picture('volume-search')
    await button('files.back').click()
    await button('volumes-files.sizes.title').click()
    const list = view.page.getByRole('listbox', { name: t('volumes-files.sizes.list') })
    await list.getByRole('option').first().getByText('quay', { exact: true }).waitFor()
    await checks.accessible()
    await checks.picture('volume-sizes')
    await list.focus()
    await view.page.keyboard.press('Enter')
    await list.getByRole('option').first().getByText('large', { exact: true }).waitFor()
    await expect.poll(() => list.evaluate((one) => one === document.activeElement)).toBe(true)
    await button('files.back').click()
    await cell('large').waitFor()
    await view.page
      .getByRole('tree')
      .getByRole('treeitem', { name: t('volumes-files.root') })
      .click()
  })

  it('are deleted after what goes was counted, and a running container is named before', async () => {
    await docker('run', '-d', '--init', '--name', 'pier', '-v', 'data:/srv', 'busybox', 'sleep', '100000')
    await view.page.getByRole('status').getByRole('link', { name: 'pier' }).waitFor()
    await choose('quay')
    await view.page.keyboard.press('Delete')
    const question = view.page.getByRole('alertdialog')
    await question.getByText(t('volumes-files.used.title')).waitFor()
    await checks.picture('volume-used')
    await view.confirm(t('volumes-files.used.confirm'))
    await view.dialog.getByText(t('volumes-files.remove.files', { count: 2 }), { exact: false }).waitFor()
    await checks.accessible()
    await checks.picture('volume-remove')
    await answer('volumes-files.remove.confirm', { count: 1 })
    await cell('quay').waitFor({ state: 'detached' })
    expect(await inVolume('ls')).not.toContain('quay')
  })

  it('come back when the helper was killed', async () => {
    const helpers = (await docker('ps', '-q', '--filter', 'volume=data', '--filter', `label=${ownLabel}`)).split('\n')
    expect(helpers).not.toEqual([''])
    await docker('kill', ...helpers)
    await button('volumes-files.lost-again').click()
    await button('volumes-files.lost-again').waitFor({ state: 'detached' })
    await cell('brought').waitFor()
  })

  for (const { words, settings, size } of [
    { words: t, settings: { language: 'en', theme: 'light' }, size: [900, 600] },
    { words: wordsOf('fr'), settings: { language: 'fr', theme: 'dark' }, size: [900, 600] },
    { words: wordsOf('fr'), settings: { language: 'fr', theme: 'light' }, size: [1280, 800] }
  ] as const)
    it(`stand whole in ${settings.language}, ${settings.theme}, at ${size.join(' × ')}`, async () => {
      await wear(settings)
      await checks.resize(size[0], size[1])
      await view.page.getByRole('grid', { name: words('files.title') }).waitFor()
      await checks.whole()
      await checks.accessible()
      const name = `volume-${settings.language}-${settings.theme}-${size[0]}`
      await checks.picture(name)
      await view.page.getByRole('button', { name: words('volumes-files.sizes.title'), exact: true }).click()
      await view.page.getByRole('option').first().waitFor()
      await checks.whole()
      await checks.accessible()
      await checks.picture(`${name}-sizes`)
      await view.page.getByRole('button', { name: words('files.back'), exact: true }).click()
      await view.page.getByRole('grid', { name: words('files.title') }).waitFor()
    })

  it('stand beside the list on the smallest window, and nothing went wrong', async () => {
    await wear({ language: 'en', theme: 'dark' })
    await checks.resize(900, 600)
    await button('volumes-files.beside').click()
    await cell('brought').waitFor()
    await checks.whole()
    await checks.picture('volume-beside-900')
    expect(app.errors).toEqual([])
  })
})
