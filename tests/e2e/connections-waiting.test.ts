/** A connection that hangs, in the window: it says what it waits for, and is cancelled at once. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { wordsOf } from '../support/words'
import { checksOf } from './pages/checks'

const t = wordsOf('en')
const endpoint = 'ssh://ada@slow.example'
let folder: string
let app: LaunchedApp

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escale-waiting-'))
  const program = join(folder, 'ssh')
  await writeFile(program, `#!/bin/sh\ncase "$1" in -G) exit 1;; esac\necho $$ >> '${folder}/pids'\nexec sleep 600\n`)
  await chmod(program, 0o755)
  app = await launchApp({ dockerHost: endpoint, env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` } })
})
afterAll(async () => {
  await app?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Of the ssh programs that were started, those that still run. */
async function running(): Promise<number> {
  const pids = (await readFile(join(folder, 'pids'), 'utf8').catch(() => '')).split('\n').filter(Boolean)
  const words = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return words.filter((line) => line.startsWith('sleep')).length
}

describe('a connection that hangs', () => {
  it('says what it waits for, and ends when it is cancelled', async () => {
    const waiting = app.page.getByRole('status', { name: t('shell.waiting.label') })
    await waiting.getByText(t('shell.waiting.ssh', { endpoint })).waitFor()
    await expect.poll(running, { timeout: 15_000 }).toBe(1)
    await checksOf(app).accessible()
    await checksOf(app).picture('connections-waiting')
    await waiting.getByRole('button', { name: t('shell.waiting.cancel') }).click()
    const alert = app.page.getByRole('alert', { name: t('shell.engine-unreachable') })
    await alert.getByText(t('shell.stopped.sentence', { endpoint })).waitFor()
    expect(await waiting.count()).toBe(0)
    await expect.poll(running, { timeout: 15_000 }).toBe(0)
    await checksOf(app).picture('connections-stopped')
  })

  it('is tried again when it is asked for', async () => {
    await app.page
      .getByRole('alert', { name: t('shell.engine-unreachable') })
      .getByRole('button', { name: t('failure.remedy.retry') })
      .click()
    await app.page
      .getByRole('status', { name: t('shell.waiting.label') })
      .getByText(t('shell.waiting.ssh', { endpoint }))
      .waitFor()
    expect(app.errors).toEqual([])
  })
})
