/** The engine that `npm start` makes where there is none: its data lasts, everything else goes. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { answers, ask } from '../../build/engine/ask.mjs'
import { hasPrivateEngine, removePrivateEngine, startPrivateEngine } from '../../build/engine/private.mjs'
import { mustRun } from '../../build/tools/run.mjs'

let folder = ''
let close: (() => Promise<void>) | undefined
const start = async (): Promise<string> => {
  const engine = await startPrivateEngine()
  close = engine.close
  return engine.socketPath
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escale-private-'))
  vi.stubEnv('ESCALE_USER_DATA', folder)
})
afterEach(async () => {
  await close?.()
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const volumes = async (socketPath: string): Promise<readonly string[]> =>
  (JSON.parse((await ask({ socketPath }, 'GET', '/volumes')).text).Volumes ?? []).map(
    ({ Name }: { Name: string }) => Name
  )

it('keeps what is in it from start to start, and is empty again once it is reset', async () => {
  expect(hasPrivateEngine()).toBe(false)
  const socketPath = await start()
  await mustRun('docker', ['-H', `unix://${socketPath}`, 'volume', 'create', 'kept'])
  await expect(startPrivateEngine()).rejects.toThrow('in use')
  await expect(removePrivateEngine()).rejects.toThrow('in use')
  await close?.()
  expect(existsSync(socketPath)).toBe(false)

  expect(await start()).toBe(socketPath)
  expect(await volumes(socketPath)).toEqual(['kept'])
  await close?.()

  await removePrivateEngine()
  expect(hasPrivateEngine()).toBe(true) // it is still Escale's to start
  await start()
  expect(await volumes(socketPath)).toEqual([])
  await close?.()
  expect(await answers({ socketPath })).toBe(false)
})
