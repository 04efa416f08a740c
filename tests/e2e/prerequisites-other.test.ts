/** Another computer, judged in the real window by what its commands wrote. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recordedAs } from '../../contract/prerequisites/other/test-recorded'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { wordsOf } from '../support/words'
import { checksOf } from './pages/checks'

const t = wordsOf('en')
let app: LaunchedApp

beforeAll(async () => {
  // No engine is there, nor needed.
  app = await launchApp({ dockerHost: `unix://${join(tmpdir(), 'escale-no-such-engine.sock')}` })
  app.page.setDefaultTimeout(15_000)
})
afterAll(async () => {
  expect(app.errors).toEqual([])
  await app.close()
})
beforeEach(async () => {
  await app.page.evaluate(() => (location.hash = '#/prerequisites/other'))
  await app.page.getByRole('heading', { level: 1, name: t('prerequisites-other.title') }).waitFor()
  await field().fill('')
})

const field = () => app.page.getByRole('textbox', { name: t('prerequisites-other.field') })
const verdict = () => app.page.getByRole('region', { name: t('prerequisites-other.verdict.title') })
const recognised = () =>
  app.page.getByRole('list', { name: t('prerequisites-other.recognised.title') }).getByRole('listitem')
const check = (title: string) => app.page.getByRole('listitem').filter({ hasText: t(title) })

describe('another computer', () => {
  it('is reached from this one’s page, which says what to run there', async () => {
    await app.page.getByRole('button', { name: t('prerequisites-other.back') }).click()
    await app.page.getByRole('button', { name: t('prerequisites.go.other') }).click()
    await app.page.getByRole('region', { name: t('prerequisites-other.commands.title') }).waitFor()
    await app.page.getByText('wsl --version').first().waitFor()
    await checksOf(app).picture('prerequisites-other-empty')
  })

  it('with Windows is judged by pasted outputs, in another language and any order', async () => {
    await field().fill(['wsl --version, Spanish', 'systeminfo, Spanish'].map(recordedAs).join('\n'))
    await expect.poll(() => recognised().allInnerTexts()).toEqual(['systeminfo', 'wsl --version', 'wsl -l -v'])
    await verdict()
      .getByText(t('prerequisites-other.verdict.mend', { count: 1 }))
      .waitFor()
    await check('prerequisites-windows.virtualization.title')
      .getByText(t('prerequisites.outcome.not-met'), { exact: true })
      .waitFor()
    await check('prerequisites-windows.wsl.title').getByText(t('prerequisites.outcome.met'), { exact: true }).waitFor()
  })

  it('is told what mends it, and the command that tells what was not told', async () => {
    await field().fill(recordedAs('systeminfo, Spanish'))
    const firmware = check('prerequisites-windows.virtualization.title')
    await firmware.getByRole('button', { expanded: false }).click()
    await firmware.getByText(t('prerequisites-windows.virtualization.cure.firmware')).waitFor()
    const wsl = check('prerequisites-windows.wsl.title').first()
    await wsl.getByRole('button', { expanded: false }).first().click()
    await wsl.getByText(t('prerequisites-other.run-there')).waitFor()
    await wsl.getByText('wsl --version', { exact: true }).waitFor()
    // What was asked for comes, and the row that stands open says what it tells.
    await field().fill(['systeminfo, Spanish', 'wsl --version, Spanish'].map(recordedAs).join('\n'))
    await wsl.getByText(t('prerequisites.outcome.met'), { exact: true }).waitFor()
  })

  it('that is too old for the app is told what is left', async () => {
    await field().fill(recordedAs('systeminfo, English, Windows 8'))
    await verdict().getByText(t('prerequisites-other.verdict.toolbox')).waitFor()
    await verdict().getByText(t('prerequisites-other.app.does-not')).waitFor()
  })

  it('that runs Docker already, and what is no output at all', async () => {
    await field().fill(recordedAs('a Mac with an M1'))
    await verdict().getByText(t('prerequisites-other.verdict.works')).waitFor()
    await field().fill('Hello, my computer is broken.')
    await verdict().getByText(t('prerequisites-other.verdict.nothing')).waitFor()
    expect(await app.page.getByText(t('prerequisites-other.recognised.none')).count()).toBe(1)
  })

  it('is shown whole in both themes and sizes, for everybody', async () => {
    const checks = checksOf(app)
    const set = (theme: string, language: string) =>
      app.page.evaluate(
        async (settings) => {
          const { escale } = globalThis as unknown as {
            escale: { call(name: string, request: object): Promise<unknown> }
          }
          await escale.call('settings.update', settings)
        },
        { theme, language }
      )
    await field().fill(['systeminfo, Spanish', 'bcdedit', 'wsl --version, Spanish'].map(recordedAs).join('\n'))
    await check('prerequisites-windows.virtualization.title').getByRole('button', { expanded: false }).click()
    for (const [theme, language, width, height] of [
      ['dark', 'en', 1280, 800],
      ['light', 'fr', 900, 600]
    ] as const) {
      await set(theme, language)
      await checks.resize(width, height)
      await app.page.getByRole('heading', { level: 1, name: wordsOf(language)('prerequisites-other.title') }).waitFor()
      await checks.accessible()
      await checks.whole()
      await checks.picture(`prerequisites-other-${theme}`)
      await app.page.getByText(wordsOf(language)('prerequisites-windows.virtualization.title')).scrollIntoViewIfNeeded()
      await checks.picture(`prerequisites-other-${theme}-rows`)
    }
    await set('dark', 'en')
    await app.page.getByRole('heading', { level: 1, name: t('prerequisites-other.title') }).waitFor()
  })
})
