/** A pull is a task: it outlives its page and a reload, can be cancelled from anywhere, and says how it failed. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { registryRelay, sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../support/engine'
import type { RegistryRelay } from '../support/registry'
import { wordsOf } from '../support/words'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let registry: RegistryRelay
const slow = (): void => registry.setSpeed(200_000)
const fast = (): void => registry.setSpeed(undefined)

beforeAll(async () => {
  registry = await registryRelay()
  engine = await throwawayEngine({ registryMirror: registry.url })
  docker = dockerOn(engine.host)
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
})
afterAll(async () => {
  fast()
  await app?.close()
  await engine?.stop()
  await registry.stop()
})
afterEach(async () => {
  fast()
  await engine.reset()
})
const pull = async (reference: string): Promise<void> => {
  await view.palette(`pull ${reference}`, t('shell.palette.pull-named', { reference }))
  await view.dialog.getByRole('button', { name: t('images.pull-dialog.pull'), exact: true }).click()
}
const panel = (state: 'running' | 'done' | 'failed' | 'cancelled', reference: string) =>
  view.page
    .getByRole('region', { name: t('images.pulls') })
    .getByRole('region', { name: t(`images.pull.${state}`, { reference }) })

it('cancelled on its page leaves nothing, and Activity says so', async () => {
  slow()
  await pull('layers')
  const running = panel('running', 'layers')
  await expect.poll(() => running.getByRole('listitem').count()).toBe(6)
  await running
    .getByText(/Downloading/)
    .first()
    .waitFor()
  await running.getByRole('button', { name: t('images.pull.cancel'), exact: true }).click()
  await panel('cancelled', 'layers').waitFor()
  const activity = await view.openActivity()
  await activity.getByText(t('shell.activity.cancelled')).waitFor()
  await view.page.keyboard.press('Escape')
  expect(await docker('images', '-aq')).toBe('')
})

it('goes on while one is elsewhere, over a reload too, and ends with its image in the list', async () => {
  slow()
  await pull('layers')
  await panel('running', 'layers')
    .getByText(/Downloading/)
    .first()
    .waitFor()
  await view.goTo('containers.title')
  const activity = await view.openActivity()
  const task = activity
    .getByRole('listitem')
    .filter({ hasText: t('shell.activity.images-pull', { subject: 'layers' }) })
  await task
    .first()
    .getByRole('button', { name: t('shell.activity.cancel-named', { subject: 'layers' }) })
    .waitFor()
  await view.page.reload()
  await view.goTo('images.title')
  await panel('running', 'layers')
    .getByText(/Downloading/)
    .first()
    .waitFor()
  fast()
  await panel('done', 'layers').waitFor({ timeout: 60_000 })
  await panel('done', 'layers').getByText(`Digest: ${sharedRegistry().digests['library/layers']}`).waitFor()
  await view.row('images.title', 'layers').waitFor()
})

it('of what does not exist says so, and nothing was made', async () => {
  const reference = `${sharedRegistry().address}/library/no-such-image`
  await pull(reference)
  const failed = panel('failed', reference)
  await failed
    .getByRole('alert')
    .filter({ hasText: /no-such-image/ })
    .waitFor()
  await failed.getByRole('button', { name: t('images.pull.retry') }).waitFor()
  expect(await docker('images', '-aq')).toBe('')
})

it('went without an error in the page', () => {
  expect(app.errors).toEqual([])
})
