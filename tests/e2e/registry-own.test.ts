/** A private registry of one's own in the real window: started, pushed to, browsed, pulled from, deleted from. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { freePort } from '../support/free-port'
import { publish } from '../support/publish'
import { registryImage } from '../support/registry-image'
import { wordsOf } from '../support/words'
import { checksOf, type Checks } from './pages/checks'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let checks: Checks

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await publish(sharedRegistry().url, registryImage())
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
  checks = checksOf(app)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
})

describe('a registry of one\u2019s own', () => {
  let address: string
  const grid = (name: string) => view.page.getByRole('grid', { name: t(name) })
  const row = (name: string, cell: string) =>
    grid(name)
      .getByRole('row')
      .filter({ has: view.page.getByRole('gridcell', { name: cell, exact: true }) })

  beforeAll(async () => {
    address = `localhost:${await freePort()}`
  })

  it('is started in one step, with what docker run would say', async () => {
    await view.goTo('registries.title')
    await view.page.getByRole('button', { name: t('registries-start.open') }).click()
    const { dialog } = view
    const port = dialog.getByRole('textbox', { name: t('registries-start.port') })
    await port.fill('70000')
    await dialog.getByText(t('registries-start.bad-port')).waitFor()
    await port.fill(address.split(':')[1] ?? '')
    const name = dialog.getByRole('textbox', { name: t('registries-start.image') })
    await name.fill(`${sharedRegistry().address}/no/such:2`)
    await dialog.getByRole('button', { name: t('registries-start.do'), exact: true }).click()
    await dialog
      .getByRole('alert')
      .getByText(/no\/such/)
      .first()
      .waitFor()
    await name.fill('registry:2')
    await checks.picture('start')
    await checks.accessible()
    await dialog.getByRole('button', { name: t('registries-start.do'), exact: true }).click()
    await view.toasts.getByText(t('registries-start.done', { registry: address })).waitFor()
    expect(await docker('inspect', '-f', '{{.State.Running}} {{.HostConfig.RestartPolicy.Name}}', 'registry')).toBe(
      'true unless-stopped'
    )
    await view.toasts.getByRole('button', { name: t('registries-start.show') }).click()
    await view.page.getByText(t('registries-browse.empty')).waitFor()
    await checks.picture('empty')
  })

  it('shows what was pushed to it, and pulls it', async () => {
    for (const tag of ['1.0', '1.1', 'latest']) await docker('tag', 'busybox', `${address}/team/box:${tag}`)
    for (const tag of ['1.0', '1.1', 'latest']) await docker('push', '-q', `${address}/team/box:${tag}`)
    await view.page.getByRole('button', { name: t('registries-browse.again') }).click()
    await row('registries-browse.repositories', 'team/box').click()
    await row('registries-browse.tags', '1.0')
      .getByText(/^linux\//)
      .waitFor()
    await checks.picture('tags')
    await checks.accessible()
    const [digest = ''] = (await docker('inspect', '-f', '{{join .RepoDigests "\\n"}}', `${address}/team/box:1.0`))
      .split('\n')
      .filter((one) => one.startsWith(address))
    for (const tag of ['1.0', '1.1', 'latest']) await docker('rmi', `${address}/team/box:${tag}`)
    await row('registries-browse.tags', '1.0').click()
    const { dialog } = view
    await dialog.getByText(digest.replace(/^.*@/, '')).waitFor()
    await checks.picture('tag')
    await checks.accessible()
    await dialog.getByRole('button', { name: t('registries-browse.pull'), exact: true }).click()
    await expect.poll(() => docker('images', '-q', `${address}/team/box:1.0`), { timeout: 15_000 }).not.toBe('')
  })

  it('deletes an image, and says first which tags go with it', async () => {
    await row('registries-browse.tags', '1.0').click({ button: 'right' })
    await view.page.getByRole('menuitem', { name: t('registries-browse.delete.open') }).click()
    const { dialog } = view
    for (const tag of ['1.1', 'latest']) await dialog.getByRole('listitem').getByText(tag, { exact: true }).waitFor()
    await checks.picture('delete')
    await checks.accessible()
    await dialog.getByRole('button', { name: t('registries-browse.delete.do') }).click()
    await view.page.getByText(t('registries-browse.no-tags'), { exact: true }).waitFor()
  })

  it('is explained in the smallest window, in French', async () => {
    await view.page.evaluate(() => window.escale.call('settings.update', { language: 'fr', theme: 'light' }))
    const french = wordsOf('fr')
    await checks.resize(900, 600)
    await view.page.getByRole('button', { name: french('registries-browse.insecure') }).click()
    await view.dialog.getByText(french('registries-trust.engine-insecure', { registry: address })).waitFor()
    await checks.picture('trust')
    await checks.accessible()
    await checks.whole()
    await view.page.keyboard.press('Escape')
    await view.dialog.waitFor({ state: 'detached' })
    await checks.picture('small')
    await checks.whole()
    await view.page.getByRole('button', { name: french('registries-browse.back') }).click()
    await view.page.getByRole('listitem').filter({ hasText: address }).waitFor()
    await checks.picture('list')
    await checks.accessible()
    await checks.whole()
    expect(app.errors).toEqual([])
  })
})
