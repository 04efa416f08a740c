import { describe, expect, it } from 'vitest'
import type { Connection } from '../../../contract/connections/model'
import type { BackendFacts } from '../../../contract/machines/backend'
import type { Machine, MachinesItem } from '../../../contract/machines/model'
import { Unable, type Driver } from './driver'
import { worldOf } from './drivers/test-world'
import { look, servingOf } from './look'
import { addressOf, isLocal } from './match'

const machine = (more: Partial<Machine>): Machine => ({
  product: 'colima',
  name: 'default',
  system: 'darwin',
  way: undefined,
  state: 'running',
  endpoints: ['unix:///Users/ada/.colima/default/docker.sock'],
  hostname: 'colima',
  start: { kind: 'can' },
  stop: { kind: 'can' },
  restart: { kind: 'can' },
  change: {
    cpus: { kind: 'fixed', why: 'not-offered' },
    memory: { kind: 'fixed', why: 'not-offered' },
    disk: { kind: 'fixed', why: 'not-offered' }
  },
  connections: [],
  ...more
})
const connection = (id: string, endpoint: string): Connection => ({
  id,
  name: id,
  source: 'context',
  endpoint,
  cli: [],
  state: { kind: 'idle' }
})
const colima = connection('colima', 'unix:///Users/ada/.colima/default/docker.sock')
const facts: BackendFacts = { system: 'darwin', local: true }

const driverOf = (product: Driver['product'], work: Driver['look']): Driver => ({
  product,
  systems: ['darwin'],
  look: work
})
async function gather(
  drivers: readonly Driver[],
  signal = new AbortController().signal
): Promise<readonly MachinesItem[]> {
  const items: MachinesItem[] = []
  const parts = { world: worldOf({}), drivers, connections: [colima], connection: colima, gather: async () => facts }
  for await (const item of look(parts, signal)) items.push(item)
  return items
}

describe('a look at the machines', () => {
  it('tells of each product as it answers, and of the engine’s backend before and after', async () => {
    let release = (): void => undefined
    const slow = new Promise<void>((resolve) => (release = resolve))
    const drivers = [
      driverOf('lima', async () => {
        await slow
        return { machines: [] }
      }),
      driverOf('colima', async () => {
        setTimeout(release, 5)
        return { version: '0.6.8', machines: [machine({ virtualization: 'qemu' })] }
      })
    ]
    const items = await gather(drivers)
    expect(items.map((item) => (item.kind === 'product' ? item.report.product : item.kind))).toEqual([
      'begin',
      'backend',
      'colima',
      'lima',
      'backend',
      'end'
    ])
    expect(items[1]).toMatchObject({ backend: { product: 'unknown' } })
    expect(items[2]).toMatchObject({ report: { machines: [{ connections: ['colima'] }] } })
    expect(items[4]).toMatchObject({
      backend: { product: 'colima', virtualization: 'qemu', certainty: 'certain' },
      machine: { product: 'colima', name: 'default' }
    })
  })

  it('goes on where one throws, is not there, or says nonsense', async () => {
    const items = await gather([
      driverOf('colima', async () => {
        throw new SyntaxError('Unexpected token')
      }),
      driverOf('lima', async () => {
        throw new Unable({ kind: 'absent', product: 'lima' })
      }),
      driverOf('podman-machine', async () => ({ machines: [] }))
    ])
    const reports = items.flatMap((item) => (item.kind === 'product' ? [item.report.kind] : []))
    expect(reports.sort()).toEqual(['absent', 'failed', 'found'])
    expect(items.at(-1)).toEqual({ kind: 'end' })
  })

  it('ends with its window', async () => {
    const abort = new AbortController()
    const drivers = [
      driverOf('colima', (_world, signal) => {
        setTimeout(() => abort.abort(), 5)
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('away'))))
      })
    ]
    await expect(gather(drivers, abort.signal)).rejects.toThrow()
  })
})

describe('the machine that serves an engine', () => {
  const named = (name: string): BackendFacts => ({
    ...facts,
    engine: {
      name,
      operatingSystem: '',
      kernel: '',
      osType: 'linux',
      architecture: '',
      labels: [],
      platform: '',
      components: []
    }
  })
  const mine = machine({ connections: ['colima'] })
  const other = machine({ product: 'lima', name: 'x', hostname: 'lima-x', connections: ['colima'] })

  it('is the one whose product names the address', () => {
    expect(servingOf('colima', facts, [machine({}), mine])).toBe(mine)
  })
  it('of two that claim it, is the one that the engine names; where it names neither, none', () => {
    expect(servingOf('colima', named('lima-x'), [mine, other])).toBe(other)
    expect(servingOf('colima', named('else'), [mine, other])).toBeUndefined()
  })
  it('may be known by its name alone, of an engine of this computer', () => {
    const [bare] = [machine({ endpoints: [] })]
    expect(servingOf('context', named('colima'), bare === undefined ? [] : [bare])).toBe(bare)
    expect(servingOf('context', { ...named('colima'), local: false }, bare === undefined ? [] : [bare])).toBeUndefined()
  })
})

describe('addresses', () => {
  const surroundings = {
    platform: 'darwin' as const,
    real: (path: string) => path.replace('/var/run', '/Users/ada/.colima')
  }
  it('are one wherever links lead', () => {
    expect(addressOf('unix:///var/run/docker.sock', surroundings)).toBe('unix:///Users/ada/.colima/docker.sock')
    expect(addressOf('npipe:////./pipe/docker_Engine', { ...surroundings, platform: 'win32' })).toBe(
      'npipe:////./pipe/docker_engine'
    )
  })
  it.each([
    ['unix:///x', true],
    ['npipe:////./pipe/x', true],
    ['tcp://localhost:2375', true],
    ['tcp://127.0.0.1:2375', true],
    ['tcp://[::1]:2375', true],
    ['tcp://192.168.99.100:2376', false],
    ['tcp://127.0.0.1.example:2375', false],
    ['ssh://far', false]
  ])('%s is of this computer: %s', (endpoint, local) => expect(isLocal(endpoint)).toBe(local))
})
