/** The whole log, and those of several containers in one: searched where it is kept, saved to a file. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
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
  folder = mkdtempSync(join(tmpdir(), 'escale-logs-'))
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('run', '--name', 'many', 'busybox', 'sh', '-c', 'seq 30000 | sed "s/^/line /"')
  await docker(
    'run',
    '-d',
    '--init',
    '--name',
    'first',
    'busybox',
    'sh',
    '-c',
    'echo one; sleep 1; echo three; sleep 100000'
  )
  await docker(
    'run',
    '-d',
    '--init',
    '--name',
    'second',
    'busybox',
    'sh',
    '-c',
    'sleep 0.5; echo two; echo oh >&2; sleep 100000'
  )
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
  rmSync(folder, { recursive: true, force: true })
})
const row = (name: string) => view.row('containers.title', name)
const search = () => view.page.getByRole('searchbox', { name: t('ui.log.search') })

describe('the whole log', () => {
  it('shows its newest lines, finds its oldest, and is saved as docker logs prints it', async () => {
    await row('many').click()
    await view.tab('containers.detail.logs')
    await view.page.getByRole('button', { name: t('containers-logs.whole') }).click()
    await view.log.getByText('line 30000', { exact: true }).waitFor()
    await view.page.getByText(t('containers-logs.kept', { count: 2 }).replace('2', '30,000')).waitFor()
    await search().fill('line 7')
    await view.page
      .getByText(/of 1,111|1 of/)
      .first()
      .waitFor()
    await search().fill('^line 1$')
    await view.page.getByRole('button', { name: t('ui.log.expression') }).click()
    await view.log.getByText('line 1', { exact: true }).waitFor()
    await view.page.getByRole('button', { name: t('ui.log.only') }).click()
    await expect.poll(() => view.log.locator('[data-line]').count()).toBe(1)
    const path = join(folder, 'many.log')
    await app.electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    }, path)
    await view.page.getByRole('button', { name: t('containers-logs.save') }).click()
    await view.toasts.getByText(t('containers-logs.saved', { path })).waitFor()
    expect(readFileSync(path, 'utf8').trimEnd()).toBe(await docker('logs', '-t', 'many'))
  })

  it('of several is one, in the order of their times, with their names', async () => {
    await view.goTo('containers.title')
    for (const name of ['first', 'second']) await row(name).getByRole('gridcell').first().click()
    await row('first').click({ button: 'right' })
    await view.page.getByRole('menuitem', { name: t('containers-logs.together') }).click()
    await view.log.getByText('three', { exact: true }).waitFor()
    const lines = await view.log.locator('[data-line]').allInnerTexts()
    expect(lines.map((line) => /one|two|three|oh/.exec(line)?.[0])).toEqual(['one', 'two', 'oh', 'three'])
    expect(lines.map((line) => /first|second/.exec(line)?.[0])).toEqual(['first', 'second', 'second', 'first'])
    await view.page
      .getByRole('combobox', { name: t('containers-logs.source.label') })
      .selectOption(t('containers-logs.source.stderr'))
    await expect.poll(() => view.log.locator('[data-line]').count()).toBe(1)
    expect(app.errors).toEqual([])
  })
})
