/** Registries in the real window: signing in from a push that was refused, and out again; one of one's own, started and browsed. */
import AxeBuilder from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { freePort } from '../support/free-port'
import { json, startHostileRegistry } from '../support/hostile-registry'
import { publish } from '../support/publish'
import { registryImage } from '../support/registry-image'
import { startRegistry, type Registry } from '../support/registry'
import { wordsOf } from '../support/words'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let registry: Registry
let app: LaunchedApp
let view: AppWindow
let docker: ReturnType<typeof dockerOn>
/** Where pictures are kept, for whoever wants to look. */
const pictures = process.env['ESCALE_REGISTRY_PICTURES']

beforeAll(async () => {
  engine = await throwawayEngine()
  registry = await startRegistry({ users: { ann: 'secret' } })
  docker = dockerOn(engine.host)
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

const picture = async (name: string): Promise<void> => {
  if (pictures !== undefined) await view.page.screenshot({ path: join(pictures, `${name}.png`) })
}
async function resize(width: number, height: number): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
    [width, height] as const
  )
  await expect.poll(() => view.page.evaluate(() => innerWidth)).toBe(width)
}
async function accessible(): Promise<void> {
  // What the pointer rests on may be explaining itself.
  await view.page.mouse.move(640, 400)
  await view.page.getByRole('tooltip').waitFor({ state: 'hidden' })
  const { violations } = await new AxeBuilder({ page: view.page }).setLegacyMode().analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}
/** What is wider than its place, without what scrolls or ends in dots by itself. */
const cut = (): Promise<string[]> =>
  view.page.evaluate(() =>
    [...document.querySelectorAll('main *, [role=dialog] *')]
      // A table's heads have grips that overlap their neighbours.
      .filter(
        (element) =>
          element instanceof HTMLElement && element.offsetParent !== null && !element.closest('[role=columnheader]')
      )
      .filter((element) => {
        const own = getComputedStyle(element).overflowX !== 'visible' || ['INPUT', 'SELECT'].includes(element.tagName)
        return !own && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1
      })
      .map((element) => element.outerHTML.slice(0, 200))
  )

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
    await picture('sign-in')
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
      await picture('thousands')
      hides = true
      await view.page.getByRole('button', { name: t('registries-browse.close') }).click()
      await view.page.getByRole('button', { name: t('registries-browse.again') }).click()
      await view.page.getByText(t('registries-browse.hidden'), { exact: true }).waitFor()
      await picture('hidden')
      await accessible()
      await filter.fill('other/app')
      await filter.press('Enter')
      await view.page.getByRole('region', { name: 'other/app' }).waitFor()
      await view.page.getByRole('gridcell', { name: 'v2999', exact: true }).waitFor()
    } finally {
      await server.stop()
    }
  })
})

describe('a registry of one\u2019s own', () => {
  let address: string
  const grid = (name: string) => view.page.getByRole('grid', { name: t(name) })
  const row = (name: string, cell: string) =>
    grid(name)
      .getByRole('row')
      .filter({ has: view.page.getByRole('gridcell', { name: cell, exact: true }) })

  beforeAll(async () => {
    await publish(sharedRegistry().url, registryImage())
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
    await picture('start')
    await accessible()
    await dialog.getByRole('button', { name: t('registries-start.do'), exact: true }).click()
    await view.toasts.getByText(t('registries-start.done', { registry: address })).waitFor()
    expect(await docker('inspect', '-f', '{{.State.Running}} {{.HostConfig.RestartPolicy.Name}}', 'registry')).toBe(
      'true unless-stopped'
    )
    await view.toasts.getByRole('button', { name: t('registries-start.show') }).click()
    await view.page.getByText(t('registries-browse.empty')).waitFor()
    await picture('empty')
  })

  it('shows what was pushed to it, and pulls it', async () => {
    for (const tag of ['1.0', '1.1', 'latest']) await docker('tag', 'busybox', `${address}/team/box:${tag}`)
    for (const tag of ['1.0', '1.1', 'latest']) await docker('push', '-q', `${address}/team/box:${tag}`)
    await view.page.getByRole('button', { name: t('registries-browse.again') }).click()
    await row('registries-browse.repositories', 'team/box').click()
    await row('registries-browse.tags', '1.0')
      .getByText(/^linux\//)
      .waitFor()
    await picture('tags')
    await accessible()
    const [digest = ''] = (await docker('inspect', '-f', '{{join .RepoDigests "\\n"}}', `${address}/team/box:1.0`))
      .split('\n')
      .filter((one) => one.startsWith(address))
    for (const tag of ['1.0', '1.1', 'latest']) await docker('rmi', `${address}/team/box:${tag}`)
    await row('registries-browse.tags', '1.0').click()
    const { dialog } = view
    await dialog.getByText(digest.replace(/^.*@/, '')).waitFor()
    await picture('tag')
    await accessible()
    await dialog.getByRole('button', { name: t('registries-browse.pull'), exact: true }).click()
    await expect.poll(() => docker('images', '-q', `${address}/team/box:1.0`), { timeout: 15_000 }).not.toBe('')
  })

  it('deletes an image, and says first which tags go with it', async () => {
    await row('registries-browse.tags', '1.0').click({ button: 'right' })
    await view.page.getByRole('menuitem', { name: t('registries-browse.delete.open') }).click()
    const { dialog } = view
    for (const tag of ['1.1', 'latest']) await dialog.getByRole('listitem').getByText(tag, { exact: true }).waitFor()
    await picture('delete')
    await accessible()
    await dialog.getByRole('button', { name: t('registries-browse.delete.do') }).click()
    await view.page.getByText(t('registries-browse.no-tags'), { exact: true }).waitFor()
  })

  it('is explained in the smallest window, in French', async () => {
    await view.page.evaluate(() => window.escale.call('settings.update', { language: 'fr', theme: 'light' }))
    const french = wordsOf('fr')
    await resize(900, 600)
    await view.page.getByRole('button', { name: french('registries-browse.insecure') }).click()
    await view.dialog.getByText(french('registries-trust.engine-insecure', { registry: address })).waitFor()
    await picture('trust')
    await accessible()
    expect(await cut()).toEqual([])
    await view.page.keyboard.press('Escape')
    await view.dialog.waitFor({ state: 'detached' })
    await picture('small')
    expect(await cut()).toEqual([])
    await view.page.getByRole('button', { name: french('registries-browse.back') }).click()
    await view.page.getByRole('listitem').filter({ hasText: address }).waitFor()
    await picture('list')
    await accessible()
    expect(await cut()).toEqual([])
    expect(app.errors).toEqual([])
  })
})
