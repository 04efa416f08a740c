import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../../../engine/engine'
import type { FactContext } from './fact'
import { linuxFacts } from './linux-facts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escale-facts-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const context = (path: string, env: Record<string, string> = {}): FactContext => ({
  asked: {
    engine: { get: () => Promise.reject(new Error('away')) } as unknown as Engine,
    endpoint: `unix://${path}`,
    state: () => ({ kind: 'idle' })
  },
  surroundings: { env, platform: 'linux', home: folder },
  signal: new AbortController().signal
})
const told = async (answer: ReturnType<(typeof linuxFacts)['linux-socket']>): Promise<Record<string, unknown>> => {
  const given = await answer
  return given.kind === 'answered' ? (JSON.parse(given.text) as Record<string, unknown>) : { kind: given.kind }
}
const socket = (path: string) => told(linuxFacts['linux-socket'](context(path)))

describe.skipIf(process.platform !== 'linux')('Linux', () => {
  it('tells a socket on which somebody listens, and who may use it', async () => {
    const path = join(folder, 'open.sock')
    const server = createServer().listen(path)
    await new Promise((resolve) => server.once('listening', resolve))
    expect(await socket(path)).toMatchObject({ path, there: true, uid: process.getuid?.(), connect: 'connected' })
    // A server that is killed leaves its file behind.
    const left = join(folder, 'left.sock')
    await symlink(path, left)
    expect(await socket(left)).toMatchObject({ there: true, target: path, connect: 'connected' })
    await new Promise((resolve) => server.close(resolve))
    expect(await socket(left)).toMatchObject({ there: true, connect: 'ENOENT' })
  })
  it('tells what is no socket, and what is not there', async () => {
    await mkdir(join(folder, 'folder.sock'))
    await writeFile(join(folder, 'file.sock'), '')
    for (const name of ['folder.sock', 'file.sock'])
      expect(await socket(join(folder, name))).toMatchObject({ isSocket: false, connect: 'ECONNREFUSED' })
    expect(await socket(join(folder, 'none.sock'))).toEqual({
      path: join(folder, 'none.sock'),
      there: false,
      connect: 'ENOENT'
    })
  })
  it('measures the disk that the data folder would be on, where no engine tells it', async () => {
    const disk = await told(linuxFacts['linux-data-disk'](context(join(folder, 'none.sock'))))
    expect(disk).toMatchObject({ path: '/var/lib/docker' })
    expect(disk['total']).toBeGreaterThan(0)
  })
  it('tells whether the runtime folder may be written to', async () => {
    const runtime = (env: Record<string, string>) => told(linuxFacts['linux-runtime-folder'](context('', env)))
    expect(await runtime({ XDG_RUNTIME_DIR: folder })).toEqual({ path: folder, writable: true })
    expect(await runtime({})).toEqual({ path: '', writable: false })
    expect(await runtime({ XDG_RUNTIME_DIR: '/no/such' })).toEqual({ path: '/no/such', writable: false })
  })
})
