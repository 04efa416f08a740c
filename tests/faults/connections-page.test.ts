/** The connections' page in bad weather: nothing that it stands on need be whole, or there. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { idOfContext } from '../../electron/engine/contexts/layout'
import { checksOf } from '../e2e/pages/checks'
import { windowOf } from '../e2e/pages/window'
import { launchApp } from '../support/electron-app'
import { throwawayEngine } from '../support/engine'
import { ordinaryGroup } from '../support/ordinary-user'
import { wordsOf } from '../support/words'

const cleanUp: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one()
})

describe('a person without a home', () => {
  it('starts the app and connects', async () => {
    const engine = await throwawayEngine({ group: ordinaryGroup })
    cleanUp.push(engine.stop)
    const app = await launchApp({ dockerHost: engine.host, ordinaryUser: true, env: { HOME: '' } })
    cleanUp.push(app.close)
    const t = wordsOf('en')
    const { page, goTo } = windowOf(app, t)
    await goTo('connections.title')
    const card = page.getByRole('listitem', { name: 'DOCKER_HOST', exact: true })
    await card.getByText(/API/).waitFor()
    expect(app.errors).toEqual([])
  })
})

describe('the page', () => {
  it('explains what is set, names what is broken, and what is refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'escale-connections-'))
    cleanUp.push(() => rm(folder, { recursive: true, force: true }))
    const meta = join(folder, 'contexts', 'meta', idOfContext('half'))
    await mkdir(meta, { recursive: true })
    await writeFile(join(meta, 'meta.json'), 'not json')
    const good = join(folder, 'contexts', 'meta', idOfContext('good'))
    await mkdir(good, { recursive: true })
    await writeFile(join(good, 'meta.json'), '{"Name":"good","Endpoints":{"docker":{"Host":"ssh://far.example"}}}')
    await writeFile(join(folder, 'config.json'), '{')
    const engine = await throwawayEngine()
    cleanUp.push(engine.stop)
    const app = await launchApp({ dockerHost: engine.host, env: { DOCKER_CONFIG: folder, DOCKER_TLS_VERIFY: '1' } })
    cleanUp.push(app.close)
    const t = wordsOf('en')
    const view = windowOf(app, t)
    await view.goTo('connections.title')
    await view.page.getByText(t('connections.cli.host')).waitFor()
    for (const name of ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CONFIG'])
      await view.page.getByText(t(`connections.variable.${name}`)).waitFor()
    await view.page.getByText(join(meta, 'meta.json')).waitFor()
    await view.page.getByText(join(folder, 'config.json')).waitFor()
    const card = view.page.getByRole('listitem', { name: 'good', exact: true })
    await card.getByRole('button', { name: t('connections.menu', { name: 'good' }) }).click()
    await view.page.getByRole('menuitem', { name: t('connections.use.do') }).click()
    await view.page.getByRole('alertdialog').getByText(t('connections.use.overruled-host')).waitFor()
    await view.confirm(t('connections.use.do'))
    await view.toasts.getByText(t('failure.invalid-input-field', { field: 'config.json' })).waitFor()
    expect(await readFile(join(folder, 'config.json'), 'utf8')).toBe('{')
    const { accessible, picture } = checksOf(app)
    await accessible()
    await picture('connections-broken')
    expect(app.errors).toEqual([])
  })
})
