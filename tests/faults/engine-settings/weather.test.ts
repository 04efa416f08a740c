/** An engine's settings in bad weather: answers that are none, an engine that dies meanwhile, files that are no files, two at once. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setIn } from '../../../contract/engine-settings/edit-text'
import type { ApplyProgress } from '../../../contract/engine-settings/model'
import type { Control } from '../../../electron/features/engine-settings/control'
import { engineSettingsHandlers } from '../../../electron/features/engine-settings/handlers'
import { fileNotes } from '../../../electron/features/engine-settings/notes'
import { json, never, raw, startBrokenEngine, type Answers, type BrokenEngine } from '../../support/broken-engine'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, connection, connectTo, taskContext } from '../../support/on-engine'

let folder: string
let path: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escale-settings-weather-'))
  path = join(folder, 'daemon.json')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const handlersOf = (
  connected: ReturnType<typeof connectTo>,
  {
    at = path,
    notes = 'notes',
    control = {},
    refusal
  }: { at?: string; notes?: string; control?: Partial<Control>; refusal?: string } = {}
) =>
  engineSettingsHandlers({
    engines: connected.engines,
    endpointOf: () => 'unix:///srv/test.sock',
    retry: () => connected.engine.retry(),
    notes: fileNotes(join(folder, notes)),
    surroundings: { platform: 'linux', home: '', env: {} },
    find: () => Promise.resolve({ pid: 1, words: ['--config-file', at] }),
    control: () => ({
      byHand: () => false,
      perform: () => Promise.resolve(undefined),
      words: () => Promise.resolve('its last words'),
      clear: () => Promise.resolve(),
      ...control
    }),
    validate: () => Promise.resolve(refusal),
    limits: { reload: 500, restart: 4_000 }
  })

describe('an engine that answers nonsense', () => {
  let broken: BrokenEngine
  let connected: ReturnType<typeof connectTo>
  afterEach(async () => {
    connected.engine.dispose()
    await broken.stop()
  })
  const open = async (answers: Answers): Promise<ReturnType<typeof handlersOf>> => {
    broken = await startBrokenEngine(answers)
    connected = connectTo(broken.socketPath)
    await connected.engine.connected()
    await writeFile(path, '{ "debug": true }\n')
    return handlersOf(connected)
  }
  it.each<readonly [string, Answers]>([
    ['no JSON', { '/info': raw('<html>') }],
    ['an error', { '/info': json({ message: 'no' }, 500) }],
    ['of other types', { '/info': json({ Labels: 7, RegistryConfig: [], SecurityOptions: null, Swarm: 'x' }) }],
    ['not at all', { '/info': never }]
  ])('%s: its file is shown all the same', async (_, answers) => {
    const handlers = await open(answers)
    const settings = await handlers.read({ connection }, callContext())
    expect(settings.file).toMatchObject({ text: '{ "debug": true }\n', exists: true })
    expect(settings.place).toMatchObject({ kind: 'file', path })
  })
  it('and never takes what it is given: the old file comes back', async () => {
    const handlers = await open({ '/info': json({ Debug: true }) })
    const { file } = await handlers.read({ connection }, callContext())
    const result = await handlers.apply(
      { connection, text: '{ "debug": false }\n', version: file?.version ?? '' },
      taskContext<ApplyProgress>()
    )
    expect(result).toMatchObject({ kind: 'rolled-back', why: 'not-taken', keys: ['debug'], words: 'its last words' })
    expect(await readFile(path, 'utf8')).toBe('{ "debug": true }\n')
  })
  it('no file that is no text of settings is read, and why is told', async () => {
    const handlers = await open({})
    await rm(path)
    await mkdir(path)
    expect((await handlers.read({ connection }, callContext())).unreadable).toContain(path)
    await rm(path, { recursive: true })
    await writeFile(path, Buffer.alloc(2_000_000, 'x'))
    expect((await handlers.read({ connection }, callContext())).unreadable).toContain(path)
    await rm(path)
    expect((await handlers.read({ connection }, callContext())).file).toMatchObject({ exists: false, version: 'none' })
  })
  it('nothing is written where Escale cannot note what it does', async () => {
    const handlers = await open({})
    await writeFile(join(folder, 'in-the-way'), '')
    const noteless = handlersOf(connected, { notes: 'in-the-way/notes' })
    const { file } = await handlers.read({ connection }, callContext())
    await expect(
      noteless.apply({ connection, text: '{}', version: file?.version ?? '' }, taskContext<ApplyProgress>())
    ).rejects.toMatchObject({ failure: { kind: 'not-found', subject: 'file' } })
    expect(await readFile(path, 'utf8')).toBe('{ "debug": true }\n')
  })
  it('two at once: the second waits for no one and is refused', async () => {
    await open({ '/info': json({ Debug: false }) })
    let begun: () => void = () => undefined
    const reached = new Promise<void>((resolve) => (begun = resolve))
    let goOn: (why: undefined) => void = () => undefined
    const perform = (): Promise<undefined> =>
      new Promise((resolve) => {
        goOn = resolve
        begun()
      })
    const slow = handlersOf(connected, { control: { perform } })
    const { file } = await slow.read({ connection }, callContext())
    const request = { connection, text: '{ "debug": false }', version: file?.version ?? '' }
    const first = slow.apply(request, taskContext<ApplyProgress>())
    await reached
    await expect(slow.apply(request, taskContext<ApplyProgress>())).rejects.toMatchObject({
      failure: { kind: 'conflict', reason: 'already' }
    })
    goOn(undefined)
    expect(await first).toMatchObject({ kind: 'applied' })
  })
  it('what dockerd itself would refuse is not written, and its words are told', async () => {
    await open({ '/info': json({ ServerVersion: '28.2.2', OSType: 'linux' }) })
    const handlers = handlersOf(connected, { refusal: 'invalid default address pool' })
    const { file } = await handlers.read({ connection }, callContext())
    const context = taskContext<ApplyProgress>()
    const result = await handlers.apply({ connection, text: '{}', version: file?.version ?? '' }, context)
    expect(result).toMatchObject({
      kind: 'rolled-back',
      why: 'refused',
      words: 'invalid default address pool',
      up: true
    })
    expect(context.reports.map(({ at }) => at)).toEqual(['validate'])
    expect(await readFile(path, 'utf8')).toBe('{ "debug": true }\n')
  })
  it('an engine that nothing tells goes on as before', async () => {
    await open({ '/info': json({ Debug: true }) })
    const perform = () => Promise.resolve('Failed to connect to bus')
    const handlers = handlersOf(connected, { control: { perform } })
    const { file } = await handlers.read({ connection }, callContext())
    const request = { connection, text: '{ "log-driver": "local" }', version: file?.version ?? '' }
    expect(await handlers.apply(request, taskContext<ApplyProgress>())).toMatchObject({
      kind: 'rolled-back',
      why: 'command',
      words: 'Failed to connect to bus',
      up: true,
      failed: 'restart'
    })
    expect(await readFile(path, 'utf8')).toBe('{ "debug": true }\n')
  })
  it('a Docker Desktop without a command for it has its file written, and is restarted by hand', async () => {
    await open({ '/info': json({ OperatingSystem: 'Docker Desktop' }) })
    const home = join(folder, 'home')
    await mkdir(home, { recursive: true })
    const handlers = engineSettingsHandlers({
      engines: connected.engines,
      endpointOf: () => 'unix:///srv/test.sock',
      retry: () => undefined,
      notes: fileNotes(join(folder, 'notes')),
      surroundings: { platform: 'darwin', home, env: {} },
      canRestartDesktop: () => Promise.resolve(false)
    })
    const { place, file } = await handlers.read({ connection }, callContext())
    expect(place).toMatchObject({ path: join(home, '.docker', 'daemon.json'), way: { kind: 'by-hand' } })
    const request = { connection, text: '{ "debug": true }', version: file?.version ?? '' }
    expect(await handlers.apply(request, taskContext<ApplyProgress>())).toEqual({ kind: 'written' })
    expect(await readFile(join(home, '.docker', 'daemon.json'), 'utf8')).toBe('{ "debug": true }')
  })
  it('a cancel before the file is written leaves everything as it was', async () => {
    const handlers = await open({})
    const { file } = await handlers.read({ connection }, callContext())
    const context = taskContext<ApplyProgress>()
    context.abort.abort()
    await expect(
      handlers.apply({ connection, text: '{}', version: file?.version ?? '' }, context)
    ).rejects.toMatchObject({ failure: { kind: 'cancelled' } })
    expect(await readFile(path, 'utf8')).toBe('{ "debug": true }\n')
  })
})

describe('an engine that dies meanwhile', () => {
  let engine: ThrowawayEngine
  let connected: ReturnType<typeof connectTo>
  const own = (): string => join(folder, 'own.json')
  beforeAll(async () => {
    engine = await throwawayEngine({ configFile: own() })
    connected = connectTo(engine.socketPath)
    await connected.engine.connected()
  })
  afterAll(async () => {
    connected?.engine.dispose()
    await engine?.stop()
  })

  it('has its old file back, and it is told that it is down', async () => {
    const before = await readFile(own(), 'utf8')
    const handlers = handlersOf(connected, {
      at: own(),
      control: { perform: () => engine.kill().then(() => undefined) }
    })
    const { file } = await handlers.read({ connection }, callContext())
    const text = setIn(file?.text ?? '', ['debug'], true)
    const result = await handlers.apply(
      { connection, text, version: file?.version ?? '' },
      taskContext<ApplyProgress>()
    )
    expect(result).toMatchObject({ kind: 'rolled-back', why: 'down', up: false })
    expect(await readFile(own(), 'utf8')).toBe(before)
    expect((await readdir(folder)).filter((name) => name.startsWith('own.json.'))).toEqual([])
  })
  it('is begun anew by a file that is mended while it is down', async () => {
    const told: string[] = []
    const restart: Partial<Control> = {
      clear: () => Promise.resolve(void told.push('clear')),
      perform(effect) {
        told.push(effect)
        return engine.start().then(() => undefined)
      }
    }
    const handlers = handlersOf(connected, { at: own(), control: restart })
    const { file, inForce } = await handlers.read({ connection }, callContext())
    expect(inForce).toBeUndefined()
    // Of a running engine this would be a reload.
    const text = setIn(file?.text ?? '', ['debug'], true)
    const result = await handlers.apply(
      { connection, text, version: file?.version ?? '' },
      taskContext<ApplyProgress>()
    )
    expect(result).toMatchObject({ kind: 'applied', effect: 'restart' })
    expect(told).toEqual(['clear', 'restart'])
    expect((await handlers.read({ connection }, callContext())).inForce?.debug).toBe(true)
  })
})
