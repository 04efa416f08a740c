/** Connections in the real window: found, added as docker contexts, tried, followed from a terminal, and all engines in one list. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCertificates, type Certificates } from '../support/certificates'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { freePort } from '../support/free-port'
import { wordsOf } from '../support/words'
import { checksOf, type Checks } from './pages/checks'
import { windowOf, type AppWindow } from './pages/window'

const execute = promisify(execFile)
const t = wordsOf('en')
let near: ThrowawayEngine
let far: ThrowawayEngine
let port: number
let certificates: Certificates
let folder: string
let app: LaunchedApp
let view: AppWindow
let checks: Checks

/** In the terminal of a person who has the same settings. */
const docker = async (...args: readonly string[]): Promise<string> => {
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, DOCKER_CONFIG: folder }
  return (await execute('docker', [...args], { env })).stdout.trim()
}

beforeAll(async () => {
  certificates = await makeCertificates()
  port = await freePort()
  folder = await mkdtemp(join(tmpdir(), 'escale-connections-'))
  near = await throwawayEngine()
  far = await throwawayEngine({ tls: { port, ...certificates.server } })
  for (const [engine, name] of [
    [near, 'site'],
    [far, 'db']
  ] as const) {
    await dockerOn(engine.host)('pull', '-q', 'busybox')
    await dockerOn(engine.host)('run', '-d', '--init', '--name', name, 'busybox', 'sleep', '600')
  }
  await docker('context', 'create', 'near', '--description', 'The one beside me', '--docker', `host=${near.host}`)
  await docker('context', 'use', 'near')
  app = await launchApp({ dockerHost: '', env: { DOCKER_CONFIG: folder } })
  view = windowOf(app, t)
  checks = checksOf(app)
})
afterAll(async () => {
  await app?.close()
  await near?.stop()
  await far?.stop()
  await certificates?.remove()
  await rm(folder, { recursive: true, force: true })
})

const card = (name: string) =>
  view.page.getByRole('list', { name: t('connections.title') }).getByRole('listitem', { name, exact: true })
const choose = async (name: string, key: string): Promise<void> => {
  await card(name)
    .getByRole('button', { name: t('connections.menu', { name }) })
    .click()
  await view.page.getByRole('menuitem', { name: t(key) }).click()
}
const field = (key: string) => view.dialog.getByRole('textbox', { name: t(key) })
const lastCommand = async (): Promise<string> => {
  await view.openDrawer()
  const commands = await view.commands()
  await view.drawer.getByRole('button', { name: t('commands.close') }).click()
  return commands.at(-1) ?? ''
}

describe('connections', () => {
  it('are listed with how each is reached, and what docker goes by', async () => {
    await view.goTo('connections.title')
    const one = card('near')
    await one.getByText(t('connections.badge.shown')).waitFor()
    await one.getByText(t('connections.badge.cli')).waitFor()
    await one.getByText('The one beside me').waitFor()
    await one.getByText(near.host).waitFor()
    await one.getByText(t('connections.source.context')).waitFor()
    await view.page.getByText(t('connections.cli.config', { name: 'near' })).waitFor()
    await checks.accessible()
    await checks.picture('connections')
  })

  it('are added from a pasted line, tried first, and are docker’s from then on', async () => {
    await view.page.getByRole('button', { name: t('connections.form.open') }).click()
    const at = (file: string): string => join(certificates.clientFolder, file)
    const files = `ca=${at('ca.pem')},cert=${at('cert.pem')},key=${at('key.pem')}`
    const line = `docker context create --description "The farm" --docker "host=tcp://127.0.0.1:${port},${files}" far`
    await field('connections.form.paste').fill(line)
    expect(await field('connections.form.host').inputValue()).toBe(`tcp://127.0.0.1:${port}`)
    // A stranger's certificate: said where it is mended.
    await field('connections.form.cert').fill(join(certificates.strangerFolder, 'cert.pem'))
    await field('connections.form.key').fill(join(certificates.strangerFolder, 'key.pem'))
    const tryIt = view.dialog.getByRole('button', { name: t('connections.test.do') })
    await tryIt.click()
    await expect.poll(() => field('connections.form.cert').getAttribute('aria-invalid')).toBe('true')
    await checks.accessible()
    await checks.picture('connections-failed')
    await field('connections.form.cert').fill(at('cert.pem'))
    await field('connections.form.key').fill(at('key.pem'))
    await tryIt.click()
    await view.dialog
      .getByRole('group', { name: t('connections.test.outcome') })
      .getByText(/API/)
      .waitFor()
    await checks.picture('connections-add')
    await view.dialog.getByRole('button', { name: t('connections.form.save'), exact: true }).click()
    await card('far').waitFor()
    // The certificates of the tests are good for thirty days.
    await card('far').getByText(/29/).first().waitFor()
    expect(await docker('--context', 'far', 'ps', '--format', '{{.Names}}')).toBe('db')
    expect(await lastCommand()).toContain('docker context create --description')
  })

  it('that a terminal adds or chooses show by themselves', async () => {
    await docker('context', 'create', 'seen', '--docker', `host=${near.host}`)
    await card('seen').getByText(near.host).waitFor()
    await docker('context', 'use', 'seen')
    await card('seen').getByText(t('connections.badge.cli')).waitFor()
    await card('near').getByText(t('connections.badge.shown')).waitFor()
    await choose('near', 'connections.use.do')
    await card('near').getByText(t('connections.badge.cli')).waitFor()
    expect(await docker('context', 'inspect', '-f', '{{.Name}}')).toBe('near')
  })

  it('are changed and removed, each with its command', async () => {
    await choose('seen', 'connections.edit')
    await field('connections.form.description').fill('Seen <twice>')
    await view.dialog.getByRole('button', { name: t('connections.form.change'), exact: true }).click()
    await card('seen').getByText('Seen <twice>').waitFor()
    expect(await docker('context', 'ls', '--format', '{{.Name}} {{.Description}}')).toContain('seen Seen <twice>')
    expect(await lastCommand()).toBe("docker context update --description 'Seen <twice>' seen")
    await card('seen')
      .getByRole('button', { name: t('connections.connect') })
      .click()
    await card('seen')
      .getByText(t('connections.same', { count: 1, names: 'near' }))
      .waitFor()
    await choose('seen', 'connections.remove.do')
    await view.page.getByRole('alertdialog').getByText('docker context rm seen').waitFor()
    await view.confirm(t('connections.remove.confirm'))
    await card('seen').waitFor({ state: 'detached' })
    expect(await docker('context', 'ls', '-q')).not.toContain('seen')
  })

  it('give all their containers in one list, which leads to each on its engine', async () => {
    await card('far')
      .getByRole('button', { name: t('connections.connect') })
      .or(card('far').getByText(/API/))
      .first()
      .click()
    await card('far').getByText(/API/).waitFor()
    await view.page.getByRole('button', { name: t('connections.all.open') }).click()
    const grid = view.page.getByRole('grid', { name: t('connections.all.title') })
    await grid.getByRole('row').filter({ hasText: 'site' }).filter({ hasText: 'near' }).waitFor()
    const db = grid.getByRole('row').filter({ hasText: 'db' }).filter({ hasText: 'far' })
    await db.waitFor()
    await checks.accessible()
    await checks.picture('connections-all')
    // Live by each engine's own events.
    await dockerOn(far.host)('run', '-d', '--init', '--name', 'late', 'busybox', 'sleep', '600')
    const late = grid.getByRole('row').filter({ hasText: 'late' })
    await late.waitFor()
    // Started and stopped over several engines at once.
    await grid.getByRole('row').filter({ hasText: 'site' }).click()
    await late.click({ modifiers: ['Control'] })
    await view.page.getByRole('button', { name: t('connections.all.stop') }).click()
    await view.toasts.getByText(t('connections.all.done.stop', { count: 2 })).waitFor()
    expect(await dockerOn(near.host)('ps', '-q')).toBe('')
    expect(await dockerOn(far.host)('ps', '--format', '{{.Names}}')).toBe('db')
    await db.getByRole('link', { name: 'db' }).click()
    await view.detail('db').waitFor()
    await view.page
      .getByRole('banner')
      .getByRole('button', { name: new RegExp(t('shell.connection')) })
      .getByText('far')
      .waitFor()
  })

  it('are added from the palette by a line that names an engine', async () => {
    await view.palette('DOCKER_HOST=ssh://ada@far.example docker ps', t('shell.palette.connection-pasted'))
    await expect.poll(() => field('connections.form.host').inputValue()).toBe('ssh://ada@far.example')
    await view.page.keyboard.press('Escape')
    await view.dialog.waitFor({ state: 'detached' })
  })

  it('are reached from the switcher, and whole in the smallest window, in French and in the light', async () => {
    await view.page
      .getByRole('banner')
      .getByRole('button', { name: new RegExp(t('shell.connection')) })
      .click()
    await view.page.getByRole('menuitem', { name: t('shell.manage-connections') }).click()
    await card('far').getByText(t('connections.badge.shown')).waitFor()
    await view.page.evaluate(async () => {
      const { escale } = globalThis as unknown as { escale: { call(name: string, request: object): Promise<unknown> } }
      await escale.call('settings.update', { language: 'fr', theme: 'light' })
    })
    const french = wordsOf('fr')
    await view.page.getByRole('heading', { name: french('connections.title'), level: 1 }).waitFor()
    await checks.resize(900, 600)
    await checks.whole()
    await checks.accessible()
    await checks.picture('connections-small')
    await view.page.getByRole('button', { name: french('connections.form.open') }).click()
    await view.dialog.getByRole('textbox', { name: french('connections.form.host') }).fill('tcp://h:2376')
    await view.dialog.getByRole('group', { name: french('connections.form.tls') }).waitFor()
    await checks.whole()
    await checks.picture('connections-add-small')
    await view.page.keyboard.press('Escape')
    await view.page.getByRole('button', { name: french('connections.all.open') }).click()
    await view.page.getByRole('grid', { name: french('connections.all.title') }).waitFor()
    await checks.whole()
    await checks.picture('connections-all-small')
    expect(app.errors).toEqual([])
  })
})
