/** Docker Hub in the real window: searched, a repository read and its tags pulled, one's own, and what hostile or absent answers look like. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { settingsVersion } from '../../contract/settings/model'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { startHub, type HubServer } from '../support/hub-server'
import { startSearchIndex } from '../support/search-index'
import { wordsOf } from '../support/words'
import { checksOf } from './pages/checks'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('fr')
const pictures = join(import.meta.dirname, 'pictures')
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let hub: HubServer
let app: LaunchedApp
let view: AppWindow
let userData: string

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  userData = mkdtempSync(join(tmpdir(), 'escale-hub-'))
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  hub = await startHub(undefined, { users: { ann: { secret: 'dckr_pat_ann', organisations: ['harbour'] } } })
  const settings = {
    theme: 'light',
    language: 'fr',
    hubUrl: hub.url,
    window: { width: 900, height: 600, maximized: false }
  }
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ version: settingsVersion, settings }))
  // As `docker login` leaves it where there is no helper.
  mkdirSync(join(userData, '.docker'))
  const auth = Buffer.from('ann:dckr_pat_ann').toString('base64')
  writeFileSync(
    join(userData, '.docker', 'config.json'),
    JSON.stringify({ auths: { 'https://index.docker.io/v1/': { auth } } })
  )
  app = await launchApp({ dockerHost: engine.host, userData })
  view = windowOf(app, t)
})
afterEach(() => {
  hub.weather = { kind: 'fine' }
})
afterAll(async () => {
  expect(app?.errors).toEqual([])
  await app?.close()
  await Promise.all([hub?.stop(), engine?.stop()])
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
})

const goTo = (hash: string): Promise<void> => view.page.evaluate((to) => void (location.hash = to), hash)
const picture = (name: string) => view.page.screenshot({ path: join(pictures, `hub-${name}.png`) })
const resize = (width: number, height: number): Promise<void> => checksOf(app).resize(width, height)
const accessible = (): Promise<void> => checksOf(app).accessible()
/** Nothing of the page reaches beyond the window, or is scrolled sideways. */
const fits = async (): Promise<void> => {
  const wide = await view.page.evaluate(() => {
    const page = document.querySelector('main') ?? document.body
    return [...page.querySelectorAll<HTMLElement>('header, .tools, .list, .readme, .about')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map(({ className }) => className)
  })
  expect(wide).toEqual([])
}
const search = (text: string) => view.page.getByRole('searchbox', { name: t('hub.search') }).fill(text)
const results = () => view.page.getByRole('region', { name: t('hub.results') })
const rows = () => view.page.getByRole('grid', { name: t('hub.repository.tags') })

describe('Docker Hub', () => {
  it('says how images are named, and that nobody knows how many pulls are left', { timeout: 60_000 }, async () => {
    await view.goTo('hub.title')
    await view.page.getByRole('heading', { name: t('hub.naming.title') }).waitFor()
    await view.page.getByText(t('hub.left.unknown')).waitFor()
    await fits()
    await accessible()
    await picture('empty-fr-900')
  })

  it('is searched as one types, filtered and sorted', { timeout: 60_000 }, async () => {
    await view.page.getByRole('searchbox', { name: t('hub.search') }).pressSequentially('hello-world', { delay: 20 })
    const names = results().getByRole('listitem').getByRole('heading')
    await expect.poll(() => names.count()).toBe(3)
    expect(hub.requests.filter((path) => path.startsWith('/api/search')).length).toBeLessThan(4)
    await names.first().getByText(t('hub.badge.official')).waitFor()
    await fits()
    await accessible()
    await picture('search-fr-900')
    await view.page.getByRole('checkbox', { name: t('hub.filter.verified') }).check()
    await expect.poll(() => names.allInnerTexts()).toEqual([expect.stringContaining('kitematic/hello-world-nginx')])
    await view.page.getByRole('checkbox', { name: t('hub.filter.verified') }).uncheck()
    await view.page.getByRole('combobox', { name: t('hub.sort.title') }).selectOption('stars')
    await view.page.getByText(t('hub.by-page', { wishes: t('hub.wish.sort') })).waitFor()
    await view.page.getByRole('combobox', { name: t('hub.sort.title') }).selectOption('')
  })

  it('gives up the older question when another is typed', { timeout: 60_000 }, async () => {
    hub.weather = { kind: 'silent' }
    await search('slow')
    await expect.poll(() => hub.requests.some((path) => path.includes('query=slow')), { timeout: 10_000 }).toBe(true)
    hub.weather = { kind: 'fine' }
    await search('hello-world')
    await expect.poll(() => hub.abandoned.some((path) => path.includes('query=slow')), { timeout: 10_000 }).toBe(true)
    await expect.poll(() => results().getByRole('listitem').count()).toBe(3)
  })

  it('shows a repository: its README, its tags, and one of them pulled', { timeout: 90_000 }, async () => {
    await results().getByRole('link', { name: 'hello-world', exact: true }).click()
    await view.page.getByRole('heading', { name: 'Quick reference' }).waitFor()
    await view.page.getByRole('button', { name: t('hub.naming.title') }).click()
    await view.page.getByText(t('hub.naming.registry')).waitFor()
    await picture('naming-fr-900')
    await view.page.getByRole('button', { name: t('hub.naming.title') }).click()
    await view.page.getByText('docker pull hello-world').waitFor()
    await fits()
    await accessible()
    await picture('readme-fr-900')
    await view.tab('hub.repository.tags')
    await rows().getByRole('row').filter({ hasText: 'latest' }).first().click()
    const tag = view.page.getByRole('region', { name: 'hello-world:latest', exact: true })
    await tag.getByText('linux/arm64/v8').waitFor()
    await tag.getByText(/^docker pull hello-world@sha256:/).waitFor()
    await accessible()
    await picture('tag-fr-900')
    const platform = t('hub.pull-platform', { name: 'hello-world:latest', platform: 'linux/amd64' })
    await tag.getByRole('button', { name: platform }).click()
    await view.openDrawer()
    await expect
      .poll(async () => (await view.commands()).at(-1))
      .toBe('docker pull --platform linux/amd64 hello-world:latest')
    await view.drawer.getByRole('button', { name: t('commands.close') }).click()
    await tag.getByRole('button', { name: t('hub.pull'), exact: true }).click()
    await expect.poll(() => docker('images', '-q', 'hello-world:latest'), { timeout: 30_000 }).not.toBe('')
    await tag.getByRole('button', { name: t('hub.run'), exact: true }).click()
    await view.page.getByRole('form', { name: t('run.title') }).waitFor()
  })

  it('shows ten thousand tags as one scrolls, and finds one', { timeout: 90_000 }, async () => {
    await goTo('/hub/many/tags/tags')
    await view.page
      .getByText(
        t('hub.tags.count', { count: (10_000).toLocaleString('fr') })
          .split(' | ')
          .at(-1) ?? ''
      )
      .waitFor()
    const pages = () => hub.requests.filter((path) => path.startsWith('/v2/namespaces/many')).length
    const before = pages()
    expect(before).toBeLessThan(4)
    await rows().evaluate((grid) => {
      const scroller = grid.closest<HTMLElement>('.table') ?? grid
      scroller.scrollTop = scroller.scrollHeight
    })
    await expect.poll(pages, { timeout: 10_000 }).toBeGreaterThan(before)
    expect(await rows().getByRole('row').count()).toBeLessThan(100)
    await view.page.getByRole('searchbox', { name: t('hub.tags.filter') }).fill('v00042')
    await expect.poll(() => rows().getByRole('row').filter({ hasText: 'v00042' }).count()).toBe(1)
    await view.page.getByText(t('hub.tags.count', { count: 1 }), { exact: true }).waitFor()
    await view.page.getByRole('searchbox', { name: t('hub.tags.filter') }).fill('')
    await picture('tags-fr-900')
  })

  it('is read, whatever a README tries', { timeout: 60_000 }, async () => {
    const title = await view.page.title()
    await goTo('/hub/hostile/readme')
    await view.page.getByText('javascript link').waitFor()
    expect(await view.page.title()).toBe(title)
    const readme = view.page.getByRole('region', { name: t('hub.repository.readme') })
    expect(await readme.locator('script, iframe, style, form, object, embed, img').count()).toBe(0)
    await accessible()
    await picture('hostile-fr-900')
    // A picture from within is not fetched even by a click.
    await readme.getByRole('button', { name: /inside/ }).click()
    await readme.getByText(t('ui.markdown.picture-failed')).waitFor()

    await goTo('/hub/hostile/huge')
    await view.page.getByRole('heading', { name: 'Huge', exact: true }).waitFor()
    expect(await readme.locator('p').count()).toBeLessThan(400)
    await goTo('/hub/rtl/readme')
    await view.page.getByRole('heading', { name: 'ميناء' }).waitFor()
    await picture('rtl-fr-900')
  })

  it("shows one's own repositories, private ones too", { timeout: 60_000 }, async () => {
    await view.goTo('hub.title')
    await view.page.getByRole('button', { name: t('hub.own.open') }).click()
    const own = view.page.getByRole('grid', { name: t('hub.own.title') })
    await own.getByRole('row').filter({ hasText: 'secret-app' }).getByText(t('hub.private')).waitFor()
    await fits()
    await accessible()
    await picture('own-fr-900')
    await own.getByRole('row').filter({ hasText: 'secret-app' }).click()
    await rows().getByRole('row').filter({ hasText: '2' }).first().waitFor()
    await view.page.getByRole('button', { name: t('hub.repository.back') }).click()
    await view.page.getByRole('combobox', { name: t('hub.own.namespace') }).selectOption('harbour')
    await own.getByRole('row').filter({ hasText: 'crane' }).waitFor()
  })

  it(
    'says until when it will not answer, and that neither Hub nor the engine can be reached',
    { timeout: 60_000 },
    async () => {
      await view.goTo('hub.title')
      const until = Math.floor(Date.now() / 1_000) + 600
      hub.weather = { kind: 'rate-limited', until }
      await search('limited')
      // With the day, where that is tomorrow's.
      const time = new Date(until * 1_000).toLocaleTimeString('fr', { timeStyle: 'short' })
      await results().getByText(`à ${time}`).waitFor()
      hub.weather = { kind: 'status', status: 503 }
      await search('nobody')
      await results().getByText(t('hub.neither')).waitFor()
      await picture('offline-fr-900')
      hub.weather = { kind: 'fine' }
      await results()
        .getByRole('button', { name: t('hub.retry') })
        .click()
      await view.page.getByText(t('hub.none'), { exact: true }).waitFor()
      await search('harbour')
      await results().getByText(t('hub.no-name')).waitFor()
      await picture('odd-names-fr-900')
    }
  )

  it(
    "lets the engine's own search stand in where Hub cannot be reached, or takes long",
    { timeout: 60_000 },
    async () => {
      const index = await startSearchIndex(['hello-world', 'someone/hello-harbour'])
      try {
        await view.goTo('hub.title')
        hub.weather = { kind: 'gone' }
        await search(`${index.address}/hello`)
        await results().getByText(t('hub.from-engine')).waitFor()
        await expect.poll(() => results().getByRole('listitem').count()).toBe(2)
        await fits()
        await accessible()
        await picture('from-engine-fr-900')
        hub.weather = { kind: 'fine' }
        await results()
          .getByRole('button', { name: t('hub.ask-hub-again') })
          .click()
        await view.page.getByText(t('hub.none'), { exact: true }).waitFor()

        // The connection stands, and nothing comes: the engine is asked well before that is given up.
        hub.weather = { kind: 'silent' }
        await search(`${index.address}/harbour`)
        await results().getByText(t('hub.from-engine-slow')).waitFor({ timeout: 7_000 })
        await expect.poll(() => results().getByRole('listitem').count()).toBe(1)
        await accessible()
        await picture('slow-fr-900')
        await results()
          .getByRole('button', { name: t('hub.wait-for-hub') })
          .click()
        await results().getByText(t('hub.awaits.hub-alone')).waitFor()
        await picture('waiting-fr-900')
      } finally {
        hub.weather = { kind: 'fine' }
        await search('')
        await index.stop()
      }
    }
  )

  it('is asked through the proxy of the settings', { timeout: 60_000 }, async () => {
    await view.goTo('settings.title')
    await view.page.getByRole('combobox', { name: t('settings.proxy.label') }).selectOption('custom')
    const address = view.page.getByRole('textbox', { name: t('settings.proxy.address') })
    await address.fill('proxy:1')
    await view.page.getByText(t('settings.proxy.invalid')).waitFor()
    await address.fill(hub.url)
    await address.blur()
    const base = view.page.getByRole('textbox', { name: t('settings.hub.label') })
    await base.fill('http://hub.test')
    await base.blur()
    await accessible()
    await picture('settings-fr-900')
    await view.goTo('hub.title')
    await search('hello-page')
    await expect.poll(() => hub.requests.some((path) => path.startsWith('http://hub.test/api/search/v4'))).toBe(true)
  })

  it('reads as well in the dark, in a large window', { timeout: 60_000 }, async () => {
    await view.goTo('settings.title')
    await view.page.getByRole('combobox', { name: t('settings.proxy.label') }).selectOption('none')
    const base = view.page.getByRole('textbox', { name: t('settings.hub.label') })
    await base.fill(hub.url)
    await base.blur()
    await view.page.getByRole('combobox', { name: t('settings.theme.label') }).selectOption('dark')
    await resize(1280, 800)
    await view.goTo('hub.title')
    await search('hello-world')
    await expect.poll(() => results().getByRole('listitem').count()).toBe(3)
    await accessible()
    await picture('search-dark-1280')
    await goTo('/hub/library/hello-world')
    await view.page.getByRole('heading', { name: 'Quick reference' }).waitFor()
    await accessible()
    await picture('readme-dark-1280')
    await goTo('/hub/library/hello-world/tags?tag=latest')
    await view.page.getByRole('region', { name: 'hello-world:latest', exact: true }).waitFor()
    await accessible()
    await picture('tag-dark-1280')
    await goTo('/hub/many/tags/tags')
    await view.page
      .getByText(
        t('hub.tags.count', { count: (10_000).toLocaleString('fr') })
          .split(' | ')
          .at(-1) ?? ''
      )
      .waitFor()
    await picture('tags-dark-1280')
  })
})
