/** The engine dies and comes back while a list and a log are open in the window. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { statusPattern, windowOf } from '../e2e/pages/window'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'

const t = wordsOf('en')
let engine: ThrowawayEngine
let app: LaunchedApp
beforeAll(async () => {
  engine = await throwawayEngine()
  app = await launchApp({ dockerHost: engine.host })
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
})

it('leaves what was known, greyed, says why, and goes on by itself with nothing twice', async () => {
  const docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('create', '--name', 'idle', 'busybox', 'true')
  await docker(
    'run',
    ...['-d', '--init', '--name', 'counter', 'busybox'],
    ...['sh', '-c', 'i=0; while true; do i=$((i+1)); echo "line $i"; sleep 0.05; done']
  )
  const view = windowOf(app, t)
  const { page, log } = view
  const row = (name: string) => view.row('containers.title', name)
  await row('counter').getByRole('gridcell', { name: 'counter', exact: true }).click()
  await view.tab('containers.detail.logs')
  await log.getByText('line 5', { exact: true }).waitFor()

  const colour = (): Promise<string> =>
    row('counter')
      .getByText(statusPattern(t, 'up'))
      .evaluate((words) => getComputedStyle(words).color)
  const present = await colour()

  await engine.kill()
  const reason = page.getByRole('alert', { name: t('shell.engine-unreachable') })
  await reason.waitFor()
  await page.getByText(t('containers.logs.interrupted')).waitFor()
  // What was known is still there, and nothing can be done with it.
  await row('idle').waitFor()
  await expect.poll(colour).not.toBe(present)
  const stop = view.detail('counter').getByRole('button', { name: t('containers.action.stop') })
  expect(await stop.getAttribute('aria-disabled')).toBe('true')

  await engine.start()
  await reason.waitFor({ state: 'detached', timeout: 30_000 })
  // Whatever ran has ended with its engine; the list follows, and so does the log when it runs again.
  await row('counter').getByText(statusPattern(t, 'exited')).waitFor()
  await docker('start', 'idle')
  await row('idle')
    .getByText(statusPattern(t, 'exited', '0'))
    .waitFor()
  expect(await view.table('containers.title').getByRole('row').count()).toBe(3)

  const before = (await seen(view)).length
  await view
    .detail('counter')
    .getByRole('button', { name: t('containers.action.start'), exact: true })
    .click()
  await expect.poll(async () => (await seen(view)).length, { timeout: 20_000 }).toBeGreaterThan(before + 20)
  const lines = await seen(view)
  const whole = (await docker('logs', 'counter')).split('\n')
  expect(lines).toEqual(whole.slice(0, lines.length))
  expect(app.errors).toEqual([])
})

/** The log's lines, all of them, as copying gives them. */
async function seen({ page, t: words }: ReturnType<typeof windowOf>): Promise<readonly string[]> {
  await page.getByRole('button', { name: words('ui.log.copy-all') }).click()
  const text = await app.electron.evaluate(({ clipboard }) => clipboard.readText())
  return text.split('\n').filter((line) => line !== '')
}
