/** Terminals in bad weather, in the window: containers that are stopped, paused, gone or without a shell, and a killed engine. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { terminalPage, type TerminalPage } from './pages/terminal'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let terminal: TerminalPage

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('run', '-d', '--init', '--name', 'web', 'busybox', 'sleep', '100000')
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
  terminal = terminalPage(view)
})
afterAll(async () => {
  expect(app?.errors).toEqual([])
  await app?.close()
  await engine?.stop()
})

describe('what cannot be opened', () => {
  it('a container that does not run says so, and is started', async () => {
    await docker('create', '--init', '--name', 'asleep', 'busybox', 'sleep', '100000')
    await terminal.goTo('asleep')
    await view.page.getByRole('heading', { name: t('containers-terminal.stopped') }).waitFor()
    await view
      .detail('asleep')
      .getByRole('tabpanel')
      .getByRole('button', { name: t('containers-terminal.start') })
      .click()
    await terminal.open()
    await docker('pause', 'asleep')
    await view.page.getByText(t('containers-terminal.paused')).waitFor()
    await view.page
      .getByRole('button', { name: t('containers-terminal.unpause') })
      .last()
      .click()
    await terminal.type('echo awake $((1 + 1))')
    await terminal.says('awake 2')
    await docker('kill', 'asleep')
    await view.page.getByText(t('containers-terminal.ended', { code: 137 })).waitFor()
    await docker('rm', '-f', 'asleep')
    await view.page.getByText(t('containers.detail.removed', { name: 'asleep' })).waitFor()
  })

  it('a program that is not there is said in the engine’s words', async () => {
    await terminal.goTo('web')
    await terminal.open({ program: 'nosuch' })
    await terminal.says('executable file not found')
    await view.page.getByText(t('containers-terminal.ended-not-run', { code: 126 }).replace(/126.*/, '')).waitFor()
    await terminal.closeAll()
  })
})

describe('a container without a shell', () => {
  it('is said to have none, and runs another program', async () => {
    await docker('run', '-d', '--init', '--name', 'bare', 'busybox', 'sleep', '100000')
    await docker('exec', 'bare', 'rm', '/bin/sh', '/bin/ash')
    await terminal.goTo('bare')
    await view.page.getByText(t('containers-terminal.form.bare')).waitFor()
    await terminal.open({ program: 'echo "two words"' })
    await terminal.says('two words')
    await view.page.getByText(t('containers-terminal.ended', { code: 0 })).waitFor()
    expect(await terminal.command()).toBe("docker exec -it bare echo 'two words'")
    await terminal.closeAll()
  })
})

describe('an engine that dies', () => {
  it('is said in the terminal, which keeps what it has shown, and is opened again when it is back', async () => {
    await terminal.goTo('web')
    await terminal.open()
    await terminal.type('echo before $((1 + 1))')
    await terminal.says('before 2')
    await engine.kill()
    await view.page.getByRole('button', { name: t('containers-terminal.run-again') }).waitFor({ state: 'detached' })
    await view.detail('web').getByText(t('failure.engine-unreachable.lost')).first().waitFor()
    await terminal.says('before 2')
    await engine.start()
    await docker('start', 'web')
    await view.page.getByRole('button', { name: t('containers-terminal.run-again') }).click()
    // What is typed before goes to the one that has ended.
    await expect.poll(terminal.text).not.toContain('before 2')
    await terminal.says('/ #')
    await terminal.type('echo after $((1 + 1))')
    await terminal.says('after 2')
    await terminal.closeAll()
  })
})
