/** What the run form does with a pasted command, and what it says where the engine refuses. */
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { registryRelay, sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { freePort } from '../support/free-port'
import type { RegistryRelay } from '../support/registry'
import { wordsOf } from '../support/words'
import { runForm } from './pages/run-form'
import { statusPattern, windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let form: ReturnType<typeof runForm>

let registry: RegistryRelay
beforeAll(async () => {
  registry = await registryRelay()
  engine = await throwawayEngine({ registryMirror: registry.url })
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
  form = runForm(view)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
  await registry.stop()
})
beforeEach(async () => {
  await view.palette('docker run', t('shell.palette.run'))
  await view.page.getByRole('button', { name: t('run.clear'), exact: true }).click()
})
afterEach(async () => {
  registry.setSpeed(undefined)
  const ids = (await docker('ps', '-aq')).split('\n').filter((id) => id !== '')
  if (ids.length > 0) await docker('rm', '-f', ...ids)
})
const preview = async (): Promise<string> => (await form.preview.innerText()).replace(/\s+/g, ' ').trim()

describe('a pasted command', () => {
  it('fills the form, and names what the form cannot hold', async () => {
    await view.page.getByRole('button', { name: t('run.paste.open') }).click()
    await view.dialog
      .getByRole('textbox', { name: t('run.paste.command') })
      .fill(
        'docker run -d --name db \\\n  -p 127.0.0.1:5432:5432 -e "POSTGRES_DB=my db" -v data:/var/lib/data \\\n  --memory 512m --cidfile /tmp/id --rm busybox sleep 100'
      )
    await view.dialog.getByText(t('run.paste.remarks', { count: 1 })).waitFor()
    await view.dialog.getByRole('button', { name: t('run.paste.fill') }).click()
    await view.page.getByText(t('run.paste.not-held', { count: 1 })).waitFor()
    await view.page.getByRole('listitem').filter({ hasText: '/tmp/id' }).waitFor()
    expect(await preview()).toBe(
      "docker run -d --rm --name db -p 127.0.0.1:5432:5432 -e 'POSTGRES_DB=my db' -v data:/var/lib/data -m 512m busybox sleep 100"
    )
    expect(await form.name.inputValue()).toBe('db')
    await form.submit()
    await view.detail('db').getByText(statusPattern(t, 'up')).first().waitFor()
    expect(await docker('inspect', '--format', '{{index .Config.Env 0}}', 'db')).toBe('POSTGRES_DB=my db')
  })

  it('may be typed into the palette', async () => {
    await view.palette('docker run -p 8080:80 httpd', t('shell.palette.run-pasted'))
    await expect.poll(preview).toBe('docker run -p 8080:80 httpd')
  })
})

describe('what the engine refuses is said at its field', () => {
  it('a name that is taken: by that container', async () => {
    await docker('create', '--name', 'taken', 'busybox', 'true')
    await form.fill({ image: 'busybox', name: 'taken' })
    await form.submit()
    await form.form
      .getByRole('alert')
      .filter({ hasText: t('failure.conflict.name-taken', { name: 'taken' }) })
      .waitFor()
    await form.name.and(view.page.locator(':focus')).waitFor()
    // Another name, and it runs: nothing else was lost.
    await form.fill({ name: 'free', command: 'sleep 1000' })
    await form.submit()
    await view.detail('free').getByText(statusPattern(t, 'up')).first().waitFor()
  })

  it('a port that a container has: which one, and the next that is free', async () => {
    const port = await freePort()
    await docker('run', '-d', '--name', 'holder', '-p', `${port}:80`, 'busybox', 'sleep', '1000')
    await form.fill({
      image: 'busybox',
      name: 'second',
      command: 'sleep 1000',
      ports: [{ host: String(port), container: '80' }]
    })
    const said = form.rows('run.ports').getByRole('alert')
    await said.getByRole('link', { name: 'holder' }).waitFor()
    await said.getByRole('button', { name: /^Use port \d+$/ }).click()
    await said.waitFor({ state: 'detached' })
    await form.submit()
    await view.detail('second').getByText(statusPattern(t, 'up')).first().waitFor()
    expect(await docker('port', 'second', '80')).not.toContain(`:${port}`)
  })

  it('a port that another program of this machine has', async () => {
    const program = createServer()
    const port = await freePort()
    await new Promise<void>((resolve) => program.listen(port, '0.0.0.0', resolve))
    try {
      await form.fill({ image: 'busybox', name: 'late', ports: [{ host: String(port), container: '80' }] })
      await form.submit()
      await form.form
        .getByRole('alert')
        .filter({ hasText: t('failure.conflict.port-taken', { name: String(port) }) })
        .waitFor()
      expect(await preview()).toBe(`docker run -d --name late -p ${port}:80 busybox`)
    } finally {
      program.close()
    }
  })

  it('an image that does not exist', async () => {
    const image = `${sharedRegistry().address}/library/no-such-image`
    await form.fill({ image })
    await form.submit()
    await form.form.getByRole('alert').filter({ hasText: 'no-such-image' }).waitFor()
    expect(await docker('ps', '-aq')).toBe('')
  })

  it('what cannot be asked at all, before anything is asked', async () => {
    await form.fill({ image: 'Not An Image' })
    await form.submit()
    await form.form.getByRole('alert').first().waitFor()
    await form.image.and(view.page.locator(':focus')).waitFor()
  })
})

describe('a run that pulls first', () => {
  it('cancelled leaves neither image nor container', async () => {
    registry.setSpeed(100_000)
    await form.fill({ image: 'layers' })
    await form.submit()
    const progress = form.form.getByRole('status').filter({ hasText: t('run.pulling', { image: 'layers' }) })
    await progress.getByRole('listitem').first().waitFor()
    await progress.getByRole('button', { name: t('run.cancel') }).click()
    await progress.waitFor({ state: 'detached' })
    const activity = await view.openActivity()
    await activity
      .getByRole('listitem')
      .filter({ hasText: t('shell.activity.containers-run', { subject: 'layers' }) })
      .getByText(t('shell.activity.cancelled'))
      .waitFor()
    await view.page.keyboard.press('Escape')
    expect(await docker('ps', '-aq')).toBe('')
    expect(await docker('images', '-q', 'layers')).toBe('')
  })
})
