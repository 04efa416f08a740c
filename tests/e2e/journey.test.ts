/** The journey that proves the whole: from an engine without an image to a script that does it all again elsewhere. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { normalised } from '../integration/containers/normalised'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { freePort } from '../support/free-port'
import { helloText } from '../support/images'
import { ordinaryGroup } from '../support/ordinary-user'
import { wordsOf, type Language } from '../support/words'
import { runForm } from './pages/run-form'
import { statusPattern, windowOf, type AppWindow } from './pages/window'

const execute = promisify(execFile)
const secretValue = 'not-for-anybody-else'

interface Journey {
  readonly language: Language
  readonly ordinaryUser: boolean
}
const journeys: readonly Journey[] = [
  { language: 'en', ordinaryUser: false },
  { language: 'fr', ordinaryUser: false },
  { language: 'en', ordinaryUser: true }
]

/** All that two engines can be compared by: containers as they are set up and how they ended, images, volumes. */
async function stateOf(engine: ThrowawayEngine): Promise<unknown> {
  const docker = dockerOn(engine.host)
  const names = (await docker('ps', '-a', '--format', '{{.Names}}'))
    .split('\n')
    .filter((name) => name !== '')
    .sort()
  // Each engine has its own folder and its own addresses.
  const own = (text: string): string =>
    text.replaceAll(/"\/[^"]*(\/volumes\/[^"]+)"/g, '"$1"').replaceAll(/("Gateway": )"[^"]*"/g, '$1""')
  const inspected = await Promise.all(names.map(async (name) => normalised(own(await docker('inspect', name)))))
  const lines = async (...words: readonly string[]): Promise<readonly string[]> =>
    (await docker(...words)).split('\n').sort()
  return {
    names,
    inspected,
    images: await lines('images', '--digests', '--format', '{{.Repository}}:{{.Tag}} {{.Digest}} {{.ID}}'),
    volumes: await lines('volume', 'ls', '--format', '{{.Name}}')
  }
}

describe.each(journeys)('the journey in $language, ordinary user: $ordinaryUser', ({ language, ordinaryUser }) => {
  const t = wordsOf(language)
  const title = t('shell.palette.pull')
  let engine: ThrowawayEngine
  let clean: ThrowawayEngine
  let folder: string
  let app: LaunchedApp
  let view: AppWindow
  let port: number
  let helloName = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'escale-journey-'))
    // An ordinary user writes the script there.
    await chmod(folder, 0o777)
    engine = await throwawayEngine(ordinaryUser ? { group: ordinaryGroup } : {})
    clean = await throwawayEngine()
    port = await freePort()
    app = await launchApp({ dockerHost: engine.host, ordinaryUser, settings: { language } })
    view = windowOf(app, t)
    await app.electron.evaluate(
      ({ shell, dialog }, path) => {
        const opened: string[] = []
        Object.assign(globalThis, { opened })
        // A person's browser is none of a test's business: what would be opened is kept.
        Object.assign(shell, { openExternal: async (url: string) => void opened.push(url) })
        Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath: path }) })
      },
      join(folder, 'escale.sh')
    )
  })
  afterAll(async () => {
    await app?.close()
    await engine?.stop()
    await clean?.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const detail = (name: string) => view.detail(name)
  const act = (name: string, key: string) =>
    detail(name)
      .getByRole('button', { name: t(key), exact: true })
      .click()
  const actByMenu = async (name: string, key: string): Promise<void> => {
    await detail(name)
      .getByRole('button', { name: t('containers.more', { name }) })
      .click()
    await view.page.getByRole('menuitem', { name: t(key) }).click()
  }
  const address = (): string => `http://localhost:${port}/`
  const page = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/`)).text()

  it.runIf(ordinaryUser)('runs without root, and its page in Chromium’s sandbox', async () => {
    const status = (pid: number, name: string): string =>
      new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? ''
    const pid = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId()
    )
    expect(status(app.electron.process().pid ?? 0, 'Uid').split('\t')[0]).not.toBe('0')
    // 2: its system calls are filtered.
    expect(status(pid ?? 0, 'Seccomp')).toBe('2')
  })

  it('begins with no image', async () => {
    await view.goTo('images.title')
    await view.page.getByText(t('images.empty'), { exact: true }).waitFor()
  })

  it('pulls hello-world from the palette, layer by layer, to its digest', async () => {
    await view.palette('pull', title)
    await view.dialog.getByRole('textbox', { name: t('images.pull-dialog.image') }).fill('hello-world')
    const preview = view.dialog.getByRole('group', { name: t('ui.command.label') })
    expect((await preview.innerText()).replace(/\s+/g, ' ').trim()).toBe('docker pull hello-world')
    await view.dialog.getByRole('button', { name: t('images.pull-dialog.pull'), exact: true }).click()

    const pulls = view.page.getByRole('region', { name: t('images.pulls') })
    await pulls.getByRole('heading', { name: t('images.pull.done', { reference: 'hello-world' }) }).waitFor()
    expect(await pulls.getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining('Pull complete')])
    await pulls.getByText(`Digest: ${sharedRegistry().digests['library/hello-world']}`).waitFor()
    await pulls.getByText('Status: Downloaded newer image for hello-world:latest').waitFor()
    await view.row('images.title', 'hello-world').waitFor()
  })

  it('runs it, and reads its words in its log', async () => {
    const row = view.row('images.title', 'hello-world')
    await row.getByRole('gridcell', { name: 'latest' }).click()
    await view.page
      .getByRole('button', { name: t('images.run'), exact: true })
      .first()
      .click()
    const form = runForm(view)
    await expect.poll(() => form.image.inputValue()).toBe('hello-world:latest')
    await form.submit()
    await view.page.getByRole('tab', { name: t('containers.detail.overview'), selected: true }).waitFor()
    helloName = await dockerOn(engine.host)('ps', '-a', '--format', '{{.Names}}')
    await detail(helloName)
      .getByText(statusPattern(t, 'exited', '0'))
      .first()
      .waitFor()
    await view.tab('containers.detail.logs')
    await view.log.getByText('Hello from Docker!').waitFor()
    const lines = (await view.log.innerText()).split('\n').map((line) => line.trimEnd())
    expect(lines.filter((line) => line !== '')).toEqual(
      helloText
        .split('\n')
        .map((line) => line.trimEnd())
        .filter((line) => line !== '')
    )
  })

  it('is told which container keeps the image, goes there, and removes both', async () => {
    await view.goTo('images.title')
    const row = view.row('images.title', 'hello-world')
    await row.getByRole('gridcell', { name: 'latest' }).click()
    const remove = async (): Promise<void> => {
      await view.page
        .getByRole('button', { name: t('images.remove.menu', { count: 1 }), exact: true })
        .first()
        .click()
      await view.confirm(t('images.remove.confirm', { count: 1 }))
    }
    await remove()
    const refused = view.page.getByRole('dialog', { name: t('images.remove.refused', { count: 1 }) })
    await refused.getByText(t('failure.conflict.in-use-by', { count: 1, names: helloName })).waitFor()
    await refused.getByRole('link', { name: helloName }).click()

    await detail(helloName).waitFor()
    await act(helloName, 'containers.action.remove')
    await view.confirm(t('containers.remove.confirm', { count: 1 }))
    await detail(helloName).waitFor({ state: 'detached' })

    await view.goTo('images.title')
    await row.getByRole('gridcell', { name: 'latest' }).click()
    await remove()
    await view.page.getByText(t('images.empty'), { exact: true }).waitFor()
    await view.toasts.getByRole('button', { name: t('ui.close') }).click()
    expect(await dockerOn(engine.host)('images', '-q')).toBe('')
  })

  it('runs a web server with a published port, and opens its page by its link', async () => {
    await view.palette('docker run', t('shell.palette.run'))
    const form = runForm(view)
    await form.fill({ image: 'httpd', name: 'web', ports: [{ host: String(port), container: '80' }] })
    expect((await form.preview.innerText()).replace(/\s+/g, ' ').trim()).toBe(
      `docker run -d --name web -p ${port}:80 httpd`
    )
    await form.submit()
    await detail('web').getByText(statusPattern(t, 'up')).first().waitFor({ timeout: 30_000 })
    await detail('web')
      .getByRole('link', { name: `${port}→80` })
      .first()
      .click()
    const opened = (): Promise<readonly string[]> =>
      app.electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
    await expect.poll(opened).toEqual([address()])
    expect(await page()).toContain('It works')
    await view.tab('containers.detail.logs')
    await view.log.getByText(/response:200/).waitFor()
  })

  it('stops it, starts it, kills it, and removes it by force', async () => {
    await act('web', 'containers.action.stop')
    await detail('web')
      .getByText(statusPattern(t, 'exited', '0'))
      .first()
      .waitFor()
    await expect(page()).rejects.toThrow()
    await act('web', 'containers.action.start')
    await detail('web').getByText(statusPattern(t, 'up')).first().waitFor()
    expect(await page()).toContain('It works')
    await actByMenu('web', 'containers.action.kill')
    await detail('web')
      .getByText(statusPattern(t, 'exited', '137'))
      .first()
      .waitFor()
    await act('web', 'containers.action.start')
    await detail('web').getByText(statusPattern(t, 'up')).first().waitFor()
    await act('web', 'containers.action.remove')
    await view.confirm(t('containers.remove.force'))
    await detail('web').waitFor({ state: 'detached' })
    expect(await dockerOn(engine.host)('ps', '-aq')).toBe('')
  })

  it('leaves one behind, with a volume and a secret', async () => {
    await view.goTo('containers.title')
    await view.page.getByRole('button', { name: t('containers.run'), exact: true }).click()
    const form = runForm(view)
    await form.fill({
      image: 'busybox:1.36',
      name: 'kept',
      command: "sh -c 'echo $0 > /data/word; exec sleep 100000' it\\'s",
      environment: [
        { name: 'GREETING', value: 'two words' },
        { name: 'API_TOKEN', value: secretValue, secret: true }
      ],
      mounts: [{ source: 'journey', target: '/data' }]
    })
    await form.submit()
    await detail('kept').getByText(statusPattern(t, 'up')).first().waitFor({ timeout: 30_000 })
  })

  it('has it all in the drawer, in order, explained, with the requests beside', async () => {
    await view.openDrawer()
    expect(await view.commands()).toEqual([
      'docker pull hello-world',
      'docker run -d hello-world:latest',
      'docker rmi hello-world:latest',
      `docker rm ${helloName}`,
      'docker rmi hello-world:latest',
      `docker run -d --name web -p ${port}:80 httpd`,
      'docker stop web',
      'docker start web',
      'docker kill web',
      'docker start web',
      'docker rm -f web',
      `docker run -d --name kept -e 'GREETING=two words' -e "API_TOKEN=$API_TOKEN" -v journey:/data busybox:1.36 sh -c 'echo $0 > /data/word; exec sleep 100000' 'it'\\''s'`
    ])
    expect(await view.drawer.innerText()).not.toContain(secretValue)
    const entries = view.drawer.getByRole('list', { name: t('commands.title') }).locator('> li')
    await entries
      .nth(2)
      .getByRole('img', { name: t('commands.outcome.failed') })
      .waitFor()

    const flag = entries.nth(5).getByRole('term').filter({ hasText: /^-p$/ })
    // What scrolls under the pointer is not explained.
    await flag.scrollIntoViewIfNeeded()
    await flag.hover()
    await view.page.getByRole('tooltip').getByText(t('command.explain.run.flag.publish')).waitFor()

    await entries
      .nth(10)
      .getByRole('button', { name: t('commands.api') })
      .click()
    await entries
      .nth(10)
      .getByText(/^DELETE \/v1\.\d+\/containers\/\w+\?.*force=1/)
      .waitFor()
    await entries
      .nth(11)
      .getByRole('button', { name: t('commands.api') })
      .click()
    // As docker does it: created, refused for want of the image, which is pulled, and created.
    await entries
      .nth(11)
      .getByText(/^POST \/v1\.\d+\/images\/create\?/)
      .waitFor()
    expect(
      await entries
        .nth(11)
        .getByText(/^POST \/v1\.\d+\/containers\/create\?name=kept/)
        .count()
    ).toBe(2)
    expect(await entries.nth(11).innerText()).not.toContain(secretValue)
  })

  it('saves a script that leaves a clean engine in the same state', async () => {
    await view.drawer.getByRole('button', { name: t('commands.save') }).click()
    await view.toasts.getByText(t('commands.saved', { path: join(folder, 'escale.sh') })).waitFor()
    expect(await readFile(join(folder, 'escale.sh'), 'utf8')).not.toContain(secretValue)
    await execute('sh', [join(folder, 'escale.sh')], {
      env: {
        PATH: process.env['PATH'],
        HOME: '/nonexistent',
        DOCKER_CONFIG: '/nonexistent',
        DOCKER_HOST: clean.host,
        API_TOKEN: secretValue
      }
    })
    expect(await stateOf(clean)).toEqual(await stateOf(engine))
    expect((await dockerOn(clean.host)('ps', '--format', '{{.Names}}')).trim()).toBe('kept')
  })

  it('went without an error in the page', () => {
    expect(app.errors).toEqual([])
  })
})
