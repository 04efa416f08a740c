/** An engine over ssh in the real window: what ssh asks is asked there, what it refuses is said there, and nothing of it stays. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { waitUntil } from '../../build/tools/wait.mjs'
import type { Settings } from '../../contract/settings/model'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { startSshServer, type SshServer } from '../support/ssh-server'
import { wordsOf, type Words } from '../support/words'
import { checksOf, type Checks } from './pages/checks'

let folder: string
let engine: ThrowawayEngine
let server: SshServer
let app: LaunchedApp | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escale-ssh-window-'))
  engine = await throwawayEngine()
  server = await startSshServer({ dockerHost: engine.host })
})
afterEach(async () => {
  await app?.close()
  app = undefined
})
afterAll(async () => {
  await server?.stop()
  await engine?.stop()
  await rm(folder, { recursive: true, force: true })
})

let programs = 0
/** ssh reads nobody's ~/.ssh: an `ssh` of ours stands first in the PATH, and names the config. */
async function launch(
  config: string,
  settings: Partial<Settings> = {},
  dockerHost = server.address(engine.socketPath)
): Promise<{ readonly checks: Checks }> {
  const path = join(folder, `path-${programs++}`)
  mkdirSync(path)
  writeFileSync(join(path, 'ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F ${config} "$@"\n`)
  chmodSync(join(path, 'ssh'), 0o755)
  app = await launchApp({
    dockerHost,
    settings,
    env: { PATH: `${path}:${process.env['PATH'] ?? ''}` }
  })
  app.page.setDefaultTimeout(20_000)
  return { checks: checksOf(app) }
}
const present = (): LaunchedApp => {
  if (app === undefined) throw new Error('there is no window')
  return app
}
const question = (t: Words, kind: string) =>
  present().page.getByRole('alertdialog', { name: t(`connections-prompts.${kind}.title`) })
/** The ssh programs that work for this test. */
const sshPrograms = (): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      } catch {
        return '' // it has ended meanwhile
      }
    })
    .filter((line) => line.includes(server.folder) && !line.includes('sshd'))

describe('an engine over ssh', () => {
  it('asks whether the host is the right one, and for the passphrase, and goes with the app even where that is killed', async () => {
    const t = wordsOf('en')
    const key = await server.makeKey({ passphrase: 'harbour' })
    const { checks } = await launch(await server.config({ key, known: '' }))
    const { page, electron } = present()

    const host = question(t, 'host-key')
    await host.getByText(server.fingerprint).waitFor()
    await host.getByText('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub').waitFor()
    // What is safe has the focus.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent?.trim()))
      .toBe(t('connections-prompts.refuse'))
    await checks.accessible()
    await checks.whole()
    await checks.picture('ssh-host-key-dark-en')
    await host.getByRole('button', { name: t('connections-prompts.host-key.accept') }).click()

    const locked = question(t, 'passphrase')
    const field = locked.getByRole('textbox', { name: t('connections-prompts.passphrase.label') })
    await field.fill('wrong')
    await page.keyboard.press('Enter')
    await locked.getByText(t('connections-prompts.again')).waitFor()
    await checks.accessible()
    await checks.picture('ssh-passphrase-dark-en')
    await field.fill('harbour')
    await page.keyboard.press('Enter')
    await page
      .getByRole('button', { name: 'Docker engine' })
      .getByText(/^Docker \d/)
      .waitFor()
    await locked.waitFor({ state: 'detached' })
    await page.getByText(t('containers.empty.title')).waitFor()
    expect(present().errors).toEqual([])
    expect(present().output()).not.toContain('harbour')

    expect(sshPrograms().length).toBeGreaterThan(0)
    electron.process().kill('SIGKILL')
    expect(await waitUntil(() => sshPrograms().length === 0, 5_000)).toBe(true)
  })

  it('is told of a refusal, and asks again only when a person tries again', async () => {
    const t = wordsOf('fr')
    const { checks } = await launch(await server.config({ known: '' }), { language: 'fr', theme: 'light' })
    const { page } = present()
    await checks.resize(900, 600)
    const host = question(t, 'host-key')
    await host.waitFor()
    await checks.accessible()
    await checks.whole()
    await checks.picture('ssh-host-key-light-fr-900')
    await page.keyboard.press('Escape')
    await host.waitFor({ state: 'detached' })
    const banner = page.getByRole('alert', { name: t('shell.engine-unreachable') })
    const endpoint = server.address(engine.socketPath)
    await banner.getByText(t('failure.engine-unreachable.ssh-host-unknown', { endpoint })).waitFor()
    await banner.getByText(server.fingerprint).waitFor()
    await checks.picture('ssh-refused-light-fr-900')
    await banner.getByRole('button', { name: t('failure.remedy.retry') }).click()
    await host.getByRole('button', { name: t('connections-prompts.host-key.accept') }).click()
    await banner.waitFor({ state: 'detached' })
    expect(present().errors).toEqual([])
  })

  it('is asked over the form in which it is tried, and its answer stands there', async () => {
    const t = wordsOf('en')
    const key = await server.makeKey({ passphrase: 'harbour' })
    const { checks } = await launch(await server.config({ key }), {}, engine.host)
    const { page } = present()
    await page
      .getByRole('navigation', { name: t('shell.features') })
      .getByRole('link', { name: t('connections.title') })
      .click()
    await page.getByRole('button', { name: t('connections.form.open') }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('textbox', { name: t('connections.form.host') }).fill(server.address(engine.socketPath))
    await form.getByRole('button', { name: t('connections.test.do') }).click()
    const locked = question(t, 'passphrase')
    await locked.getByRole('textbox', { name: t('connections-prompts.passphrase.label') }).fill('harbour')
    await checks.picture('ssh-over-form-dark-en')
    await page.keyboard.press('Enter')
    await locked.waitFor({ state: 'detached' })
    await form
      .getByRole('group', { name: t('connections.test.outcome') })
      .getByText(/API 1\.\d+/)
      .waitFor()
    await checks.accessible()
    await checks.picture('ssh-tested-dark-en')
    expect(await waitUntil(() => sshPrograms().length === 0, 5_000)).toBe(true)
    expect(present().errors).toEqual([])
  })

  it('is told loudly where the host key has changed, with the command that forgets the old one', async () => {
    const t = wordsOf('en')
    const other = await startSshServer()
    const known = readFileSync(join(other.folder, 'known-1'), 'utf8').replace(
      /127\.0\.0\.1]:\d+/,
      `127.0.0.1]:${server.port}`
    )
    await other.stop()
    const { checks } = await launch(await server.config({ known }))
    const banner = present().page.getByRole('alert', { name: t('shell.engine-unreachable') })
    const endpoint = server.address(engine.socketPath)
    await banner.getByText(t('failure.engine-unreachable.ssh-host-changed', { endpoint })).waitFor()
    await banner.getByText(/^ssh-keygen -f .* -R '\[127\.0\.0\.1\]:\d+'$/).waitFor()
    await checks.accessible()
    await checks.picture('ssh-changed-dark-en')
  })
})
