/** Quitting while Docker is being installed: asked first; and what runs comes to its own end before the app goes. */
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { wordsOf } from '../support/words'

const t = wordsOf('en')
const words = (key: string) => t(`prerequisites-install.${key}`)
let folder: string
let app: LaunchedApp
const file = (name: string): string => join(folder, name)

function standIn(name: string, script: string): void {
  writeFileSync(file(name), `#!/bin/sh\n${script}\n`)
  chmodSync(file(name), 0o755)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'escale-quit-'))
  // As apt-get does: asked to stop, it finishes the package in hand first.
  standIn(
    'apt-get',
    `echo unpacking; : > ${file('begun')}
trap 'while [ ! -e ${file('let')} ]; do sleep 0.1; done; : > ${file('ended')}; exit 130' INT
while :; do sleep 0.1; done`
  )
  app = await launchApp({
    dockerHost: `unix://${file('docker.sock')}`,
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` }
  })
})
afterAll(async () => {
  writeFileSync(file('let'), '')
  await app?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What the system's dialog asks, and what is answered to it: the words of the button. */
const answerWith = (label: string): Promise<void> =>
  app.electron.evaluate(({ dialog }, wanted) => {
    const global = globalThis as unknown as { asked: string[] }
    global.asked = []
    dialog.showMessageBox = (async (_window: unknown, { message, buttons }: Electron.MessageBoxOptions) => {
      global.asked.push(message)
      return { response: (buttons ?? []).indexOf(wanted), checkboxChecked: false }
    }) as unknown as typeof dialog.showMessageBox
  }, label)
const asked = (): Promise<readonly string[]> =>
  app.electron.evaluate(() => (globalThis as unknown as { asked: readonly string[] }).asked)
const closeWindow = (): Promise<void> =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

describe('quitting while Docker is being installed', () => {
  it('asks, and goes on where one stays', async () => {
    await app.page.evaluate(() => void (location.hash = '#/prerequisites/install'))
    await app.page.getByRole('combobox', { name: words('way-label') }).selectOption('distribution')
    await app.page.getByRole('checkbox').check()
    await app.page.getByRole('button', { name: words('run'), exact: true }).click()
    await app.page.locator('li[aria-current=step]').getByText('unpacking').waitFor()
    await answerWith(t('menu.quit.stay'))
    await closeWindow()
    await expect.poll(asked).toEqual([t('menu.quit.install')])
    await app.electron.evaluate((electron) => electron.app.quit())
    await expect.poll(asked).toHaveLength(2)
    expect(await app.page.locator('li[aria-current=step]').count()).toBe(1)
  })

  it('is cancelled and quit, once the step under way has ended by itself', async () => {
    const gone = new Promise<void>((resolve) => app.electron.process().once('exit', () => resolve()))
    await answerWith(t('menu.quit.cancel'))
    await closeWindow()
    await expect.poll(asked).toHaveLength(1)
    // Still there: the package in hand is not cut.
    await app.page.getByRole('list', { name: words('steps') }).waitFor()
    expect(existsSync(file('ended'))).toBe(false)
    writeFileSync(file('let'), '')
    await gone
    expect(existsSync(file('ended'))).toBe(true)
  })
})
