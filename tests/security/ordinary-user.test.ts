/** As a user who is not root, with Chromium's sandbox really on. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { ordinaryGroup } from '../support/ordinary-user'

let engine: ThrowawayEngine
let app: LaunchedApp
beforeAll(async () => {
  engine = await throwawayEngine({ group: ordinaryGroup })
  app = await launchApp({ dockerHost: engine.host, ordinaryUser: true })
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
})

const status = (pid: number, name: string): string =>
  new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? ''

it('runs as that user, and its page in a sandbox of its own', async () => {
  const main = app.electron.process().pid ?? 0
  expect(status(main, 'Uid').split('\t')[0]).not.toBe('0')
  const page = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId()
  )
  // Seccomp 2: its system calls are filtered. Two numbers: it lives in a process namespace of its own, where it has another.
  expect(status(page ?? 0, 'Seccomp')).toBe('2')
  expect(status(page ?? 0, 'NSpid').split('\t').length).toBeGreaterThan(1)
  expect(app.electron.process().spawnargs).not.toContain('--no-sandbox')
})

it('reaches an engine whose group it is in', async () => {
  await expect.poll(() => app.page.evaluate(() => document.body.innerText), { timeout: 20_000 }).toContain('20.10')
})
