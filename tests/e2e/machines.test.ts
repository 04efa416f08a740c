/** The machine behind an engine in the real window: told, stopped, started where its engine is away, changed; Colima is a stand-in. */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeColima } from '../support/colima-program'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { standIns, type StandIns } from '../support/stand-in-program'
import { wordsOf } from '../support/words'
import { checksOf, type Checks } from './pages/checks'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let programs: StandIns
let home: string
let app: LaunchedApp
let view: AppWindow
let checks: Checks

beforeAll(async () => {
  engine = await throwawayEngine()
  const docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  for (const name of ['site', 'db']) await docker('run', '-d', '--name', name, 'busybox', 'sleep', '600')
  programs = await standIns()
  home = await mkdtemp(join(tmpdir(), 'escale-home-'))
  const socket = join(home, '.colima', 'default', 'docker.sock')
  await mkdir(join(home, '.colima', 'default'), { recursive: true })
  await symlink(engine.socketPath, socket)
  await makeColima(programs, join(home, '.colima'))
  // Recorded on a computer without systemd.
  const noSystemd =
    "System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down\n"
  await programs.make('systemctl', [{ words: [], code: 1, stderr: noSystemd }])
  await programs.make('limactl', [{ words: [], stdout: 'No such thing\n' }])
  app = await launchApp({ dockerHost: `unix://${socket}`, env: { HOME: home, PATH: programs.path() } })
  view = windowOf(app, t)
  checks = checksOf(app)
  await view.row('containers.title', 'site').waitFor()
  await view.goTo('system.title')
  await view.tab('system.tabs.machine')
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
  await programs?.remove()
  if (home !== undefined) await rm(home, { recursive: true, force: true })
})

const name = `${t('machines.product.colima')} default`
const machine = () => view.page.getByRole('region', { name, exact: true })
const press = (key: string) =>
  machine()
    .getByRole('button', { name: t(key), exact: true })
    .click()
const question = () => view.page.getByRole('alertdialog')
const acts = async (): Promise<readonly string[]> =>
  (await programs.calls('colima')).map((words) => words.join(' ')).filter((line) => /^(start|stop|restart)/.test(line))
const wear = (settings: object): Promise<void> =>
  view.page.evaluate(async (given) => {
    const { escale } = globalThis as unknown as { escale: { call(name: string, request: object): Promise<unknown> } }
    await escale.call('settings.update', given)
  }, settings)

describe('the machine behind an engine', () => {
  it('is told, with how it was told, beside all that this computer has', async () => {
    const behind = view.page.getByRole('region', { name: t('machines.behind.title') })
    await behind.getByText(t('machines.behind.served-plain', { product: 'Colima' }), { exact: true }).waitFor()
    await behind.getByText(t('machines.behind.certain')).waitFor()
    await behind.getByText(t('machines.why.serving', { name: 'default' })).waitFor()
    await machine().getByText(t('machines.state.running')).waitFor()
    await machine()
      .getByText(t('machines.field.of', { value: '1', total: String(cpus().length) }), { exact: true })
      .waitFor()
    const list = view.page.getByRole('region', { name: t('machines.list.title') })
    // One that has nothing to say, and one that says nonsense, cost only themselves.
    await list.getByText(t('machines.list.no-systemd')).waitFor()
    await list.getByText(t('machines.failed.unreadable', { product: 'Lima' })).waitFor()
    await checks.accessible()
    await checks.picture('machines-dark-en')
  })

  it('is stopped after what stops with it was said', async () => {
    await press('machines.act.stop')
    await question()
      .getByText(t('machines.ask.containers', { count: 2 }))
      .waitFor()
    for (const one of ['site', 'db']) await question().getByText(one, { exact: true }).waitFor()
    await question().getByText('colima stop', { exact: true }).waitFor()
    await checks.accessible()
    await checks.picture('machines-stop')
    await view.confirm(t('machines.ask.stop-confirm'))
    await machine().getByText(t('machines.state.stopped')).waitFor()
    await machine().getByText(t('machines.output.done')).waitFor()
    expect(await acts()).toEqual(['stop'])
    await view.openDrawer()
    expect((await view.commands()).at(-1)).toBe('colima stop')
    await view.drawer.getByRole('button', { name: t('commands.close') }).click()
  })

  it('is started from where its engine is missed, with its words as they come', async () => {
    await view.goTo('containers.title')
    await engine.kill()
    const banner = view.page.getByRole('alert', { name: t('shell.engine-unreachable') })
    await banner.getByRole('button', { name: t('machines.offer.start', { name }) }).click()
    const log = machine().getByRole('log')
    await expect.poll(() => log.innerText()).toContain('starting colima')
    await checks.resize(900, 600)
    await checks.picture('machines-banner-small')
    await checks.resize(1280, 800)
    await engine.start()
    await machine().getByText(t('machines.state.running')).waitFor()
    await expect.poll(() => log.innerText()).toContain('provisioning')
    await banner.waitFor({ state: 'hidden' })
    expect(await acts()).toEqual(['stop', 'start'])
  })

  it('is given other sizes, never more than this computer has', async () => {
    await press('machines.act.change')
    const field = (key: string) => view.dialog.getByRole('textbox', { name: t(key) })
    const apply = view.dialog.getByRole('button', { name: t('machines.change.apply'), exact: true })
    expect(await apply.getAttribute('aria-disabled')).toBe('true')
    await field('machines.change.cpus').fill('999')
    await view.dialog.getByText(t('machines.change.too-much', { most: String(cpus().length) })).waitFor()
    await field('machines.change.disk').fill('1')
    await checks.accessible()
    await checks.picture('machines-change-wrong')
    expect(await apply.getAttribute('aria-disabled')).toBe('true')
    await field('machines.change.disk').fill('60')
    await field('machines.change.cpus').fill('2')
    await view.dialog.getByText('colima start --cpu 2').waitFor()
    await checks.picture('machines-change')
    await apply.click()
    await machine()
      // Exactly: which step is under way is said in like words.
      .getByText(t('machines.field.of', { value: '2', total: String(cpus().length) }), { exact: true })
      .waitFor()
    expect((await acts()).slice(2)).toEqual(['stop', 'start --cpu 2'])
  })

  it('says in its product’s words why it did not start', async () => {
    const refresh = view.page.getByRole('button', { name: t('machines.refresh') })
    // Other products are still being asked after the change: until then there is nothing to refresh.
    await expect.poll(() => refresh.getAttribute('aria-busy')).not.toBe('true')
    await makeColima(programs, join(home, '.colima'), { state: 'stopped', fails: 'yes' })
    await refresh.click()
    await machine().getByText(t('machines.state.stopped')).waitFor()
    await press('machines.act.start')
    await machine()
      .getByText(t('failure.engine-error-program', { program: 'colima' }))
      .waitFor()
    await machine().getByRole('log').getByText('error starting vm').waitFor()
    await checks.picture('machines-failed')
  })

  it('stands whole in the smallest window, in both languages and themes', async () => {
    await checks.resize(900, 600)
    await checks.whole()
    await wear({ theme: 'light', language: 'fr' })
    await view.page.getByRole('button', { name: wordsOf('fr')('machines.refresh') }).waitFor()
    await checks.whole()
    await checks.accessible()
    await checks.picture('machines-light-fr')
    expect(app.errors).toEqual([])
  })
})
