/** The files of a container in the window: folders, a file, downloads and uploads, with the container running and stopped. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
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

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  folder = await mkdtemp(join(tmpdir(), 'escale-e2e-files-'))
  await docker('run', '-d', '--init', '--name', 'harbour', 'busybox', 'sleep', '100000')
  await docker(
    'exec',
    'harbour',
    'sh',
    '-c',
    'mkdir -p /srv/quay; cd /srv; printf "hello\\nworld\\n" > greeting.txt; ln -s greeting.txt alias; printf "a\\0b" > bytes; touch "$(printf "two\\nlines")"; touch "$(printf "l\\351")"; echo deep > quay/deep'
  )
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
  await rm(folder, { recursive: true, force: true })
})

const cell = (name: string) =>
  view
    .table('files.title')
    .getByRole('row')
    .filter({ has: view.page.getByText(name, { exact: true }) })
const openFiles = async (): Promise<void> => {
  await view.goTo('containers.title')
  await view.row('containers.title', 'harbour').getByRole('gridcell', { name: 'harbour', exact: true }).click()
  await view.detail('harbour').waitFor()
  await view.tab('containers-files.tab')
}
const crumbs = () => view.page.getByRole('navigation', { name: t('files.crumbs') })
const saveTo = (path: string): Promise<void> =>
  app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, path)
const choose = (path: string): Promise<void> =>
  app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)

async function walk(): Promise<void> {
  await openFiles()
  await cell('srv').dblclick()
  await cell('greeting.txt').waitFor()
  await cell('two\\nlines').waitFor()
  await cell('l\\xE9').waitFor()
  await cell('alias').getByText('→ greeting.txt').waitFor()
  await cell('greeting.txt').getByText(t('files.mark.added')).waitFor()
  await cell('quay').dblclick()
  await cell('deep').waitFor()
  await view.page.goBack()
  await cell('alias').dblclick()
  const text = view.page.getByRole('region', { name: t('files.text') })
  await text.getByText('world', { exact: true }).waitFor()
  await view.page.getByRole('button', { name: t('files.back') }).click()
  await cell('bytes').dblclick()
  await view.page
    .getByRole('region', { name: t('files.bytes') })
    .getByText('61 00 62')
    .waitFor()
  await view.page.getByRole('button', { name: t('files.back') }).click()
}

describe('the files of a container', () => {
  for (const state of ['running', 'stopped'] as const)
    it(`are walked, opened and downloaded while it is ${state}`, async () => {
      if (state === 'stopped') await docker('stop', '-t', '0', 'harbour')
      await walk()
      await view.page
        .getByText(t(state === 'running' ? 'containers-files.by-exec' : 'containers-files.by-archive'))
        .waitFor()
      const target = join(folder, `${state}.txt`)
      await saveTo(target)
      await cell('greeting.txt').getByText('greeting.txt', { exact: true }).click()
      await view.page.getByRole('button', { name: t('files.download') }).click()
      await view.toasts
        .getByText(t('files.saved', { name: 'greeting.txt' }))
        .first()
        .waitFor()
      await expect.poll(() => readFile(target, 'utf8').catch(() => '')).toBe('hello\nworld\n')
      await crumbs()
        .getByRole('button', { name: t('containers-files.root') })
        .click()
      await cell('etc').waitFor()
    })

  it('are uploaded, and asked for before they overwrite', async () => {
    await docker('start', 'harbour')
    const source = join(folder, 'brought.txt')
    await writeFile(source, 'first')
    await choose(source)
    const upload = async (): Promise<void> => {
      await view.page.getByRole('button', { name: t('files.upload') }).click()
      await view.page.getByRole('menuitem', { name: t('files.upload-files') }).click()
    }
    await upload()
    await cell('brought.txt').waitFor()
    expect(await docker('exec', 'harbour', 'cat', '/brought.txt')).toBe('first')
    await writeFile(source, 'second')
    await upload()
    await view.page.getByRole('alertdialog').waitFor()
    await view.confirm(t('files.overwrite.confirm'))
    await expect.poll(() => docker('exec', 'harbour', 'cat', '/brought.txt')).toBe('second')
    await view.openDrawer()
    expect((await view.commands()).at(-1)).toBe(`docker cp ${source} harbour:/`)
    expect(app.errors).toEqual([])
  })
})
