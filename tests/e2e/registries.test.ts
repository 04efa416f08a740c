/** Signing in from a push that was refused, with the real window and a registry with passwords; and out again. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { startRegistry, type Registry } from '../support/registry'
import { wordsOf } from '../support/words'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let registry: Registry
let app: LaunchedApp
let view: AppWindow

beforeAll(async () => {
  engine = await throwawayEngine()
  registry = await startRegistry({ users: { ann: 'secret' } })
  const docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('tag', 'busybox', `${registry.address}/ann/box:1`)
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
})
afterAll(async () => {
  await app?.close()
  await registry?.stop()
  await engine?.stop()
})

describe('a registry', () => {
  it('that refuses a push leads to the sign-in, after which it goes through', async () => {
    await view.goTo('images.title')
    const row = view.row('images.title', `${registry.address}/ann/box`)
    await row.first().click({ button: 'right' })
    await view.page.getByRole('menuitem', { name: t('images-keep.menu.push'), exact: true }).click()
    await view.toasts.getByRole('button', { name: t('failure.remedy.sign-in') }).click()

    const { dialog } = view
    expect(await dialog.getByRole('textbox', { name: t('registries.sign-in.registry') }).inputValue()).toBe(
      registry.address
    )
    await dialog.getByRole('textbox', { name: t('registries.sign-in.username') }).fill('ann')
    const password = dialog.getByLabel(t('registries.sign-in.password'))
    await password.fill('wrong')
    // Without a helper it is kept in a file only where one agrees.
    const confirm = dialog.getByRole('button', { name: t('registries.sign-in.do'), exact: true })
    await expect.poll(() => confirm.getAttribute('aria-disabled')).toBe('true')
    await dialog.getByRole('checkbox', { name: t('registries.sign-in.plain') }).check()
    await confirm.click()
    await dialog.getByText(t('registries.sign-in.refused')).waitFor()
    await password.fill('secret')
    await confirm.click()
    await view.toasts.getByText(t('registries.sign-in.done', { registry: registry.address, username: 'ann' })).waitFor()
    await view.page.getByRole('listitem').filter({ hasText: registry.address }).waitFor()
    await view.openDrawer()
    expect((await view.commands()).at(-1)).toBe(`docker login -u ann --password-stdin ${registry.address}`)
    expect(await view.drawer.innerText()).not.toContain('secret')
    await view.drawer.getByRole('button', { name: t('commands.close') }).click()

    await view.goTo('images.title')
    await row.first().click({ button: 'right' })
    await view.page.getByRole('menuitem', { name: t('images-keep.menu.push'), exact: true }).click()
    await view.toasts.getByText(t('images-keep.pushed', { reference: `${registry.address}/ann/box:1` })).waitFor()
  })

  it('is left again, after it was asked', async () => {
    await view.goTo('registries.title')
    const card = view.page.getByRole('listitem').filter({ hasText: registry.address })
    await card.getByRole('button', { name: t('registries.sign-out.open') }).click()
    await view.confirm(t('registries.sign-out.do'))
    await card.waitFor({ state: 'detached' })
    await view.page.getByText(t('registries.empty.title')).waitFor()
    expect(readFileSync(join(app.userData, '.docker', 'config.json'), 'utf8')).not.toContain('auth"')
  })
})
