/** Settings brought into force on a real engine: by reload and restart, refused, rolled back, and never over what another wrote. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mustRun } from '../../../build/tools/run.mjs'
import { setIn } from '../../../contract/engine-settings/edit-text'
import type { JsonValue } from '../../../contract/engine-settings/json-text'
import type { ApplyProgress, ApplyResult } from '../../../contract/engine-settings/model'
import { lastLines, type Control } from '../../../electron/features/engine-settings/control'
import { findDockerd } from '../../../electron/features/engine-settings/find-dockerd'
import { engineSettingsHandlers } from '../../../electron/features/engine-settings/handlers'
import { fileNotes } from '../../../electron/features/engine-settings/notes'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, connection, connectTo, taskContext } from '../../support/on-engine'

let folder: string
let path: string
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let connected: ReturnType<typeof connectTo>
let restarts = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escale-settings-test-'))
  await mkdir(join(folder, 'etc'))
  path = join(folder, 'etc', 'daemon.json')
  engine = await throwawayEngine({ configFile: path })
  docker = dockerOn(engine.host)
  connected = connectTo(engine.socketPath)
  await connected.engine.connected()
  await docker('pull', '-q', 'busybox')
})
afterAll(async () => {
  connected?.engine.dispose()
  await engine?.stop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  restarts = 0
})

/** As systemd does it: signals, and a start that fails is told. */
const control = (): Control => ({
  byHand: () => false,
  async perform(effect) {
    if (effect === 'reload') {
      const found = await findDockerd(engine.socketPath)
      process.kill(found?.pid ?? 0, 'SIGHUP')
      return undefined
    }
    restarts++
    await engine.terminate()
    return engine.start().then(
      () => undefined,
      (error: unknown) => lastLines(String(error))
    )
  },
  words: () => Promise.resolve(lastLines(engine.log())),
  clear: () => Promise.resolve()
})
const handlersWith = (change: Partial<Control> = {}) =>
  engineSettingsHandlers({
    engines: connected.engines,
    endpointOf: () => engine.host,
    retry: () => connected.engine.retry(),
    notes: fileNotes(join(folder, 'notes')),
    surroundings: { platform: 'linux', home: '/nowhere', env: {} },
    control: () => ({ ...control(), ...change }),
    limits: { reload: 3_000, restart: 40_000 }
  })
const read = () => handlersWith().read({ connection }, callContext())
async function apply(
  settings: Readonly<Record<string, JsonValue | undefined>>,
  handlers = handlersWith()
): Promise<{ readonly result: ApplyResult; readonly steps: readonly string[] }> {
  const { file } = await read()
  const text = Object.entries(settings).reduce((now, [key, value]) => setIn(now, [key], value), file?.text ?? '')
  const context = taskContext<ApplyProgress>()
  const result = await handlers.apply({ connection, text, version: file?.version ?? '' }, context)
  return { result, steps: [...new Set(context.reports.map(({ at }) => at ?? ''))] }
}
const info = (what: string) => docker('info', '--format', `{{json .${what}}}`)
const backups = async () => (await readdir(join(folder, 'etc'))).filter((name) => name !== 'daemon.json')

describe('the file of an engine', () => {
  it('is found by its process, with what the engine goes by', async () => {
    const settings = await read()
    expect(settings.place).toMatchObject({ kind: 'file', path, product: 'engine', way: { kind: 'process' } })
    expect(settings.file).toMatchObject({ exists: true, own: true, text: await readFile(path, 'utf8') })
    expect(settings.engine.words).toEqual(['--config-file', path])
    expect(settings.inForce?.mirrors.map((one) => one.replace(/\/$/, ''))).toEqual(
      JSON.parse(settings.file?.text ?? '')['registry-mirrors']
    )
    const found = await findDockerd(engine.socketPath)
    expect(found?.log).toBe(join(engine.folder, 'dockerd.log'))
  })
})

describe('by reload', () => {
  it('mirrors, insecure registries, debug and labels take, and no container stops', async () => {
    const id = await docker('run', '-d', 'busybox', 'sleep', '600')
    const before = await stat(path)
    await chmod(path, 0o640)
    const { result, steps } = await apply({
      'registry-mirrors': ['https://mirror.example'],
      'insecure-registries': ['registry.example:5000', '10.9.0.0/16'],
      debug: true,
      labels: ['place=harbour']
    })
    expect(result).toMatchObject({ kind: 'applied', effect: 'reload', unseen: [] })
    expect(steps).toEqual(['backup', 'write', 'reload', 'wait'])
    expect(restarts).toBe(0)
    expect(JSON.parse(await info('RegistryConfig.Mirrors'))).toEqual(['https://mirror.example/'])
    expect(await info('Debug')).toBe('true')
    expect(await docker('inspect', '-f', '{{.State.Running}}', id)).toBe('true')
    const after = await stat(path)
    expect([after.mode & 0o777, after.uid, after.gid]).toEqual([0o640, before.uid, before.gid])
    expect(await backups()).toHaveLength(1)
    await docker('rm', '-f', id)
  })

  it('a setting that is emptied takes too; one that is taken away waits for a restart', async () => {
    expect((await apply({ 'insecure-registries': [] })).result).toMatchObject({ kind: 'applied', effect: 'reload' })
    expect((await read()).inForce?.insecureRegistries).toEqual([])
    expect((await apply({ labels: undefined })).result).toMatchObject({ kind: 'applied', effect: 'restart' })
    expect((await read()).inForce?.labels).toEqual([])
  })

  it('an engine that did not take it gets its old file back', async () => {
    const before = await readFile(path, 'utf8')
    const deaf = handlersWith({ perform: () => Promise.resolve(undefined) })
    const { result, steps } = await apply({ debug: false }, deaf)
    expect(result).toMatchObject({ kind: 'rolled-back', why: 'not-taken', keys: ['debug'], up: true })
    expect(steps).toContain('roll-back')
    expect(await readFile(path, 'utf8')).toBe(before)
  })
})

describe('by restart', () => {
  it('the log driver and its rotation take', async () => {
    const { result } = await apply({ 'log-driver': 'local', 'log-opts': { 'max-size': '5m', 'max-file': '3' } })
    expect(result).toMatchObject({ kind: 'applied', effect: 'restart', unseen: ['log-opts'] })
    expect(restarts).toBe(1)
    expect(await info('LoggingDriver')).toBe('"local"')
    const id = await docker('create', 'busybox')
    expect(JSON.parse(await docker('inspect', '-f', '{{json .HostConfig.LogConfig}}', id))).toEqual({
      Type: 'local',
      Config: { 'max-size': '5m', 'max-file': '3' }
    })
    await docker('rm', id)
  })

  it('an engine that does not come up gets its old file back, comes up, and says why', async () => {
    const before = await readFile(path, 'utf8')
    const kept = await backups()
    const { result, steps } = await apply({ 'storage-driver': 'nothing-like-it' })
    expect(result).toMatchObject({ kind: 'rolled-back', why: 'down', up: true })
    expect(result.kind === 'rolled-back' ? result.words : '').toMatch(/nothing-like-it/)
    expect(steps).toEqual(['backup', 'write', 'restart', 'roll-back'])
    expect(await readFile(path, 'utf8')).toBe(before)
    expect(await backups()).toEqual(kept)
    expect(await info('LoggingDriver')).toBe('"local"')
    expect((await read()).unfinished).toBeUndefined()
  })

  it('one that is down, and nobody’s unit, is not known by its file any more: the usual file is another engine’s', async () => {
    const good = await readFile(path, 'utf8')
    await writeFile(path, setIn(good, ['storage-driver'], 'nothing-like-it'))
    await engine.terminate()
    try {
      await expect(engine.start()).rejects.toThrow(/nothing-like-it/)
      const settings = await handlersWith().read({ connection }, callContext())
      expect(settings.place.kind).toBe('elsewhere')
      expect(settings.file).toBeUndefined()
    } finally {
      await writeFile(path, good)
      await engine.start()
      await connected.engine.connected()
    }
  })
})

describe('nothing is written', () => {
  it('over what another has written meanwhile', async () => {
    const { file } = await read()
    await writeFile(path, setIn(file?.text ?? '', ['debug'], false))
    const others = await readFile(path, 'utf8')
    const request = { connection, text: '{}', version: file?.version ?? '' }
    await expect(handlersWith().apply(request, taskContext<ApplyProgress>())).rejects.toMatchObject({
      failure: { kind: 'conflict', name: path }
    })
    expect(await readFile(path, 'utf8')).toBe(others)
  })

  it('that the engine would refuse', async () => {
    const { file } = await read()
    for (const text of ['{ "debug": yes }', '{ "debugg": true }', '{ "debug": "true" }', '[]'])
      await expect(
        handlersWith().apply({ connection, text, version: file?.version ?? '' }, taskContext<ApplyProgress>())
      ).rejects.toMatchObject({ failure: { kind: 'invalid-input' } })
  })

  it('where the folder is read-only, or the disk full', async () => {
    const small = join(folder, 'small')
    await mkdir(small)
    await mustRun('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small])
    try {
      const there = join(small, 'daemon.json')
      await writeFile(there, '{}\n')
      const handlers = engineSettingsHandlers({
        engines: connected.engines,
        endpointOf: () => engine.host,
        retry: () => undefined,
        notes: fileNotes(join(folder, 'notes')),
        surroundings: { platform: 'linux', home: '/nowhere', env: {} },
        find: () => Promise.resolve({ pid: 1, words: ['--config-file', there] }),
        control: () => control()
      })
      const { file } = await handlers.read({ connection }, callContext())
      const attempt = (text: string) =>
        handlers.apply({ connection, text, version: file?.version ?? '' }, taskContext<ApplyProgress>())
      await expect(attempt(`{ "labels": ["a=${'x'.repeat(100_000)}"] }`)).rejects.toMatchObject({
        failure: { kind: 'disk-full', here: true }
      })
      expect(await readFile(there, 'utf8')).toBe('{}\n')
      expect((await readdir(small)).filter((name) => name.endsWith('.escale-new'))).toEqual([])
      await mustRun('mount', ['-o', 'remount,ro', small])
      const settings = await handlers.read({ connection }, callContext())
      expect(settings.file?.own).toBe(false)
    } finally {
      await mustRun('umount', [small])
    }
  })
})

describe('a crash in between', () => {
  it('leaves the new file and a note of the old one, until a person decides', async () => {
    const before = await readFile(path, 'utf8')
    const crashed = handlersWith({ perform: () => new Promise(() => undefined) })
    void apply({ debug: true, labels: ['crashed=yes'] }, crashed)
    await expect.poll(() => readFile(path, 'utf8'), { timeout: 15_000 }).toContain('crashed=yes')
    const settings = await read()
    expect(settings.unfinished?.old).toBe(before)
    expect(await readFile(settings.unfinished?.backup ?? '', 'utf8')).toBe(before)
    await handlersWith().keep({ connection }, callContext())
    expect((await read()).unfinished).toBeUndefined()
    await writeFile(path, before)
  })
})
