/** What the window shows of an engine that answers with nonsense, with half of something, or never. */
import { afterEach, describe, expect, it } from 'vitest'
import { windowOf, type AppWindow } from '../e2e/pages/window'
import { json, listed, never, raw, startBrokenEngine, type Answers, type BrokenEngine } from '../support/broken-engine'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { wordsOf } from '../support/words'

const t = wordsOf('en')
const cleanUp: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one()
})
async function begin(answers: Answers): Promise<{ engine: BrokenEngine; app: LaunchedApp; view: AppWindow }> {
  const engine = await startBrokenEngine({
    '/containers/json': json(listed(3)),
    '/images/json': json([]),
    ...answers
  })
  cleanUp.push(engine.stop)
  const app = await launchApp({ dockerHost: engine.host })
  cleanUp.push(app.close)
  return { engine, app, view: windowOf(app, t) }
}
const bodyText = ({ page }: AppWindow): Promise<string> => page.evaluate(() => document.body.innerText)
const rows = (view: AppWindow) => view.table('containers.title').getByRole('row')

describe('a list', () => {
  it.each([
    ['of broken JSON', raw('[{"Id": "1", ')],
    ['that is something else', raw('"surprise"')],
    ['that is refused without words', raw('', 500)]
  ])('%s: says so, and shows it once it comes right', async (_, answer) => {
    const { engine, view, app } = await begin({ '/containers/json': answer, '/images/json': answer })
    const failed = view.page.getByRole('alert').filter({ hasText: t('failure.engine-error') })
    await failed.waitFor()
    await view.goTo('images.title')
    await failed.waitFor()
    await view.goTo('containers.title')
    engine.answer({ '/containers/json': json(listed(3)) })
    await failed.getByRole('button', { name: t('failure.remedy.retry') }).click()
    await expect.poll(() => rows(view).count()).toBe(4)
    expect(app.errors).toEqual([])
  })

  it('with unknown fields, missing ones and rows that are none: shows what there is', async () => {
    const [first, second] = listed(2)
    const { view, app } = await begin({
      '/containers/json': json([{ ...first, Future: { deep: [1] } }, { Id: second?.['Id'] }, null, 7, 'row'])
    })
    await view.row('containers.title', 'web-0').waitFor()
    expect(await rows(view).count()).toBe(3)
    expect(app.errors).toEqual([])
  })

  it('with names that are markup, very long, or written backwards: shows them as text', async () => {
    const hostile = [
      '<img src=x onerror=globalThis.evil=1>',
      'a'.repeat(4000),
      '\u202egnp.exe',
      '{{ 7*7 }}',
      '../../etc'
    ]
    const { view, app } = await begin({
      '/containers/json': json(
        listed(hostile.length, (index) => ({
          Names: [`/${hostile[index]}`],
          Image: hostile[index],
          Command: hostile[index]
        }))
      )
    })
    await expect.poll(() => rows(view).count()).toBe(hostile.length + 1)
    await view.table('containers.title').getByText('<img src=x onerror=globalThis.evil=1>').first().waitFor()
    await view.table('containers.title').getByText('{{ 7*7 }}').first().waitFor()
    expect(await view.page.evaluate(() => (globalThis as Record<string, unknown>)['evil'])).toBeUndefined()
    expect(await view.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(app.errors).toEqual([])
  })

  it('that never comes: the window stays usable, and shows that it waits', async () => {
    const { view, engine } = await begin({ '/containers/json': never })
    await view.page
      .getByRole('status')
      .filter({ hasText: t('containers.loading') })
      .waitFor()
    await view.goTo('images.title')
    await view.page.getByText(t('images.empty'), { exact: true }).waitFor()
    expect(engine.connections).toBeLessThan(20)
  })
})

it('an engine that takes connections and never answers is said to be silent', async () => {
  const { view } = await begin({ '/_ping': never, '/version': never, '/info': never })
  const alert = view.page.getByRole('alert', { name: t('shell.engine-unreachable') })
  await alert.waitFor({ timeout: 30_000 })
  expect(await alert.innerText()).toContain('did not answer in time')
})

it('an inspect that never comes, or is no object, leaves the rest of the detail alone', async () => {
  const [first] = listed(1)
  const path = `/containers/${String(first?.['Id'])}/json`
  const { view, engine, app } = await begin({ [path]: raw('{"Id": ') })
  await view.row('containers.title', 'web-0').getByRole('gridcell', { name: 'web-0', exact: true }).click()
  const failure = view.detail('web-0').getByRole('alert')
  await failure.waitFor()
  engine.answer({ [path]: json({ Id: first?.['Id'], Name: '/web-0', State: {}, Config: {}, HostConfig: {} }) })
  await failure.getByRole('button', { name: t('failure.remedy.retry') }).click()
  await failure.waitFor({ state: 'detached' })
  await view.detail('web-0').getByText('busybox:1.36').waitFor()
  expect(app.errors).toEqual([])
})

describe('a pull', () => {
  const line = (value: object): string => `${JSON.stringify(value)}\n`
  const layer = { id: 'e6590344b1a5', status: 'Downloading', progressDetail: { current: 5, total: 10 } }
  const pull = async (view: AppWindow): Promise<void> => {
    await view.palette('pull broken', t('shell.palette.pull-named', { reference: 'broken' }))
    await view.dialog.getByRole('button', { name: t('images.pull-dialog.pull'), exact: true }).click()
  }
  const failed = (view: AppWindow) =>
    view.page
      .getByRole('region', { name: t('images.pulls') })
      .getByRole('region', { name: t('images.pull.failed', { reference: 'broken' }) })

  it('with an error inside its stream: says the registry’s words, and keeps what was seen of it', async () => {
    const { view, app } = await begin({
      '/images/create': raw(
        line(layer) +
          line({
            errorDetail: { message: 'unauthorized: the cupboard is bare' },
            error: 'unauthorized: the cupboard is bare'
          })
      )
    })
    await pull(view)
    await failed(view).getByText('the cupboard is bare').waitFor()
    await failed(view).getByText('e6590344b1a5').waitFor()
    expect(app.errors).toEqual([])
  })

  it.each([
    ['of broken JSON', `${line(layer)}{"status": nonsense}\n`],
    ['that ends in half a line', `${line(layer)}{"status":"Downl`]
  ])('%s: fails', async (_, text) => {
    const { view, app } = await begin({ '/images/create': raw(text) })
    await pull(view)
    await failed(view).getByRole('alert').waitFor()
    expect(app.errors).toEqual([])
  })

  it('that never says a word can be cancelled', async () => {
    const { view } = await begin({ '/images/create': never })
    await pull(view)
    const pulls = view.page.getByRole('region', { name: t('images.pulls') })
    await pulls.getByRole('button', { name: t('images.pull.cancel'), exact: true }).click()
    await pulls.getByRole('region', { name: t('images.pull.cancelled', { reference: 'broken' }) }).waitFor()
  })
})

it('events of half a line, of nonsense, and of unknown kinds change nothing that is true', async () => {
  const { engine, view, app } = await begin({})
  await expect.poll(() => rows(view).count()).toBe(4)
  engine.event('{"Type":"weather","Action":"rain","Actor":{"ID":"x"},"timeNano":1}\n')
  engine.event('no JSON at all\n')
  engine.event('{"Type":"container","Act')
  engine.endEvents()
  engine.answer({ '/containers/json': json(listed(4)) })
  // The stream is opened again, and the list read anew.
  await expect.poll(() => rows(view).count(), { timeout: 30_000 }).toBe(5)
  expect(await bodyText(view)).not.toContain(t('failure.internal'))
  expect(app.errors).toEqual([])
})
