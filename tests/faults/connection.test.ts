/** Engines that are not there, may not be used, die and come back, with the window open. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine } from '../support/engine'
import { freePort } from '../support/free-port'
import { wordsOf, type Language } from '../support/words'

const cleanUp: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one()
})
const launch = async (...options: Parameters<typeof launchApp>): Promise<LaunchedApp> => {
  const app = await launchApp(...options)
  cleanUp.push(app.close)
  return app
}
const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'escale-faults-'))
  cleanUp.push(() => rm(made, { recursive: true, force: true }))
  return made
}

describe.each(['en', 'fr'] as const)('an engine that cannot be used, said in %s', (language: Language) => {
  const t = wordsOf(language)
  const alert = ({ page }: LaunchedApp) => page.getByRole('alert', { name: t('shell.engine-unreachable') })

  it('is not there: says so and what to do', async () => {
    const endpoint = `unix://${join(await folder(), 'docker.sock')}`
    const app = await launch({ dockerHost: endpoint, settings: { language } })
    await alert(app).getByText(t('failure.engine-unreachable.no-socket', { endpoint })).waitFor()
    await alert(app).getByText(t('failure.cure.no-socket')).waitFor()
    await alert(app)
      .getByRole('button', { name: t('failure.remedy.retry') })
      .waitFor()
  })

  it('is on another computer: leads to the connections, and not to what this one lacks', async () => {
    const app = await launch({ dockerHost: `tcp://127.0.0.1:${await freePort()}`, settings: { language } })
    await alert(app)
      .getByRole('link', { name: t('shell.manage-connections') })
      .waitFor()
    expect(await app.page.getByText(t('shell.check-missing')).count()).toBe(0)
    expect(await app.page.getByText(t('prerequisites-install.welcome.begin')).count()).toBe(0)
  })

  it('has a socket that this person may not use: names the group, and how', async () => {
    const path = join(await folder(), 'docker.sock')
    const server = createServer().listen(path)
    cleanUp.push(async () => server.close())
    await chmod(join(path, '..'), 0o755)
    await chmod(path, 0o600)
    const app = await launch({ dockerHost: `unix://${path}`, settings: { language }, ordinaryUser: true })
    await alert(app)
      .getByText(t('failure.permission-denied.socket', { endpoint: `unix://${path}` }))
      .waitFor()
    await alert(app).getByText(t('failure.permission-cure.socket')).waitFor()
    await alert(app).getByText('sudo usermod -aG docker $USER').waitFor()
  })
})

describe('an engine that dies and comes back', () => {
  it('leaves what was known, greyed, says why, and everything resumes by itself', async () => {
    const engine = await throwawayEngine()
    cleanUp.push(engine.stop)
    const { page } = await launch({ dockerHost: engine.host })
    const state = page.getByRole('button', { name: 'Docker engine' })
    await state.getByText(/^Docker \d/).waitFor()

    await engine.kill()
    const alert = page.getByRole('alert', { name: 'The engine cannot be reached' })
    await alert.waitFor()
    await state.getByText('Unreachable').waitFor()

    await engine.start()
    await alert.waitFor({ state: 'detached', timeout: 30_000 })
    await state.getByText(/^Docker \d/).waitFor()
  })

  it('is used as soon as it is there', async () => {
    const engine = await throwawayEngine()
    cleanUp.push(engine.stop)
    await engine.kill()
    const { page } = await launch({ dockerHost: engine.host })
    await page.getByRole('alert', { name: 'The engine cannot be reached' }).waitFor()
    await engine.start()
    await page
      .getByRole('button', { name: 'Docker engine' })
      .getByText(/^Docker \d/)
      .waitFor({ timeout: 30_000 })
  })
})
