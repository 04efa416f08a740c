/** The containers of all engines in one list, with thousands of them: few rows are drawn, each engine's come as they are told, and one that hangs holds nobody up. */
import { mkdtemp, rm } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scroll } from '../bench/in-page.mjs'
import { json, listed, never, startBrokenEngine, type BrokenEngine } from '../support/broken-engine'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { wordsOf } from '../support/words'

const t = wordsOf('en')
const each = 2_000
const names = ['north', 'south', 'west'] as const
let engines: readonly BrokenEngine[]
let hanging: BrokenEngine
let folder: string
let app: LaunchedApp

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escale-thousands-'))
  engines = await Promise.all(
    names.map((name) =>
      startBrokenEngine({
        '/info': json({ ID: name, Name: name, DockerRootDir: `/${name}` }),
        '/containers/json': json(listed(each, (index) => ({ Names: [`/${name}-${index}`] })))
      })
    )
  )
  hanging = await startBrokenEngine({
    '/info': json({ ID: 'mute', Name: 'mute', DockerRootDir: '/mute' }),
    '/containers/json': never
  })
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, DOCKER_CONFIG: folder }
  for (const [index, name] of [...names, 'mute'].entries()) {
    const { host } = engines[index] ?? hanging
    await promisify(execFile)('docker', ['context', 'create', name, '--docker', `host=${host}`], { env })
  }
  await promisify(execFile)('docker', ['context', 'use', 'north'], { env })
  app = await launchApp({ dockerHost: '', env: { DOCKER_CONFIG: folder } })
})
afterAll(async () => {
  await app?.close()
  await Promise.all([...(engines ?? []), hanging].map((engine) => engine?.stop()))
  await rm(folder, { recursive: true, force: true })
})

const rows = () => app.page.getByRole('row')
const count = (engineCount: number, containers: number) =>
  app.page.getByText(
    t('connections.all.count', {
      shown: containers,
      count: containers,
      engines: t('connections.all.engines', { count: engineCount })
    })
  )

describe('thousands of containers of several engines', () => {
  it('are there while another engine never gives its list', async () => {
    await app.page.getByRole('row').filter({ hasText: 'north-1' }).first().waitFor()
    await app.page.evaluate(() => void (location.hash = '#/connections/all'))
    await app.page.evaluate(
      async (others) => {
        const { escale } = globalThis as unknown as {
          escale: { call(name: string, request: object): Promise<unknown> }
        }
        for (const name of others) await escale.call('connections.retry', { connection: `context:${name}` })
      },
      ['south', 'west', 'mute']
    )
    await count(4, names.length * each).waitFor({ timeout: 60_000 })
  })

  it('are drawn a few at a time, wherever one scrolls', async () => {
    expect(await rows().count()).toBeLessThan(100)
    const { distance, frames, longTasks } = await app.page.evaluate(scroll, { duration: 3_000, back: false })
    expect(distance).toBeGreaterThan(names.length * each * 20)
    expect(await rows().count()).toBeLessThan(100)
    if (process.env['ESCALE_LOOK'] !== undefined)
      process.stdout.write(
        `${frames.length} frames, longest ${Math.max(...frames).toFixed(0)} ms; tasks over 50 ms: ${longTasks.length}\n`
      )
  })

  it('are found by their names among all', async () => {
    await app.page.getByRole('searchbox', { name: t('connections.all.filter') }).fill('west-1999')
    await rows().filter({ hasText: 'west-1999' }).waitFor()
    await expect.poll(() => rows().count()).toBe(2)
    expect(app.errors).toEqual([])
  })
})
