/** Images kept: tagged, saved, loaded, imported, pushed, pruned and read step by step, in the real window. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
const { address } = sharedRegistry()
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'escale-keep-'))
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('pull', '-q', 'layers')
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => view.goTo('images.title'))

const row = (name: string) => view.row('images.title', name)
const rowMenu = async (name: string, item: string): Promise<void> => {
  await row(name).first().click({ button: 'right' })
  await view.page.getByRole('menuitem', { name: item, exact: true }).click()
}
const pageMenu = async (item: string): Promise<void> => {
  await view.page.getByRole('button', { name: t('images-keep.more') }).click()
  await view.page.getByRole('menuitem', { name: t(item) }).click()
}
const chooseFile = (path: string) =>
  app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
const lastCommand = async (): Promise<string> => {
  await view.openDrawer()
  const commands = await view.commands()
  await view.drawer.getByRole('button', { name: t('commands.close') }).click()
  return commands.at(-1) ?? ''
}

describe('an image', () => {
  it('is read step by step, with what each added', async () => {
    await rowMenu('layers', t('images.detail.history'))
    const steps = view.page.getByRole('list', { name: t('images-history.title') }).getByRole('listitem')
    const all = (await docker('history', '-q', 'layers')).split('\n').length
    await view.page.getByText(t('images-history.read', { count: all })).waitFor()
    const sizes = (await docker('history', '--format', '{{.Size}}', 'layers')).split('\n')
    await expect.poll(() => steps.count()).toBe(sizes.filter((size) => size !== '0B').length)
    await view.page.getByText('docker history --no-trunc layers').waitFor()
  })

  it('shows the files of each layer, and gives one of them', async () => {
    await row('layers').first().click()
    await view.tab('images.detail.layers')
    await view.page.getByRole('button', { name: t('images-layers.read') }).click()
    const layers = view.page.getByRole('list', { name: t('images-layers.title') }).getByRole('listitem')
    await expect.poll(() => layers.count()).toBe(6)
    await layers.last().getByRole('button').click()
    const files = view.page.getByRole('grid', { name: t('images-layers.files') })
    await files.getByRole('row').filter({ hasText: 'bin' }).first().click()
    await files.getByRole('row').filter({ hasText: 'busybox' }).first().waitFor()
    await view.page.getByRole('searchbox', { name: t('images-layers.search') }).fill('busybox')
    const path = join(folder, 'busybox')
    await chooseFile(path)
    await files
      .getByRole('button', { name: t('images-layers.download', { name: 'busybox' }), exact: true })
      .first()
      .click()
    await view.toasts.getByText(t('images-layers.saved', { path })).waitFor()
    expect(statSync(path).size).toBeGreaterThan(100_000)
  })

  it('gets one more name, after it was said what is wrong with the first', async () => {
    await rowMenu('busybox', t('images-keep.menu.tag'))
    const field = view.dialog.getByRole('textbox', { name: t('images-keep.tag.target') })
    await field.fill('Mine')
    await view.dialog.getByText(t('images-list.fault.lowercase', { piece: 'Mine' })).waitFor()
    await field.fill(`${address}/team/box:1`)
    await view.dialog.getByRole('button', { name: t('images-keep.tag.do'), exact: true }).click()
    await row(`${address}/team/box`).waitFor()
    expect(await lastCommand()).toBe(`docker tag busybox:latest ${address}/team/box:1`)
  })

  it('is pushed to its registry, and Activity says so', async () => {
    await rowMenu(`${address}/team/box`, t('images-keep.menu.push'))
    await view.toasts.getByText(t('images-keep.pushed', { reference: `${address}/team/box:1` })).waitFor()
    const tags = await fetch(`http://${address}/v2/team/box/tags/list`).then((answer) => answer.json())
    expect(tags).toEqual({ name: 'team/box', tags: ['1'] })
  })

  it('is saved to a file and loaded from it', async () => {
    const path = join(folder, 'box.tar')
    await chooseFile(path)
    await rowMenu('busybox', t('images-keep.menu.save'))
    await view.toasts.getByText(t('images-keep.saved', { path, count: 1 })).waitFor()
    expect(statSync(path).size).toBeGreaterThan(100_000)
    await docker('rmi', 'busybox', `${address}/team/box:1`)
    await row('busybox').waitFor({ state: 'detached' })
    await pageMenu('images-keep.menu.load')
    await row('busybox').waitFor()
    expect(await lastCommand()).toBe(`docker load -i ${path}`)
  })

  it('is made of a tar of files', async () => {
    writeFileSync(join(folder, 'greeting'), 'hello')
    const path = join(folder, 'files.tar')
    execFileSync('tar', ['-cf', path, '-C', folder, 'greeting'])
    await chooseFile(path)
    await pageMenu('images-keep.menu.import')
    await view.dialog.getByRole('button', { name: t('images-keep.import.choose') }).click()
    await view.dialog.getByRole('textbox', { name: t('images-keep.import.name') }).fill('from-files:1')
    const changes = view.dialog.getByRole('textbox', { name: t('images-keep.import.changes') })
    await changes.fill('RUN ls')
    await view.dialog.getByText(t('images-keep.import.no-change', { line: 'RUN ls' })).waitFor()
    await changes.fill('CMD ["/greeting"]')
    await view.dialog.getByRole('button', { name: t('images-keep.import.do'), exact: true }).click()
    await row('from-files').waitFor()
    expect(await docker('image', 'inspect', '--format', '{{json .Config.Cmd}}', 'from-files:1')).toBe('["/greeting"]')
  })

  it('is not made of what is no image, and it is said which file that was', async () => {
    const path = join(folder, 'page.tar')
    writeFileSync(path, '<html>a proxy</html>'.repeat(100))
    await chooseFile(path)
    await pageMenu('images-keep.menu.load')
    await view.toasts.getByText(t('images-keep.unreadable', { file: path })).waitFor()
    await view.toasts.getByText(/tar/).first().waitFor()
  })

  it('goes with all that nothing uses, once it was said which', async () => {
    await docker('create', '--name', 'user', 'busybox')
    await pageMenu('images-keep.menu.prune-all')
    const question = view.page.getByRole('alertdialog')
    await question.getByText('from-files:1').waitFor()
    await question.getByText('layers:latest').waitFor()
    expect(await question.getByText('busybox:latest').count()).toBe(0)
    await view.confirm(t('images-keep.prune.confirm'))
    await row('from-files').waitFor({ state: 'detached' })
    await row('layers').waitFor({ state: 'detached' })
    await row('busybox').waitFor()
    expect(await lastCommand()).toBe('docker image prune --force --all')
  })
})
