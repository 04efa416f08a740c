/** The engine's settings in the real window: a mirror by the form, its diff, applied while it runs; and a mistake that is rolled back. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { checksOf, type Checks } from './pages/checks'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let folder: string
let path: string
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let services: Server
let checks: Checks

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escale-settings-window-'))
  path = join(folder, 'daemon.json')
  engine = await throwawayEngine({ configFile: path })
  docker = dockerOn(engine.host)
  await serviceProgram()
  app = await launchApp({
    dockerHost: engine.host,
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` }
  })
  view = windowOf(app, t)
  checks = checksOf(app)
})
afterAll(async () => {
  await app?.close()
  services?.close()
  await engine?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** `service docker restart` as sysvinit has it, for this engine: it fails with the words of a start that failed. */
async function serviceProgram(): Promise<void> {
  services = createServer((request, response) => {
    void (async () => {
      await engine.terminate()
      const failure = await engine.start().then(
        () => '',
        (error: unknown) => String(error)
      )
      response.writeHead(failure === '' ? 200 : 500).end(failure)
    })()
    request.resume()
  })
  const socket = join(folder, 'services.sock')
  await new Promise<void>((resolve) => services.listen(socket, resolve))
  const script = `#!${process.execPath}
if (process.argv[2] === '--version') process.exit(0)
if (process.argv.slice(2).join(' ') !== 'docker restart') process.exit(2)
require('node:http').get({ socketPath: ${JSON.stringify(socket)} }, (answer) => {
  answer.setEncoding('utf8').on('data', (text) => process.stderr.write(text))
  answer.on('end', () => process.exit(answer.statusCode === 200 ? 0 : 1))
})
`
  await writeFile(join(folder, 'service'), script, { mode: 0o755 })
}

const button = (name: string) => view.page.getByRole('button', { name, exact: true })
const editor = () => view.page.getByRole('textbox', { name: path })
const words = (key: string, values: Record<string, string | number> = {}): string => t(`engine-settings.${key}`, values)

describe('the engine’s settings', () => {
  it('take a mirror by the form, while the engine runs', async () => {
    await view.goTo('system.title')
    await view.page.getByText(path, { exact: true }).waitFor()
    const before = await readFile(path, 'utf8')
    const mirrors = view.page.getByRole('group', { name: words('field.registry-mirrors') })
    await mirrors.getByRole('button', { name: t('ui.rows.add', { label: words('field.registry-mirrors') }) }).click()
    await mirrors.getByRole('textbox').last().fill('mirror.example')
    await view.page
      .getByRole('list', { name: words('remarks') })
      .getByText(words('remark.format-mirror', { value: 'mirror.example' }))
      .waitFor()
    await mirrors.getByRole('textbox').last().fill('https://mirror.example')
    await expect.poll(() => editor().innerText(), { timeout: 10_000 }).toContain('"https://mirror.example"')
    await button(words('apply.open')).click()
    const diff = view.dialog.getByRole('region', { name: words('diff.label') })
    await diff.getByText('"https://mirror.example"').waitFor()
    await view.dialog.getByText(words('effect.reload')).waitFor()
    await view.dialog.getByText('kill -HUP').waitFor()
    await view.dialog.getByRole('button', { name: words('apply.reload'), exact: true }).click()
    await view.toasts.getByText(words('done.applied')).waitFor()
    expect(await docker('info', '--format', '{{json .RegistryConfig.Mirrors}}')).toContain('https://mirror.example/')
    const after = await readFile(path, 'utf8')
    expect(
      after
        .split('\n')
        .filter((line) => !before.includes(line))
        .join('')
    ).toContain('mirror.example')
    await view.page.getByText(words('summary.none')).waitFor()
  })

  it('that are mistaken in the text are told at their place, and mended by a click', async () => {
    await editor().click()
    await view.page.keyboard.press('Control+Home')
    await view.page.keyboard.press('ArrowRight')
    await view.page.keyboard.insertText('\n  "registry-mirror": [],')
    const remarks = view.page.getByRole('list', { name: words('remarks') })
    await remarks
      .getByText(words('remark.unknown-meant', { key: 'registry-mirror', meant: 'registry-mirrors' }))
      .waitFor()
    await remarks.getByText(words('place-in-text', { line: 2, column: 3 })).waitFor()
    await button(words('discard')).click()
    await remarks.waitFor({ state: 'detached' })
  })

  it('that the engine does not come up with are rolled back, and its words shown', async () => {
    const before = await readFile(path, 'utf8')
    await editor().click()
    await view.page.keyboard.press('Control+Home')
    await view.page.keyboard.press('ArrowRight')
    await view.page.keyboard.insertText('\n  "storage-driver": "nothing-like-it",')
    await button(words('apply.open')).click()
    await view.dialog.getByRole('button', { name: words('apply.restart'), exact: true }).click()
    await view.dialog.getByText(words('rolled-back.down')).waitFor({ timeout: 60_000 })
    await view.dialog.getByText(words('rolled-back.up')).waitFor()
    await checks.picture('engine-settings-rolled-back')
    await view.dialog
      .getByRole('region', { name: words('last-words') })
      .getByText(/nothing-like-it/)
      .waitFor()
    expect(await readFile(path, 'utf8')).toBe(before)
    expect(await docker('info', '--format', '{{.Driver}}')).not.toBe('')
    await view.dialog
      .getByRole('button', { name: t('ui.close'), exact: true })
      .last()
      .click()
    await button(words('discard')).click()
  })

  it('that another program has changed meanwhile are not overwritten', async () => {
    await view.page.getByRole('switch', { name: words('field.debug') }).click()
    const theirs = (await readFile(path, 'utf8')).replace('{', '{\n  "labels": ["theirs=1"],')
    await writeFile(path, theirs)
    await button(words('apply.open')).click()
    await view.dialog.getByRole('button', { name: words('apply.reload'), exact: true }).click()
    await view.page.getByRole('dialog', { name: words('changed.title') }).waitFor()
    await view.dialog.getByText('"theirs=1"').waitFor()
    expect(await readFile(path, 'utf8')).toBe(theirs)
    await view.dialog.getByRole('button', { name: words('changed.theirs'), exact: true }).click()
    await expect.poll(() => editor().innerText(), { timeout: 10_000 }).toContain('"theirs=1"')
    await view.page.getByText(words('summary.none')).waitFor()
  })

  it('come filled in from where a registry is not trusted', async () => {
    await view.page.evaluate(() => (location.hash = '#/system/engine?insecure=registry.example:5000'))
    await expect
      .poll(() => editor().innerText(), { timeout: 10_000 })
      .toContain('"insecure-registries": ["registry.example:5000"]')
    const blindly = view.page.getByRole('group', { name: words('field.insecure-registries') })
    expect(await blindly.getByRole('textbox').inputValue()).toBe('registry.example:5000')
  })

  it('can be used and read in both sizes, themes and languages', async () => {
    await checks.accessible()
    await checks.whole()
    await checks.picture('engine-settings-dark-1280-en')
    await button(words('apply.open')).click()
    await view.dialog.getByText(words('effect.reload')).waitFor()
    await checks.accessible()
    await checks.picture('engine-settings-apply-dark-1280-en')
    await view.dialog.getByRole('button', { name: t('ui.cancel'), exact: true }).click()
    // Leaving asks first: what is changed is in no file yet.
    await view.page
      .getByRole('navigation', { name: t('shell.features') })
      .getByRole('link', { name: t('settings.title'), exact: true })
      .click()
    await view.confirm(words('discard'))
    await view.page.getByRole('combobox', { name: t('settings.language.label') }).selectOption('fr')
    const french = wordsOf('fr')
    await view.page.getByRole('combobox', { name: french('settings.theme.label') }).selectOption('light')
    await checks.resize(900, 600)
    await windowOf(app, french).goTo('system.title')
    for (const side of ['form', 'text']) {
      await view.page.getByRole('tab', { name: french(`engine-settings.side.${side}`), exact: true }).click()
      await view.page.getByText(french('engine-settings.summary.none')).waitFor()
      await checks.accessible()
      await checks.whole()
      await checks.picture(`engine-settings-${side}-light-900-fr`)
    }
    expect(app.errors).toEqual([])
  })
})
