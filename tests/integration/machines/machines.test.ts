/** Machines through the real runner: programs that answer as recorded stand on the PATH, and a real engine listens where Colima's would. */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { waitUntil } from '../../../build/tools/wait.mjs'
import type {
  Machine,
  MachineOutput,
  MachineRef,
  MachinesItem,
  Product,
  ProductReport
} from '../../../contract/machines/model'
import { machineSurroundings, type Surroundings } from '../../../electron/engine/discovery/surroundings'
import { createEngines, type EngineList } from '../../../electron/engine/engines'
import { machinesHandlers } from '../../../electron/features/machines/handlers'
import { thisWorld } from '../../../electron/features/machines/world'
import { makeColima } from '../../support/colima-program'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { collect, taskContext } from '../../support/on-engine'
import { standIns, type StandIns } from '../../support/stand-in-program'

const gibibyte = 1024 ** 3
let throwaway: ThrowawayEngine
let programs: StandIns
let home: string
let engines: EngineList
let handlers: ReturnType<typeof machinesHandlers>
let asked: Array<readonly string[]>
let refusal: 'dismissed' | 'nobody-asks' | undefined

beforeAll(async () => (throwaway = await throwawayEngine()))
afterAll(() => throwaway.stop())

beforeEach(async () => {
  programs = await standIns()
  home = await mkdtemp(join(tmpdir(), 'escale-home-'))
  await mkdir(join(home, '.colima', 'default'), { recursive: true })
  await symlink(throwaway.socketPath, join(home, '.colima', 'default', 'docker.sock'))
  await writeFile(join(home, '.colima', 'default', 'colima.yaml'), 'cpu: 1\nvmType: qemu\n')
  await makeColima(programs, join(home, '.colima'))
  asked = []
  refusal = undefined
  const surroundings: Surroundings = {
    ...machineSurroundings(),
    home,
    uid: 0,
    env: {
      HOME: home,
      PATH: programs.path(true),
      DOCKER_HOST: `unix://${join(home, '.colima', 'default', 'docker.sock')}`
    }
  }
  engines = createEngines({ warn: () => undefined, surroundings })
  const world = thisWorld(surroundings)
  handlers = machinesHandlers({
    engines,
    world: world && { ...world, cpus: 4, memoryBytes: 8 * gibibyte },
    asAdministrator: async (program, words) => {
      asked.push([program, ...words])
      return refusal === undefined
        ? { kind: 'ended', code: 0, stdout: '', stderr: '' }
        : { kind: 'no-rights', why: refusal }
    }
  })
  await waitUntil(() => engines.snapshot().connections.some(({ state }) => state.kind === 'connected'), 10_000)
})
afterEach(async () => {
  engines.dispose()
  await programs.remove()
  await rm(home, { recursive: true, force: true })
})

async function lookNow(): Promise<readonly MachinesItem[]> {
  const connection = engines.snapshot().current
  const stream = collect<MachinesItem>((context) =>
    handlers.look(connection === undefined ? {} : { connection }, context)
  )
  await stream.ended
  return stream.items
}
const reportIn = (items: readonly MachinesItem[], product: Product): ProductReport | undefined =>
  items.flatMap((item) => (item.kind === 'product' ? [item.report] : [])).find((report) => report.product === product)
async function colimaNow(): Promise<Machine> {
  const report = reportIn(await lookNow(), 'colima')
  const [machine] = report?.kind === 'found' ? report.machines : []
  if (machine === undefined) throw new Error(JSON.stringify(report))
  return machine
}
const refTo = ({ product, name, system, way, state }: Machine): MachineRef => ({
  product,
  name,
  system,
  running: state === 'running',
  ...(way === undefined ? {} : { way })
})
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
const acts = async (): Promise<readonly (readonly string[])[]> =>
  (await programs.calls('colima')).filter(([verb]) => ['start', 'stop', 'restart'].includes(verb ?? ''))

describe('a look', () => {
  it('finds the machine behind the engine, by what its product and the engine say', async () => {
    const items = await lookNow()
    expect(items[0]).toMatchObject({ kind: 'begin', system: 'linux', cpus: 4 })
    expect(reportIn(items, 'colima')).toMatchObject({
      kind: 'found',
      version: '0.6.8',
      machines: [
        {
          name: 'default',
          state: 'running',
          cpus: 1,
          virtualization: 'qemu',
          connections: [engines.snapshot().current]
        }
      ]
    })
    expect(items.at(-2)).toMatchObject({
      kind: 'backend',
      backend: { product: 'colima', virtualization: 'qemu', certainty: 'certain' },
      machine: { product: 'colima', name: 'default' }
    })
    expect(items.at(-1)).toEqual({ kind: 'end' })
  })

  it('costs a product that hangs, or writes nonsense, only itself', { timeout: 30_000 }, async () => {
    await programs.make('limactl', [{ words: [], hangs: true }])
    await programs.make('podman', [{ words: [], stdout: '<html>502</html>' }])
    await programs.make('rdctl', [{ words: [], code: 3, stderr: 'Fehler: Zugriff verweigert\n' }])
    const items = await lookNow()
    expect(reportIn(items, 'lima')).toMatchObject({ kind: 'failed', why: 'timed-out' })
    expect(reportIn(items, 'podman-machine')).toMatchObject({ kind: 'failed', why: 'unreadable' })
    expect(reportIn(items, 'rancher-desktop')).toMatchObject({ kind: 'found', machines: [{ state: 'stopped' }] })
    expect(reportIn(items, 'docker-machine')).toEqual({ kind: 'absent', product: 'docker-machine' })
    expect(reportIn(items, 'colima')).toMatchObject({ kind: 'found' })
    // The one that hung came last, and held up nobody.
    const order = items.flatMap((item) => (item.kind === 'product' ? [item.report.product] : []))
    expect(order.at(-1)).toBe('lima')
  })

  it('says calmly that systemd did not start this computer', async () => {
    await programs.make('systemctl', [
      {
        words: ['show'],
        code: 1,
        stderr:
          "System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down\n"
      },
      { words: ['--user'], code: 1, stderr: 'Failed to connect to bus: No medium found\n' }
    ])
    expect(reportIn(await lookNow(), 'engine-service')).toEqual({
      kind: 'absent',
      product: 'engine-service',
      why: 'no-systemd'
    })
  })

  it.skipIf(existsSync('/run/systemd/system'))('and so does the real one, where it did not', async () => {
    const surroundings: Surroundings = { ...machineSurroundings(), home }
    const real = machinesHandlers({ engines, world: thisWorld(surroundings) })
    const stream = collect<MachinesItem>((context) => real.look({}, context))
    await stream.ended
    expect(reportIn(stream.items, 'engine-service')).toMatchObject({ kind: 'absent' })
  })
})

describe('acting on a machine', () => {
  it('runs exactly what is shown, and says live what that writes', async () => {
    const machine = refTo(await colimaNow())
    const stopping = taskContext<MachineOutput>()
    expect(await handlers.stop({ machine }, stopping)).toMatchObject({ steps: { ended: 1, total: 1 } })
    expect(stopping.reports.length).toBeGreaterThan(2)
    expect(stopping.reports[0]?.output).toContain('stopping colima')
    expect(stopping.reports[0]?.output).not.toContain('msg=done')
    expect(await colimaNow()).toMatchObject({ state: 'stopped' })
    await handlers.start({ machine }, taskContext<MachineOutput>())
    await handlers.restart({ machine }, taskContext<MachineOutput>())
    expect(await acts()).toEqual([['stop'], ['start'], ['restart']])
  })

  it('that is refused gives the product’s own words', async () => {
    await makeColima(programs, join(home, '.colima'), { state: 'stopped', fails: 'yes' })
    const machine = refTo(await colimaNow())
    expect(await failureOf(handlers.start({ machine }, taskContext<MachineOutput>()))).toMatchObject({
      kind: 'engine-error',
      program: 'colima',
      message: expect.stringContaining('error starting vm')
    })
  })

  it('ends with a cancel, and with it the program', async () => {
    await programs.make('colima', [
      { words: ['list', '--json'], stdout: '{"name":"default","status":"Stopped"}\n' },
      { words: ['start'], stderr: 'starting\n', hangs: true }
    ])
    const context = taskContext<MachineOutput>()
    const work = failureOf(
      handlers.start({ machine: { product: 'colima', name: 'default', running: false, system: 'linux' } }, context)
    )
    await waitUntil(() => context.reports.length > 0, 10_000)
    context.abort.abort()
    expect(await work).toMatchObject({ kind: 'cancelled' })
  })

  it('that its product does not know, or whose product went away, is found nowhere', async () => {
    const act = (machine: Partial<MachineRef>): Promise<unknown> =>
      failureOf(
        handlers.start(
          { machine: { product: 'colima', name: 'default', running: false, system: 'linux', ...machine } },
          taskContext<MachineOutput>()
        )
      )
    expect(await act({ name: 'template://docker' })).toMatchObject({ kind: 'not-found', name: 'template://docker' })
    expect(await act({ product: 'lima', name: 'x' })).toMatchObject({ kind: 'not-found', message: 'lima/x' })
    expect(await act({ product: 'wsl', name: 'Ubuntu', system: 'win32' })).toMatchObject({ kind: 'unsupported' })
    expect(await acts()).toEqual([])
  })

  it('on a service asks for rights, for what is run without them nowhere', async () => {
    await programs.make('systemctl', [
      {
        words: ['show'],
        stdout:
          'Id=docker.service\nLoadState=loaded\nActiveState=active\n\nListen=/run/docker.sock (Stream)\nId=docker.socket\nLoadState=loaded\n'
      },
      { words: ['--user'], code: 1 }
    ])
    const machine: MachineRef = { product: 'engine-service', name: 'docker', running: true, system: 'linux' }
    await handlers.stop({ machine }, taskContext<MachineOutput>())
    expect(asked).toEqual([['systemctl', 'stop', 'docker.socket', 'docker.service']])
    refusal = 'dismissed'
    expect(await failureOf(handlers.stop({ machine }, taskContext<MachineOutput>()))).toMatchObject({
      kind: 'cancelled'
    })
    refusal = 'nobody-asks'
    expect(await failureOf(handlers.stop({ machine }, taskContext<MachineOutput>()))).toMatchObject({
      kind: 'permission-denied',
      remedy: { kind: 'run', command: 'sudo systemctl stop docker.socket docker.service' }
    })
  })
})

describe('a change', () => {
  it('stops the machine, starts it with its new size, and is what it says', async () => {
    const machine = refTo(await colimaNow())
    const context = taskContext<MachineOutput>()
    await handlers.change({ machine, size: { cpus: 3 } }, context)
    expect(await acts()).toEqual([['stop'], ['start', '--cpu', '3']])
    expect(await colimaNow()).toMatchObject({ state: 'running', cpus: 3 })
    expect(context.reports.at(-1)).toMatchObject({ steps: { ended: 2, total: 2 } })
  })

  it.each([
    ['more processors than the computer has', { cpus: 5 }, 'cpus'],
    ['more memory than it has', { memoryBytes: 9 * gibibyte }, 'memory'],
    ['a smaller disk', { diskBytes: gibibyte }, 'disk']
  ])('is refused before anything is run: %s', async (_name, size, field) => {
    const machine = refTo(await colimaNow())
    expect(await failureOf(handlers.change({ machine, size }, taskContext<MachineOutput>()))).toMatchObject({
      kind: 'invalid-input',
      field
    })
    expect(await acts()).toEqual([])
  })

  it('of Docker Desktop is written into its file, whole, while it is off', async () => {
    const folder = join(home, '.docker', 'desktop')
    const file = join(folder, 'settings-store.json')
    await mkdir(folder, { recursive: true })
    await writeFile(file, '{"Cpus":2,"DiskSizeMiB":61035,"Kept":{"a":[1]}}')
    await programs.make(
      'docker',
      [
        { words: ['desktop', 'status'], stdout: '{"SessionID":"","Status":"%state%"}\n' },
        { words: ['desktop', 'stop'], sets: { state: 'stopped' } },
        { words: ['desktop', 'start'], sets: { state: 'running' } }
      ],
      { state: 'running' }
    )
    const report = reportIn(await lookNow(), 'docker-desktop')
    const [machine] = report?.kind === 'found' ? report.machines : []
    expect(machine).toMatchObject({ state: 'running', way: 'cli', cpus: 2, file })
    if (machine === undefined) return
    await handlers.change(
      { machine: refTo(machine), size: { cpus: 4, memoryBytes: 4 * gibibyte } },
      taskContext<MachineOutput>()
    )
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      Cpus: 4,
      DiskSizeMiB: 61035,
      Kept: { a: [1] },
      MemoryMiB: 4096
    })
    expect(await readFile(`${file}.before`, 'utf8')).toContain('"Cpus":2')
    const verbs = (await programs.calls('docker')).map((words) => words.slice(0, 2).join(' '))
    expect(verbs.filter((verb) => verb !== 'desktop status')).toEqual(['desktop stop', 'desktop start'])
  })
})
