/** Volumes in the real window: made, looked at, filtered, pasted, freed, removed and pruned, in both languages. */
import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
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
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
  checks = checksOf(app)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
})

const row = (name: string) =>
  view.page
    .getByRole('grid', { name: t('volumes.title') })
    .getByRole('row')
    .filter({ hasText: name })
const wear = (settings: object): Promise<void> =>
  view.page.evaluate(async (given) => {
    const { escale } = globalThis as unknown as { escale: { call(name: string, request: object): Promise<unknown> } }
    await escale.call('settings.update', given)
  }, settings)
/** Docker's own command takes its time for a thousand. */
const makeVolume = (Name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' }
    const asked = request(
      { socketPath: engine.socketPath, method: 'POST', path: '/volumes/create', headers },
      (answer) => answer.resume().on('end', resolve)
    )
    asked.on('error', reject).end(JSON.stringify({ Name }))
  })
const pageMenu = async (key: string): Promise<void> => {
  await view.page.getByRole('button', { name: t('volumes.more') }).click()
  await view.page.getByRole('menuitem', { name: t(key) }).click()
}
const lastCommand = async (): Promise<string> => {
  await view.openDrawer()
  const commands = await view.commands()
  await view.drawer.getByRole('button', { name: t('commands.close') }).click()
  return commands.at(-1) ?? ''
}
const question = () => view.page.getByRole('alertdialog')

describe('volumes', () => {
  beforeEach(() => view.goTo('volumes.title'))

  it('that are none yet are explained, with the command that makes one', async () => {
    await view.page.getByRole('heading', { name: t('volumes.empty') }).waitFor()
    await view.page.getByText('docker volume create data').waitFor()
    await checks.accessible()
    await checks.picture('volumes-empty')
  })

  it('are made as the form says, and one that is wrong is told at its field', async () => {
    await view.page.getByRole('button', { name: t('volumes.empty-create') }).click()
    const name = view.dialog.getByRole('textbox', { name: t('volumes.create.name'), exact: true })
    await name.fill('not a name')
    await view.dialog.getByText(t('volumes.create.wrong.name')).first().waitFor()
    await name.fill('cache')
    await view.dialog.getByRole('combobox').selectOption('tmpfs')
    await view.dialog.getByRole('textbox', { name: t('volumes.create.size') }).fill('1m')
    await view.dialog.getByRole('button', { name: t('volumes.create.explain') }).click()
    await view.dialog.getByRole('heading', { name: t('ui.mounts.bind') }).waitFor()
    await checks.accessible()
    await view.dialog.getByRole('button', { name: t('volumes.create.explain') }).click()
    await view.dialog.getByRole('button', { name: t('volumes.create.do'), exact: true }).click()
    await view.detail('cache').waitFor()
    expect(await docker('volume', 'inspect', '-f', '{{json .Options}}', 'cache')).toBe(
      '{"device":"tmpfs","o":"size=1m","type":"tmpfs"}'
    )
    expect(await lastCommand()).toBe('docker volume create --opt type=tmpfs --opt device=tmpfs --opt o=size=1m cache')
  })

  it('keep a password out of what is shown and kept', async () => {
    await view.page.getByRole('button', { name: t('volumes.create.open') }).click()
    await view.dialog.getByRole('textbox', { name: t('volumes.create.name'), exact: true }).fill('films')
    await view.dialog.getByRole('combobox').selectOption('cifs')
    await view.dialog.getByRole('textbox', { name: t('volumes.create.share') }).fill('//nas/films')
    await view.dialog.getByRole('textbox', { name: t('volumes.create.user') }).fill('me')
    await view.dialog.getByLabel(t('volumes.create.password')).fill('hush')
    expect(await view.dialog.getByRole('group', { name: t('ui.command.label') }).innerText()).toContain('$PASSWORD')
    await view.dialog.getByRole('button', { name: t('volumes.create.do'), exact: true }).click()
    await view.detail('films').waitFor()
    expect(await docker('volume', 'inspect', '-f', '{{.Options.o}}', 'films')).toMatch(/password=hush$/)
    expect(await lastCommand()).toMatch(/"o=addr=nas,username=me,password=\$PASSWORD" films$/)
  })

  it('show who mounts them, where, and what they take', async () => {
    await docker(
      ...['run', '-d', '--name', 'keeper', '-v', 'data:/var/lib/data', '-v', '/anonymous', 'busybox'],
      ...['sh', '-c', 'head -c 300000 /dev/zero >/var/lib/data/zeros; sleep 300']
    )
    await row('data').first().click()
    const detail = view.detail('data')
    await detail.getByText('/var/lib/data').waitFor()
    await detail.getByText(t('volumes.detail.writes')).waitFor()
    await view.page.getByRole('button', { name: t('volumes.read-sizes') }).click()
    await detail.getByText(/30\d(\.\d)?kB/).waitFor()
    await checks.accessible()
    await checks.picture('volumes-detail')
    await view.tab('volumes.detail.inspect')
    await view.page.getByText('docker volume inspect data').waitFor()
    await view.page.getByRole('button', { name: t('volumes.detail.close') }).click()
    await row(t('volumes.anonymous')).waitFor()
  })

  it('are narrowed as docker narrows them', async () => {
    const filter = view.page.getByRole('combobox', { name: t('volumes.filter') })
    await filter.fill('dangling=false')
    await filter.press('Enter')
    const rows = view.page.getByRole('grid', { name: t('volumes.title') }).getByRole('row')
    // The head, the named one and the anonymous one.
    await expect.poll(() => rows.count()).toBe(3)
    await view.page.getByText('docker volume ls --filter dangling=false').waitFor()
    await view.page.getByRole('button', { name: t('ui.clear') }).click()
    await view.page.getByRole('combobox', { name: t('volumes.use.label') }).selectOption('anonymous')
    await expect.poll(() => rows.count()).toBe(2)
    await view.page.getByRole('combobox', { name: t('volumes.use.label') }).selectOption('all')
  })

  it('in use are freed first where a person wants it, and else refused with who keeps them', async () => {
    await row('data').first().click({ button: 'right' })
    await view.page.getByRole('menuitem', { name: t('volumes.remove.menu', { count: 1 }) }).click()
    await question()
      .getByText(/keeper/)
      .first()
      .waitFor()
    await checks.accessible()
    await question().getByRole('textbox').fill(t('volumes.remove.word'))
    await view.confirm(t('volumes.remove.confirm', { count: 1 }))
    await view.dialog.getByRole('link', { name: 'keeper' }).waitFor()
    await view.dialog.getByRole('button', { name: t('volumes.remove.free-then') }).click()
    expect(await question().innerText()).toContain('docker rm -f keeper')
    await question().getByRole('textbox').fill(t('volumes.remove.word'))
    await view.confirm(t('volumes.remove.confirm', { count: 1 }))
    await row('data').waitFor({ state: 'detached' })
    expect(await docker('volume', 'ls', '-q', '--filter', 'name=data')).toBe('')
    expect(await lastCommand()).toBe('docker volume rm data')
  })

  it('that nothing uses go by name, and those with one only where they are meant', async () => {
    await docker('volume', 'create', 'lasting')
    await pageMenu('volumes.prune.menu')
    const going = view.dialog.getByRole('list', { name: t('volumes.prune.list') }).getByRole('listitem')
    await going.first().waitFor()
    // An engine before 23.0 takes named ones too, and there is nothing to choose.
    const spares = await view.dialog.getByRole('checkbox').isVisible()
    if (spares) {
      await expect.poll(() => going.allInnerTexts()).toEqual([expect.stringMatching(/^[0-9a-f]{12}/)])
      await view.dialog.getByRole('checkbox').check()
    } else await view.dialog.getByText(t('volumes.prune.what-old')).waitFor()
    await expect.poll(() => going.count()).toBe(2)
    await checks.accessible()
    await checks.picture('volumes-prune')
    await view.dialog.getByRole('textbox').last().fill(t('volumes.remove.word'))
    await view.dialog.getByRole('button', { name: t('volumes.prune.do', { count: 2 }) }).click()
    await row('lasting').waitFor({ state: 'detached' })
    expect(await lastCommand()).toBe(`docker volume prune --force${spares ? ' --all' : ''}`)
  })

  it('are made, found and removed by pasted commands', async () => {
    await view.palette('docker volume create --label stage=test pasted', t('shell.palette.volume-create'))
    await view.dialog.getByRole('button', { name: t('volumes.create.do'), exact: true }).click()
    await view.detail('pasted').waitFor()
    await view.palette('docker volume inspect pasted', t('shell.palette.inspect', { name: 'pasted' }))
    await view.page.getByText('docker volume inspect pasted').waitFor()
    await view.palette('docker volume ls -f label=stage=test', t('shell.palette.volume-list'))
    await view.page.getByText('docker volume ls --filter label=stage=test').waitFor()
    await view.page.getByRole('button', { name: t('ui.clear') }).click()
    await view.palette('docker volume rm pasted', t('shell.palette.remove', { name: 'pasted' }))
    await question()
      .getByRole('button', { name: t('volumes.remove.confirm', { count: 1 }) })
      .click()
    await row('pasted').waitFor({ state: 'detached' })
  })

  it('are a thousand without a stutter, and whole in both languages, themes and sizes', async () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `volume-${String(index).padStart(4, '0')}`)
    for (let from = 0; from < names.length; from += 20) await Promise.all(names.slice(from, from + 20).map(makeVolume))
    await view.page.getByText(t('volumes.summary', { count: 1_002 })).waitFor()
    const grid = view.page.getByRole('grid', { name: t('volumes.title') })
    await grid.focus()
    await view.page.keyboard.press('End')
    await row('volume-0999').waitFor()
    await view.page.keyboard.press('Home')
    for (const language of ['en', 'fr'] as const)
      for (const [width, height] of [
        [900, 600],
        [1280, 800]
      ] as const)
        for (const theme of ['light', 'dark'] as const) {
          await wear({ language, theme })
          await checks.resize(width, height)
          await view.page.getByRole('heading', { level: 1, name: wordsOf(language)('volumes.title') }).waitFor()
          await checks.whole()
          await checks.picture(`volumes-${language}-${theme}-${width}`)
        }
    await checks.accessible()
    await wear({ language: 'en', theme: 'system' })
  })

  it('leave no error behind', () => expect(app.errors).toEqual([]))
})
