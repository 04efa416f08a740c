/** Builds that are not everyday: the classic builder, a secret, files in an image's place, a Git address, an engine that dies. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBuildx } from '../support/buildx-program'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { startGitServer, type GitServer } from '../support/git-server'
import { wordsOf } from '../support/words'
import { buildsPage } from './pages/builds'
import { runForm } from './pages/run-form'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow
let builds: ReturnType<typeof buildsPage>
let git: GitServer
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'escale-builds-'))
  writeFileSync(join(folder, 'token'), 'hush-hush')
  git = await startGitServer({
    'site/Dockerfile': 'FROM busybox\nCOPY page /page\nCMD cat /page\n',
    'site/page': 'fetched'
  })
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  const programs = join(folder, 'programs')
  mkdirSync(programs)
  makeBuildx(programs)
  const path = `${programs}${delimiter}${process.env['PATH'] ?? ''}`
  app = await launchApp({ dockerHost: engine.host, env: { PATH: path } })
  view = windowOf(app, t)
  builds = buildsPage(view, app)
})
afterAll(async () => {
  expect(app?.errors).toEqual([])
  await app?.close()
  await engine?.stop()
  await git?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const done = (): Promise<void> => builds.outcome('done').waitFor({ timeout: 60_000 })

describe('the classic builder', () => {
  it('builds step by step without what only BuildKit takes, and its image is run', async () => {
    const { page } = view
    await builds.begin()
    await builds.chooseFolder(folder)
    await builds.write('FROM busybox\nRUN echo by the old way\nCMD ["echo", "it runs"]\n')
    await builds.tag.fill('classic:1')
    await builds.openMore()
    await page.getByRole('combobox', { name: t('builds.builder.label') }).selectOption('classic')
    const secrets = page.getByRole('group', { name: t('builds.field.secrets') })
    await secrets.getByText(t('builds.reason.buildkit')).waitFor()
    const add = secrets.getByRole('button', { name: t('ui.rows.add', { label: t('builds.field.secrets') }) })
    expect(await add.isDisabled()).toBe(true)
    // What is hidden for the eye alone makes the page no longer.
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0)
    await builds.button('builds.build').click()
    await done()
    await page.getByText(t('builds.builder.classic'), { exact: true }).waitFor()
    const step = builds.steps().filter({ hasText: 'Step 2/3 : RUN echo by the old way' })
    await step.getByRole('button', { expanded: false }).click()
    await step.getByRole('log').getByText('by the old way').waitFor()

    await builds.button('builds.run').click()
    const form = runForm(view)
    await form.preview.getByText('classic:1').waitFor()
    await form.fill({ name: 'from-build', detach: true })
    await form.submit()
    await expect.poll(() => docker('logs', 'from-build').catch(() => '')).toBe('it runs')
  })
})

describe('BuildKit', () => {
  it('is given a secret from a file', async () => {
    await builds.begin()
    await builds.chooseFolder(folder)
    await builds.write(
      'FROM busybox\nRUN --mount=type=secret,id=token wc -c < /run/secrets/token > /size\nCMD ["cat", "/size"]\n'
    )
    await builds.tag.fill('secret:1')
    await builds.openMore()
    await builds.answerOpen(join(folder, 'token'))
    await builds.button('builds.secret-file').click()
    expect(await builds.firstOf('secrets').inputValue()).toBe(`id=token,src=${join(folder, 'token')}`)
    await builds.button('builds.build').click()
    await done()
    expect(await docker('run', '--rm', '--network', 'none', 'secret:1')).toBe('9')
  })

  it('makes files in a folder by docker buildx, and says that no image comes of it', async () => {
    const { page } = view
    const out = join(folder, 'out')
    await builds.begin()
    await page.getByRole('combobox', { name: t('builds.place.label') }).selectOption('none')
    await builds.write('FROM busybox\nRUN make\n')
    await builds.openMore()
    await builds.answerOpen(out)
    await builds.button('builds.output-folder').click()
    await page.getByText(`docker buildx build --output type=local,dest=${out} -`).waitFor()
    await builds.button('builds.build').click()
    await done()
    await page.getByText(t('builds.builder.buildx'), { exact: true }).waitFor()
    await builds.steps().filter({ hasText: '[2/2] RUN make' }).waitFor()
    expect(await builds.button('builds.run').count()).toBe(0)
    expect(existsSync(join(out, 'made'))).toBe(true)
  })

  it('builds a folder of a Git repository, and its image gets a name afterwards', async () => {
    const { page } = view
    await builds.begin()
    await page.getByRole('combobox', { name: t('builds.place.label') }).selectOption('address')
    await page.getByRole('textbox', { name: t('builds.address') }).fill(`${git.address}#main:site`)
    await builds.button('builds.build').click()
    await done()
    await builds.button('builds.tag').click()
    await view.dialog.getByRole('textbox', { name: t('images-keep.tag.target') }).fill('from-git:1')
    await view.dialog.getByRole('button', { name: t('images-keep.tag.do'), exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'from-git:1' }).waitFor()
    await builds.button('builds.tag').waitFor({ state: 'detached' })
    expect(await docker('run', '--rm', '--network', 'none', 'from-git:1')).toBe('fetched')
    const activity = await view.openActivity()
    await activity.getByRole('listitem').filter({ hasText: 'Build secret:1' }).getByText('DOCKER_HOST').waitFor()
    await activity.getByRole('listitem').filter({ hasText: 'Build app.git' }).waitFor()
    await page.keyboard.press('Escape')
  })
})

describe('an engine that dies in the middle of a build', () => {
  it('ends it with a word and the next step, and what was typed is there to be built again', async () => {
    const { page } = view
    const text = 'FROM busybox\nRUN echo begun && sleep 60\n'
    await builds.begin()
    await builds.chooseFolder(folder)
    await builds.write(text)
    await builds.tag.fill('lost:1')
    await builds.button('builds.build').click()
    await builds.steps().getByText('begun', { exact: true }).waitFor({ timeout: 60_000 })
    await engine.kill()
    await builds.outcome('failed').waitFor()
    const alert = page.getByRole('alert').filter({ hasText: t('failure.engine-unreachable.lost') })
    await alert.getByText(t('builds.lost')).waitFor()
    // Nothing turns any more: neither the build nor one of its steps.
    await expect.poll(() => page.locator('[data-state=running], .one .spinner').count()).toBe(0)
    await builds.steps().getByText('begun', { exact: true }).waitFor()

    await builds.button('builds.edit').click()
    await expect.poll(async () => (await builds.editor().innerText()).trim()).toBe(text.trim())
    expect(await builds.tag.inputValue()).toBe('lost:1')
    await engine.start()
    await builds.write('FROM busybox\nRUN echo again\n')
    await expect.poll(() => builds.button('builds.build').isEnabled(), { timeout: 20_000 }).toBe(true)
    await builds.button('builds.build').click()
    await done()
    await view.goTo('builds.title')
    const rows = builds.history().filter({ hasText: 'lost:1' })
    await rows.first().getByText(t('builds.outcome.done')).waitFor()
    await rows.last().getByText(t('builds.outcome.failed')).waitFor()
    await rows.first().getByText('DOCKER_HOST').waitFor()
  })
})
