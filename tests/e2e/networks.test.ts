/** Networks in the real window: made, joined by form, menu, keyboard and drag, pictured, freed, removed and pruned. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startChangedEngine, type ChangedEngine } from '../support/changed-engine'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { checksOf, type Checks } from './pages/checks'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let changed: ChangedEngine
/** What the engine says of its swarm: to have a real one would leave a bridge on the machine. */
let swarm = 'inactive'
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let checks: Checks

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('run', '-d', '--name', 'site', '-p', '127.0.0.1::80', 'busybox', 'sleep', '600')
  await docker('run', '-d', '--name', 'db', 'busybox', 'sleep', '600')
  changed = await startChangedEngine(engine.socketPath, {
    '/info': (info) => ({ ...info, Swarm: { LocalNodeState: swarm, ControlAvailable: swarm === 'active' } })
  })
  app = await launchApp({ dockerHost: changed.host })
  view = windowOf(app, t)
  checks = checksOf(app)
})
afterAll(async () => {
  await app?.close()
  await changed?.stop()
  await engine?.stop()
})

const row = (name: string) =>
  view.page
    .getByRole('grid', { name: t('networks.title') })
    .getByRole('row')
    .filter({ hasText: name })
const wear = (settings: object): Promise<void> =>
  view.page.evaluate(async (given) => {
    const { escale } = globalThis as unknown as { escale: { call(name: string, request: object): Promise<unknown> } }
    await escale.call('settings.update', given)
  }, settings)
const lastCommand = async (): Promise<string> => {
  await view.openDrawer()
  const commands = await view.commands()
  await view.drawer.getByRole('button', { name: t('commands.close') }).click()
  return commands.at(-1) ?? ''
}
const question = () => view.page.getByRole('alertdialog')
const networksOf = async (name: string): Promise<string> =>
  Object.keys(JSON.parse(await docker('inspect', '-f', '{{json .NetworkSettings.Networks}}', name)) as object)
    .sort()
    .join(' ')
const card = (container: string, network: string) =>
  view.page.getByRole('button', { name: new RegExp(`^${t('networks.map.card', { container, network })}(,|$)`) })

describe('networks', () => {
  beforeEach(() => view.goTo('networks.title'))

  it('of the engine are explained, and cannot be removed', async () => {
    await row('bridge').first().click()
    const detail = view.detail('bridge')
    await detail.getByText(t('networks.built-in.bridge')).waitFor()
    await detail.getByRole('link', { name: 'site' }).waitFor()
    expect(await detail.getByRole('button', { name: t('networks.remove.one') }).getAttribute('aria-disabled')).toBe(
      'true'
    )
    await checks.accessible()
    await checks.picture('networks-detail')
    await view.page.getByRole('button', { name: t('networks.detail.close') }).click()
  })

  it('are made with addresses that are checked as they are typed', async () => {
    await view.page.getByRole('button', { name: t('networks.create.open') }).click()
    await view.dialog.getByRole('textbox', { name: t('networks.create.name') }).fill('monreseau')
    await view.dialog.getByRole('button', { name: t('networks.create.add-subnet') }).click()
    const subnet = view.dialog.getByRole('textbox', { name: t('networks.create.subnet') })
    await subnet.fill('10.170.0.7/24')
    await view.dialog.getByText(t('networks.create.wrong.not-first', { what: '10.170.0.0/24' })).waitFor()
    await subnet.fill('10.170.0.0/24')
    const gateway = view.dialog.getByRole('textbox', { name: t('networks.create.gateway') })
    await gateway.fill('10.171.0.1')
    await view.dialog.getByText(t('networks.create.wrong.gateway-outside', { what: '10.170.0.0/24' })).waitFor()
    await gateway.fill('10.170.0.254')
    const overlay = view.dialog.getByRole('option', { name: t('networks.create.not.swarm') })
    expect(await overlay.isDisabled()).toBe(true)
    await checks.accessible()
    await checks.picture('networks-create')
    await view.dialog.getByRole('button', { name: t('networks.create.do'), exact: true }).click()
    await view.detail('monreseau').waitFor()
    expect(await docker('network', 'inspect', '-f', '{{json .IPAM.Config}}', 'monreseau')).toBe(
      '[{"Subnet":"10.170.0.0/24","Gateway":"10.170.0.254"}]'
    )
    expect(await lastCommand()).toBe('docker network create --subnet 10.170.0.0/24 --gateway 10.170.0.254 monreseau')
  })

  it('have IPv6 addresses where a subnet for them is named', async () => {
    await view.page.getByRole('button', { name: t('networks.create.open') }).click()
    await view.dialog.getByRole('textbox', { name: t('networks.create.name') }).fill('six')
    await view.dialog.getByRole('checkbox', { name: t('networks.ipv6') }).check()
    await view.dialog.getByText(t('networks.create.ipv6-subnet-hint')).waitFor()
    await view.dialog.getByRole('button', { name: t('networks.create.add-subnet') }).click()
    await view.dialog.getByRole('textbox', { name: t('networks.create.subnet') }).fill('fd00:170::/64')
    await view.dialog.getByRole('textbox', { name: t('networks.create.gateway') }).fill('fd00:170::1')
    await view.dialog.getByText(t('networks.create.ipv6-hint'), { exact: true }).waitFor()
    await view.dialog.getByRole('button', { name: t('networks.create.do'), exact: true }).click()
    await view.detail('six').getByText('fd00:170::/64').waitFor()
    const facts = await docker('network', 'inspect', '-f', '{{.EnableIPv6}} {{json .IPAM.Config}}', 'six')
    expect(facts).toMatch(/^true .*{"Subnet":"fd00:170::\/64","Gateway":"fd00:170::1"}/)
    expect(await lastCommand()).toBe('docker network create --subnet fd00:170::/64 --gateway fd00:170::1 --ipv6 six')
    await docker('network', 'rm', 'six')
    await row('six').waitFor({ state: 'detached' })
  })

  it('on a card of the host, or across a swarm, are asked for as the form says, and refused where it stands', async () => {
    const { dialog } = view
    const made = async (driver: string, name: string): Promise<string> => {
      await view.page.getByRole('button', { name: t('networks.create.open') }).click()
      await dialog.getByRole('combobox', { name: t('networks.create.driver-label') }).selectOption(driver)
      await dialog.getByRole('textbox', { name: t('networks.create.name') }).fill(name)
      if (driver === 'overlay') await dialog.getByRole('checkbox', { name: t('networks.attachable') }).check()
      else {
        await dialog.getByRole('textbox', { name: t('networks.create.parent') }).fill('lo')
        await dialog
          .getByRole('combobox', { name: t('networks.create.mode') })
          .selectOption(driver === 'macvlan' ? 'vepa' : 'l2')
      }
      const line = await dialog.getByRole('group', { name: t('ui.command.label') }).innerText()
      await dialog.getByRole('button', { name: t('networks.create.do'), exact: true }).click()
      // Nothing can stand on the loopback card, and the engine is in no swarm, whatever it says.
      await dialog.getByRole('alert').first().waitFor()
      await dialog.getByRole('button', { name: t('ui.cancel'), exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
      return line.replace(/\s+/g, ' ').trim()
    }
    const start = 'docker network create --driver'
    expect(await made('macvlan', 'lan')).toBe(`${start} macvlan --opt parent=lo --opt macvlan_mode=vepa lan`)
    expect(await made('ipvlan', 'lan')).toBe(`${start} ipvlan --opt parent=lo --opt ipvlan_mode=l2 lan`)
    swarm = 'active'
    expect(await made('overlay', 'wide')).toBe(`${start} overlay --attachable wide`)
  })

  it('are joined at an address within them, and left', async () => {
    await row('monreseau').first().click()
    const detail = view.detail('monreseau')
    await detail.getByRole('button', { name: t('networks.members.connect') }).click()
    await view.dialog.getByRole('combobox', { name: t('networks.connect.container') }).selectOption({ label: 'site' })
    await view.dialog.getByRole('textbox', { name: t('networks.connect.aliases') }).fill('www')
    const address = view.dialog.getByRole('textbox', { name: t('networks.connect.ip') })
    await address.fill('10.9.9.9')
    await view.dialog
      .getByText(t('networks.connect.wrong.outside', { subnets: '10.170.0.0/24', name: '' }))
      .first()
      .waitFor()
    await address.fill('10.170.0.80')
    await checks.accessible()
    await view.dialog.getByRole('button', { name: t('networks.connect.do'), exact: true }).click()
    await detail.getByText('10.170.0.80').waitFor()
    expect(await lastCommand()).toBe('docker network connect --alias www --ip 10.170.0.80 monreseau site')
    await detail.getByRole('button', { name: t('networks.members.disconnect', { name: 'site' }) }).click()
    await view.confirm(t('networks.disconnect.do'))
    await detail.getByText(t('networks.members.none')).waitFor()
    expect(await networksOf('site')).toBe('bridge')
    await view.page.getByRole('button', { name: t('networks.detail.close') }).click()
  })

  it('are a picture in which a container is dragged onto one, and off it', async () => {
    await view.page.getByRole('button', { name: t('networks.view.picture') }).click()
    const lane = view.page.getByRole('button', { name: /^monreseau/ })
    await lane.waitFor()
    const from = await card('site', 'bridge').boundingBox()
    const to = await lane.boundingBox()
    if (from === null || to === null) throw new Error('The picture is not drawn')
    const { mouse } = view.page
    await mouse.move(from.x + 20, from.y + 20)
    await mouse.down()
    await mouse.move(to.x + 320, to.y + 30, { steps: 8 })
    await mouse.up()
    await view.dialog.getByRole('button', { name: t('networks.connect.do'), exact: true }).click()
    await card('site', 'monreseau').waitFor()
    expect(await networksOf('site')).toBe('bridge monreseau')
    await checks.accessible()
    await checks.picture('networks-picture')

    const joined = await card('site', 'monreseau').boundingBox()
    if (joined === null) throw new Error('The card is not drawn')
    await mouse.move(joined.x + 20, joined.y + 20)
    await mouse.down()
    await mouse.move(joined.x + 60, joined.y + 60, { steps: 4 })
    const off = await view.page.getByText(t('networks.map.disconnect', { network: 'monreseau' })).boundingBox()
    if (off === null) throw new Error('There is no place to take it off')
    await mouse.move(off.x + 10, off.y + 10, { steps: 4 })
    await mouse.up()
    await view.confirm(t('networks.disconnect.do'))
    await card('site', 'monreseau').waitFor({ state: 'detached' })
    expect(await networksOf('site')).toBe('bridge')
  })

  it('are gone through and joined by the keyboard alone', async () => {
    await view.page.getByRole('button', { name: t('networks.view.picture') }).click()
    await card('db', 'bridge').focus()
    await view.page.keyboard.press('Home')
    await view.page.getByRole('button', { name: /^monreseau/ }).waitFor()
    expect(await view.page.evaluate(() => document.activeElement?.textContent)).toContain('monreseau')
    await view.page.keyboard.press('ArrowDown')
    await view.page.keyboard.press('ArrowRight')
    expect(await view.page.evaluate(() => document.activeElement?.textContent)).toMatch(/db|site/)
    await view.page.keyboard.press('Enter')
    await view.page.getByRole('menuitem', { name: t('networks.map.connect') }).waitFor()
    await view.page.keyboard.press('Escape')
    await view.page.getByRole('button', { name: t('networks.view.list') }).click()
  })

  it('are joined by a pasted command', async () => {
    await view.palette(
      'docker network connect monreseau site',
      t('shell.palette.network-connect', { container: 'site', network: 'monreseau' })
    )
    await view.dialog.getByRole('button', { name: t('networks.connect.do'), exact: true }).click()
    await expect.poll(() => networksOf('site')).toBe('bridge monreseau')
  })

  it('in use are freed first where a person wants it', async () => {
    await row('monreseau').first().click({ button: 'right' })
    await view.page.getByRole('menuitem', { name: t('networks.remove.menu', { count: 1 }) }).click()
    await view.confirm(t('networks.remove.confirm', { count: 1 }))
    await view.dialog.getByRole('link', { name: 'site' }).waitFor()
    await view.dialog.getByRole('button', { name: t('networks.remove.free-then') }).click()
    expect(await question().innerText()).toContain('docker network disconnect monreseau site')
    await checks.accessible()
    await view.confirm(t('networks.remove.confirm', { count: 1 }))
    await row('monreseau').waitFor({ state: 'detached' })
    expect(await networksOf('site')).toBe('bridge')
    expect(await lastCommand()).toBe('docker network rm monreseau')
  })

  it('that nothing uses go by name', async () => {
    await docker('network', 'create', '--subnet', '10.230.0.0/24', 'idle')
    await view.page.getByRole('button', { name: t('networks.more') }).click()
    await view.page.getByRole('menuitem', { name: t('networks.prune.menu') }).click()
    const going = view.dialog.getByRole('list', { name: t('networks.prune.list') }).getByRole('listitem')
    await expect.poll(() => going.allInnerTexts()).toEqual([expect.stringContaining('idle')])
    await view.dialog.getByRole('button', { name: t('networks.prune.do', { count: 1 }) }).click()
    await row('idle').waitFor({ state: 'detached' })
    expect(await lastCommand()).toBe('docker network prune --force')
  })

  it('are whole in both languages, themes and sizes, as a list and as a picture', async () => {
    for (const name of ['front', 'back']) await docker('network', 'create', name)
    for (const [network, container] of [
      ['front', 'site'],
      ['back', 'site'],
      ['back', 'db']
    ] as const)
      await docker('network', 'connect', network, container)
    for (const language of ['en', 'fr'] as const)
      for (const [width, height] of [
        [900, 600],
        [1280, 800]
      ] as const)
        for (const theme of ['light', 'dark'] as const) {
          await wear({ language, theme })
          await checks.resize(width, height)
          const words = wordsOf(language)
          await view.page.getByRole('heading', { level: 1, name: words('networks.title') }).waitFor()
          await checks.whole()
          await checks.picture(`networks-${language}-${theme}-${width}`)
          await view.page.getByRole('button', { name: words('networks.view.picture') }).click()
          await view.page.getByRole('list', { name: words('networks.map.label') }).waitFor()
          await checks.picture(`networks-picture-${language}-${theme}-${width}`)
          await view.page.getByRole('button', { name: words('networks.view.list') }).click()
        }
    await checks.accessible()
    await wear({ language: 'en', theme: 'system' })
  })

  it('leave no error behind', () => expect(app.errors).toEqual([]))
})
