/** A container's options back in the form: a copy beside it, and another in its place; and a port that some program has. */
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { freePort } from '../support/free-port'
import { wordsOf } from '../support/words'
import { runForm } from './pages/run-form'
import { statusPattern, windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
})
afterEach(async () => {
  const ids = (await docker('ps', '-aq')).split('\n').filter((id) => id !== '')
  if (ids.length > 0) await docker('rm', '-f', ...ids)
})
const started = (name: string) =>
  docker(
    ...['run', '-d', '--name', name, '--stop-timeout', '0', '-e', 'API_TOKEN=s3cret', '-e', 'COLOUR=blue'],
    ...['-m', '64m', '-v', 'kept:/data', 'busybox', 'sh', '-c', 'echo first > /data/file; sleep 100000']
  )
async function choose(name: string, action: 'edit' | 'duplicate'): Promise<void> {
  await view.goTo('containers.title')
  await view.row('containers.title', name).click({ button: 'right' })
  await view.page.getByRole('menuitem', { name: t(`containers-care.action.${action}`), exact: true }).click()
}
const formNamed = (title: string) => view.page.getByRole('form', { name: title })
const preview = async (): Promise<string> =>
  (
    await view.page
      .getByRole('form')
      .getByRole('group', { name: t('ui.command.label') })
      .innerText()
  )
    .replace(/\s+/g, ' ')
    .trim()
const ids = (name: string) => docker('ps', '-aq', '--no-trunc', '--filter', `name=^/?${name}$`)

describe('a container', () => {
  it('is copied: another beside it with the same options, whose secrets stay out of the line', async () => {
    await started('first')
    await choose('first', 'duplicate')
    await expect.poll(preview).toContain('-m 64m')
    const line = await preview()
    expect(line).toContain('API_TOKEN=$API_TOKEN')
    expect(line).not.toContain('s3cret')
    expect(line).not.toContain('--name')
    const form = runForm(view)
    await form.fill({ name: 'second' })
    await form.submit()
    await view.detail('second').getByText(statusPattern(t, 'up')).first().waitFor()
    const env = await docker('inspect', '--format', '{{join .Config.Env " "}} {{.HostConfig.Memory}}', 'second')
    expect(env.split(' ')).toEqual(expect.arrayContaining(['API_TOKEN=s3cret', 'COLOUR=blue']))
    expect(env).toContain(String(64 * 1024 ** 2))
    expect(await docker('inspect', '--format', '{{.State.Running}}', 'first')).toBe('true')
  })

  it('is edited: another takes its place and its volume, and it shows the commands that do so', async () => {
    await started('edited')
    const before = await ids('edited')
    await choose('edited', 'edit')
    const form = formNamed(t('run.title-recreate', { name: 'edited' }))
    await form.getByText(t('run.recreate-what', { name: 'edited' })).waitFor()
    await form.getByRole('button', { name: t('run.open-all') }).click()
    // The engine keeps variables in no order.
    const variables = form.getByRole('group', { name: t('run.environment') })
    const names = variables.getByLabel(t('run.variable-name'))
    const values = await names.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))
    await variables.getByLabel(t('run.variable-value')).nth(values.indexOf('COLOUR')).fill('green')
    await expect.poll(preview).toContain('docker rename edited edited-before-')
    await form.getByRole('button', { name: t('run.recreate'), exact: true }).click()
    await view.detail('edited').getByText(statusPattern(t, 'up')).first().waitFor()
    expect(await ids('edited')).not.toBe(before)
    expect(await docker('inspect', '--format', '{{join .Config.Env " "}}', 'edited')).toContain('COLOUR=green')
    expect(await docker('exec', 'edited', 'cat', '/data/file')).toBe('first')
    expect((await docker('ps', '-a', '--format', '{{.Names}}')).split('\n')).toEqual(['edited'])
  })

  it('comes back as it was where the other one cannot be started, and the form keeps what was typed', async () => {
    await started('safe')
    const before = await ids('safe')
    await choose('safe', 'edit')
    const form = formNamed(t('run.title-recreate', { name: 'safe' }))
    const command = form.getByRole('textbox', { name: new RegExp(`^${t('run.command')}`) }).first()
    await command.fill('no-such-program')
    await form.getByRole('button', { name: t('run.recreate'), exact: true }).click()
    await form.getByRole('alert').filter({ hasText: 'no-such-program' }).first().waitFor()
    expect(await command.inputValue()).toBe('no-such-program')
    expect(await ids('safe')).toBe(before)
    expect(await docker('inspect', '--format', '{{.State.Running}} {{.Name}}', 'safe')).toBe('true /safe')
    expect((await docker('ps', '-a', '--format', '{{.Names}}')).split('\n')).toEqual(['safe'])
  })
})

describe('a port', () => {
  it('that a program of this computer has is seen before the run, with the next free one', async () => {
    const program = createServer()
    const port = await freePort()
    await new Promise<void>((resolve) => program.listen(port, '0.0.0.0', resolve))
    try {
      await view.palette('docker run', t('shell.palette.run'))
      await view.page.getByRole('button', { name: t('run.clear'), exact: true }).click()
      const form = runForm(view)
      await form.fill({
        image: 'busybox',
        name: 'beside',
        command: 'sleep 1000',
        ports: [{ host: String(port), container: '80' }]
      })
      const said = form.rows('run.ports').getByRole('alert')
      await said.filter({ hasText: String(port) }).waitFor()
      await said.getByRole('button', { name: /^Use port \d+$/ }).click()
      await said.waitFor({ state: 'detached' })
      await form.submit()
      await view.detail('beside').getByText(statusPattern(t, 'up')).first().waitFor()
      expect(await docker('port', 'beside', '80')).not.toContain(`:${port}`)
    } finally {
      program.close()
    }
  })
})
