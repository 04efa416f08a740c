/** Registries in the real window: signing in from a push that was refused, and out again; thousands of names; certificates. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCertificates, type Certificates } from '../support/certificates'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { json, startHostileRegistry } from '../support/hostile-registry'
import { relayFrom, startRegistry, type Registry } from '../support/registry'
import { wordsOf } from '../support/words'
import { checksOf, type Checks } from './pages/checks'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let registry: Registry
let app: LaunchedApp
let view: AppWindow
let docker: ReturnType<typeof dockerOn>
let checks: Checks

beforeAll(async () => {
  engine = await throwawayEngine()
  registry = await startRegistry({ users: { ann: 'secret' } })
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('tag', 'busybox', `${registry.address}/ann/box:1`)
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
  checks = checksOf(app)
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

describe('a registry that asks for a sign-in', () => {
  it('is browsed once one has signed in, and the system encrypts the password', async () => {
    // As a desktop with a keyring would answer; what is sealed is unlike what it was.
    await app.electron.evaluate(({ safeStorage }) => {
      safeStorage.isEncryptionAvailable = () => true
      safeStorage.getSelectedStorageBackend = () => 'gnome_libsecret'
      safeStorage.encryptString = (text) => Buffer.from(`sealed ${[...text].reverse().join('')}`)
      safeStorage.decryptString = (sealed) => [...sealed.toString('utf8').slice('sealed '.length)].reverse().join('')
    })
    await view.goTo('registries.title')
    await view.page.getByRole('textbox', { name: t('registries.look-into') }).fill(`http://${registry.address}/v2/`)
    await view.page.keyboard.press('Enter')
    const failed = view.page.getByRole('alert')
    await failed.getByRole('button', { name: t('registries.sign-in.open') }).click()
    const { dialog } = view
    await dialog.getByRole('textbox', { name: t('registries.sign-in.username') }).fill('ann')
    await dialog.getByLabel(t('registries.sign-in.password')).fill('secret')
    await dialog.getByText(t('registries.sign-in.sealed')).waitFor()
    await checks.picture('sign-in')
    await dialog.getByRole('button', { name: t('registries.sign-in.do'), exact: true }).click()
    await view.page.getByRole('gridcell', { name: 'ann/box', exact: true }).waitFor()
    expect(readFileSync(join(app.userData, '.docker', 'config.json'), 'utf8')).not.toContain('auth"')
    const kept = readFileSync(join(app.userData, 'registries.json'), 'utf8')
    expect(kept).not.toContain(': "secret"')
    expect(kept).not.toContain(Buffer.from('ann:secret').toString('base64'))
    await view.page.getByRole('button', { name: t('registries-browse.back') }).click()
    const card = view.page.getByRole('listitem').filter({ hasText: registry.address })
    await card.getByText(t('registries.kept-sealed')).waitFor()
    await card.getByRole('button', { name: t('registries.sign-out.open') }).click()
    await view.confirm(t('registries.sign-out.do'))
    await card.getByText(t('registries.not-signed-in')).waitFor()
    await card.getByRole('button', { name: t('registries.drop', { registry: registry.address }) }).click()
    await view.page.getByText(t('registries.empty.title')).waitFor()
  })
})

describe('a registry of thousands', () => {
  it('is filtered as one types; one that hides its list is opened by a name', async () => {
    let hides = false
    const manifest = JSON.stringify({ schemaVersion: 2, manifests: [] })
    const server = await startHostileRegistry((_request, response, url) => {
      if (url.pathname.includes('/manifests/')) return response.end(manifest)
      if (url.pathname.endsWith('/tags/list'))
        return json(response, { tags: Array.from({ length: 3_000 }, (_, index) => `v${index}`) })
      if (url.pathname.endsWith('/_catalog') && hides) return response.writeHead(403).end()
      return json(response, {
        repositories: [...Array.from({ length: 3_000 }, (_, index) => `team/app-${index}`), '<b>no name</b>']
      })
    })
    try {
      await view.page.getByRole('textbox', { name: t('registries.look-into') }).fill(server.address)
      await view.page.keyboard.press('Enter')
      await view.page.getByText(t('registries-browse.strange', { count: 1 })).waitFor()
      const filter = view.page.getByRole('searchbox', { name: t('registries-browse.filter'), exact: true })
      await filter.fill('app-2718')
      await view.page.getByRole('gridcell', { name: 'team/app-2718', exact: true }).click()
      await view.page.getByRole('gridcell', { name: 'v2999', exact: true }).waitFor()
      // Only what is in sight is asked for.
      await expect.poll(() => server.asked.filter((line) => line.includes('/manifests/')).length).toBeGreaterThan(5)
      expect(server.asked.filter((line) => line.includes('/manifests/')).length).toBeLessThan(200)
      await checks.picture('thousands')
      hides = true
      await view.page.getByRole('button', { name: t('registries-browse.close') }).click()
      await view.page.getByRole('button', { name: t('registries-browse.again') }).click()
      await view.page.getByText(t('registries-browse.hidden'), { exact: true }).waitFor()
      await checks.picture('hidden')
      await checks.accessible()
      await filter.fill('other/app')
      await filter.press('Enter')
      await view.page.getByRole('region', { name: 'other/app' }).waitFor()
      await view.page.getByRole('gridcell', { name: 'v2999', exact: true }).waitFor()
    } finally {
      await server.stop()
    }
  })
})

describe('a registry whose certificate nobody knows', () => {
  let certificates: Certificates
  let encrypted: Registry
  let relay: Awaited<ReturnType<typeof relayFrom>>
  beforeAll(async () => {
    const bridge = (await docker('network', 'inspect', 'bridge', '-f', '{{(index .IPAM.Config 0).Gateway}}')).trim()
    certificates = await makeCertificates([`IP:${bridge}`])
    encrypted = await startRegistry({ tls: certificates.server })
    relay = await relayFrom(bridge, encrypted.address)
  })
  afterAll(async () => {
    await relay?.stop()
    await encrypted?.stop()
    await certificates?.remove()
  })

  it('and which refuses a push, a pull and a run for it, leads to what mends it', async () => {
    const reference = `${relay.address}/ann/box:1`
    const explained = async (): Promise<void> => {
      await view.dialog.getByText(t('registries-trust.engine-strict', { registry: relay.address })).waitFor()
      await view.dialog.getByText(`/etc/docker/certs.d/${relay.address}/ca.crt`).waitFor()
    }
    const explain = { name: t('failure.remedy.trust-registry') }
    await docker('tag', 'busybox', reference)
    await view.goTo('images.title')
    const row = view.row('images.title', `${relay.address}/ann/box`)
    await row.first().click({ button: 'right' })
    await view.page.getByRole('menuitem', { name: t('images-keep.menu.push'), exact: true }).click()
    await view.toasts.getByText(t('failure.network-certificate', { host: relay.address })).waitFor()
    await view.toasts.getByRole('button', explain).click()
    await explained()
    await checks.picture('trust-of-a-push')
    await checks.accessible()
    await view.page.keyboard.press('Escape')

    await docker('rmi', reference)
    await view.goTo('images.title')
    await view.palette(`pull ${reference}`, t('shell.palette.pull-named', { reference }))
    await view.dialog.getByRole('button', { name: t('images.pull-dialog.pull'), exact: true }).click()
    const panel = view.page.getByRole('region', { name: t('images.pull.failed', { reference }) })
    await panel.getByText(t('failure.network-certificate', { host: relay.address })).waitFor()
    await checks.picture('certificate-of-a-pull')
    await panel.getByRole('button', explain).click()
    await explained()
    await view.page.keyboard.press('Escape')

    await view.goTo('images.title')
    await panel.getByRole('button', { name: t('images.pull.close') }).click()
    await view.page.evaluate((image) => void (location.hash = `#/run?image=${encodeURIComponent(image)}`), reference)
    const form = view.page.getByRole('form', { name: t('run.title') })
    await form.getByRole('button', { name: t('run.run'), exact: true }).click()
    await form.getByRole('button', explain).click()
    await explained()
    await view.page.keyboard.press('Escape')
  })

  it('is explained, and believed by the authority that one chooses', async () => {
    await view.goTo('registries.title')
    await view.page.getByRole('textbox', { name: t('registries.look-into') }).fill(relay.address)
    await view.page.keyboard.press('Enter')
    await view.page.getByText(t('failure.network-certificate', { host: relay.address })).waitFor()
    await checks.picture('certificate')
    await view.page.getByRole('button', { name: t('failure.remedy.trust-registry') }).click()
    await view.dialog.getByText(t('registries-trust.engine-strict', { registry: relay.address })).waitFor()
    await app.electron.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, certificates.server.ca)
    await view.dialog
      .getByRole('combobox', { name: t('registries-trust.believe') })
      .selectOption(t('registries-trust.authority'))
    await view.dialog.getByText(certificates.server.ca).waitFor()
    await view.page.keyboard.press('Escape')
    await view.page.getByText(t('registries-browse.empty')).waitFor()
  })
})
