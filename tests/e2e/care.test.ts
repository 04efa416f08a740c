/** A container cared for in the window: renamed, limited, stopped in time, kept as an image, written out, replaced, pruned. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
const pictures = process.env['ESCALE_CARE_PICTURES']
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let folder: string

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox:1.35')
  folder = await mkdtemp(join(tmpdir(), 'escale-care-e2e-'))
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
})
const sleeping = (name: string, image = 'busybox:1.35') =>
  docker('run', '-d', '--stop-timeout', '0', '--name', name, image, 'sleep', '100000')
const row = (name: string) => view.row('containers.title', name)
const seldom = ['stop-in', 'signal', 'wait', 'newer', 'commit', 'export'].map(
  (action) => `containers-care.action.${action}`
)
async function choose(name: string, item: string): Promise<void> {
  await row(name).click({ button: 'right' })
  if (seldom.includes(item)) await view.page.getByRole('menuitem', { name: t('containers.menu-group.more') }).click()
  await view.page.getByRole('menuitem', { name: t(item), exact: true }).click()
}
const submit = (label: string) => view.dialog.getByRole('button', { name: label, exact: true }).click()
const picture = async (name: string): Promise<void> => {
  if (pictures !== undefined) await app.page.screenshot({ path: join(pictures, `${name}.png`) })
}

describe('a container', () => {
  it('is renamed, and a name that is taken is said beside the field', async () => {
    await sleeping('web')
    await sleeping('db')
    await view.goTo('containers.title')
    await choose('web', 'containers-care.action.rename')
    const field = view.dialog.getByRole('textbox', { name: t('containers-care.rename.name') })
    await field.fill('db')
    await view.dialog.getByText(t('containers-care.rename.taken', { name: 'db' })).waitFor()
    await field.fill('site')
    await picture('rename')
    await submit(t('containers-care.rename.do'))
    await row('site').waitFor()
    expect(await docker('inspect', '--format', '{{.State.Running}}', 'site')).toBe('true')
  })

  it('gets other limits in place, and what needs a new container says so', async () => {
    await choose('site', 'containers-care.action.update')
    await view.dialog.getByRole('textbox', { name: t('containers-care.update.memory'), exact: true }).fill('64m')
    await view.dialog.getByRole('textbox', { name: t('containers-care.update.memorySwap') }).fill('128m')
    await picture('update')
    await submit(t('containers-care.update.do'))
    await view.toasts.getByText(t('containers-care.update.done', { count: 1 })).waitFor()
    expect(await docker('inspect', '--format', '{{.HostConfig.Memory}}', 'site')).toBe(String(64 * 1024 ** 2))
    await choose('site', 'containers-care.action.update')
    const memory = view.dialog.getByRole('textbox', { name: t('containers-care.update.memory'), exact: true })
    await expect.poll(() => memory.inputValue()).toBe('64m')
    await memory.fill('')
    await view.dialog.getByText(t('containers-care.update.needs-new')).waitFor()
    await view.page.keyboard.press('Escape')
  })

  it('is kept as an image, and written out as a tar', async () => {
    await choose('site', 'containers-care.action.commit')
    await view.dialog.getByRole('textbox', { name: t('containers-care.commit.name') }).fill('site:kept')
    await view.dialog.getByRole('textbox', { name: t('containers-care.commit.changes') }).fill('ENV KEPT=yes')
    await picture('commit')
    await submit(t('containers-care.commit.do'))
    await view.toasts.getByText(t('containers-care.commit.done', { name: 'site:kept' })).waitFor()
    expect(await docker('image', 'inspect', '--format', '{{.Config.Env}}', 'site:kept')).toContain('KEPT=yes')
    const path = join(folder, 'site.tar')
    await app.electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen })
    }, path)
    await choose('site', 'containers-care.action.export')
    await view.toasts.getByText(t('containers-care.exported', { name: 'site', path })).waitFor()
    expect((await stat(path)).size).toBeGreaterThan(100_000)
    expect(await readdir(folder)).toEqual(['site.tar'])
  })

  it('is stopped with its own timeout, which counts down, and says afterwards why it stopped', async () => {
    await docker(
      'run',
      '-d',
      '--name',
      'stubborn',
      'busybox:1.35',
      'sh',
      '-c',
      'echo last words; trap "" TERM; while :; do sleep 1; done'
    )
    await choose('stubborn', 'containers-care.action.stop-in')
    await view.dialog.getByRole('textbox', { name: t('containers-care.timeout.seconds') }).fill('4')
    await submit(t('containers.action.stop'))
    await row('stubborn')
      .getByText(t('containers-care.left', { count: 2 }))
      .waitFor()
    await picture('counting')
    await view.row('containers.title', 'stubborn').getByText('137').waitFor()
    await row('stubborn').dblclick()
    const detail = view.detail('stubborn')
    const why = detail.getByRole('region', { name: t('containers-care.ending.title') })
    await why.getByText(t('containers-care.ending.killed-by-stop')).waitFor()
    await why.getByText('docker stop -t 4 stubborn').waitFor()
    await why.getByText('last words').waitFor()
    await picture('why')
    await view.page.goBack()
  })

  it('gets a signal, and is told of when it ends', async () => {
    await docker(
      'run',
      '-d',
      '--name',
      'listening',
      'busybox:1.35',
      'sh',
      '-c',
      'trap "exit 9" USR1; while :; do sleep 0.1; done'
    )
    await choose('listening', 'containers-care.action.wait')
    await view.toasts.getByText(t('containers-care.waiting', { name: 'listening' })).waitFor()
    await choose('listening', 'containers-care.action.signal')
    await view.dialog.getByRole('combobox', { name: t('containers-care.signal.label') }).selectOption('USR1')
    await picture('signal')
    await submit(t('containers-care.signal.do'))
    await view.toasts.getByText(t('containers-care.waited', { name: 'listening', code: 9 })).waitFor()
  })

  it('is replaced by one of a newer image, with the sequence that does it', { timeout: 60_000 }, async () => {
    // Another image under the name: what the registry has is newer.
    await docker('pull', '-q', 'httpd')
    await docker('tag', 'httpd', 'busybox:latest')
    const old = await sleeping('old-timer', 'busybox')
    await choose('old-timer', 'containers-care.action.newer')
    const question = view.page.getByRole('alertdialog')
    await question.getByText('docker rename old-timer').waitFor()
    await picture('newer')
    await view.confirm(t('containers-care.newer.do'))
    await view.toasts.getByText(t('containers-care.newer.done', { name: 'old-timer' })).waitFor()
    expect(await docker('inspect', '--format', '{{.Id}} {{.State.Running}}', 'old-timer')).toMatch(/true$/)
    expect(await docker('inspect', '--format', '{{.Id}}', 'old-timer')).not.toBe(old)
    await view.openDrawer()
    const last = (await view.commands()).at(-1) ?? ''
    for (const words of [
      'docker stop old-timer',
      'docker rename old-timer old-timer-before-',
      'docker run -d',
      'docker rm old-timer-before-'
    ])
      expect(last).toContain(words)
    await picture('drawer')
    await choose('old-timer', 'containers-care.action.newer')
    await view.toasts.getByText(t('containers-care.newer.none', { name: 'old-timer', image: 'busybox' })).waitFor()
  })

  it('is pruned with the others that stopped, after it was shown which', async () => {
    await view.palette('prune', t('containers-care.action.prune'))
    const list = view.dialog.getByRole('list', { name: t('containers-care.prune.list') })
    await list.getByText('stubborn').waitFor()
    await list.getByText('listening').waitFor()
    expect(await list.getByRole('listitem').count()).toBe(2)
    await picture('prune')
    await submit(t('containers-care.prune.do', { count: 2 }))
    await row('stubborn').waitFor({ state: 'detached' })
    await expect
      .poll(async () => (await docker('ps', '-a', '--format', '{{.Names}}')).split('\n').sort())
      .toEqual(['db', 'old-timer', 'site'])
    expect(app.errors).toEqual([])
  })

  it('is brought back where its replacement was cut off, which the list says by itself', async () => {
    const id = await sleeping('cut-off')
    const aside = `cut-off-before-${id.slice(0, 12)}`
    await docker('stop', 'cut-off')
    await docker('rename', 'cut-off', aside)
    await docker('create', '--name', 'cut-off', 'busybox:1.35', 'true')
    await view.page.getByText(t('containers-care.aside.left', { name: 'cut-off', aside })).waitFor()
    await picture('aside')
    await view.page.getByRole('button', { name: t('containers-care.aside.bring-back'), exact: true }).click()
    await view.confirm(t('containers-care.aside.bring-back'))
    await view.toasts.getByText(t('containers-care.aside.done', { name: 'cut-off' })).waitFor()
    expect(await docker('inspect', '--format', '{{.Id}}', 'cut-off')).toBe(id)
    await view.page
      .getByText(t('containers-care.aside.left', { name: 'cut-off', aside }))
      .waitFor({ state: 'detached' })
    await docker('rm', '-f', 'cut-off')
  })

  it('has a menu and dialogs that fit the smallest window', async () => {
    await sleeping('small')
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600))
    await row('small').click({ button: 'right' })
    const box = await view.page.getByRole('menu').boundingBox()
    expect(box?.y).toBeGreaterThanOrEqual(0)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(600)
    await picture('menu')
    await view.page.getByRole('menuitem', { name: t('containers.menu-group.more') }).press('ArrowRight')
    const item = view.page.getByRole('menuitem', { name: t('containers-care.action.commit'), exact: true })
    const inner = await item.boundingBox()
    expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual(900)
    await picture('menu-more')
    await item.click()
    const done = view.dialog.getByRole('button', { name: t('containers-care.commit.do') })
    await done.waitFor()
    const button = await done.boundingBox()
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(600)
    await picture('commit-small')
    await view.page.keyboard.press('Escape')
  })
})
