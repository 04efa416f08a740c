// @vitest-environment happy-dom
/** The page for engines that the tests' machine is none of: remote ones, Docker Desktop on Windows, one whose applying was cut short. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { EngineSettings } from '../../../contract/engine-settings/model'
import type { Outcome } from '../../../contract/failure'
import { i18n, useLanguage } from '../../modules/i18n'
import DialogHost from '../../ui/dialogs/DialogHost.vue'
import { asked } from '../../ui/dialogs/use-dialogs'
import EngineSettingsPage from './EngineSettingsPage.vue'

const connection = {
  id: 'one',
  name: 'one',
  source: 'place',
  endpoint: 'unix:///one',
  cli: [],
  state: {
    kind: 'connected',
    since: 0,
    capabilities: { version: '28.2.2', apiVersion: '1.46', os: 'linux', arch: 'amd64', product: 'x', buildKit: true }
  }
}
const inForce = {
  mirrors: ['https://mirror.example/'],
  insecureRegistries: [],
  logDriver: 'json-file',
  storageDriver: 'overlay2',
  cgroupDriver: 'systemd',
  dataRoot: '/var/lib/docker',
  defaultRuntime: 'runc',
  liveRestore: false,
  debug: false,
  experimental: false,
  labels: [],
  pools: []
}
const file = { text: '{\n  "debug": true\n}\n', exists: true, version: 'v1', own: false }
const settings = (change: Partial<EngineSettings> = {}): EngineSettings => ({
  place: {
    kind: 'file',
    product: 'engine',
    path: '/etc/docker/daemon.json',
    way: { kind: 'systemd', unit: 'docker.service', user: false }
  },
  file,
  inForce,
  engine: { version: '28.2.2', os: 'linux', rootless: false, swarm: false, running: 3, words: ['-H', 'fd://'] },
  ...change
})

let send: Record<string, (...items: unknown[]) => void>
let calls: Array<readonly [string, Readonly<Record<string, unknown>>]>
let replies: Record<string, Outcome<unknown>>
let page: VueWrapper | undefined

// Dialogs and the editor load when they are first needed.
vi.setConfig({ testTimeout: 20_000 })

beforeEach(async () => {
  send = {}
  calls = []
  replies = {}
  asked.value = []
  vi.stubGlobal('escale', {
    call: (name: string, request: Readonly<Record<string, unknown>>) => {
      calls.push([name, request])
      return Promise.resolve(replies[name] ?? { ok: true, value: {} })
    },
    open: (name: string, _request: unknown, listener: (message: unknown) => void) => {
      send[name] = (...items) => listener({ kind: 'items', items: JSON.stringify(items) })
      return 1
    },
    write: () => undefined,
    close: () => undefined
  })
  await useLanguage('en')
})
afterEach(() => {
  page?.unmount()
  page = undefined
  vi.unstubAllGlobals()
})

async function show(view: EngineSettings, address = '/system/engine'): Promise<void> {
  replies['engineSettings.read'] = { ok: true, value: view }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:all(.*)', component: { template: '<i />' } }]
  })
  await router.push(address)
  page = mount(
    { components: { DialogHost, EngineSettingsPage }, template: '<EngineSettingsPage /><DialogHost />' },
    { global: { plugins: [createPinia(), i18n, router] }, attachTo: document.body }
  )
  await flushPromises()
  send['connections.watch']?.({ current: 'one', connections: [connection] })
  await flushPromises()
}
const text = (): string => document.body.textContent.replace(/\s+/g, ' ')
async function press(label: string): Promise<void> {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === label)
  if (found === undefined) throw new Error(`no button ${label} in: ${text()}`)
  found.click()
  await flushPromises()
}
const shows = (words: string) => vi.waitFor(() => expect(text()).toContain(words), 15_000)

describe('an engine elsewhere', () => {
  it('by ssh shows what it goes by, and the commands that edit it there', async () => {
    const commands = [['ssh', '-t', 'ada@host', 'sudo', 'vi', '/etc/docker/daemon.json']]
    const { file: _, ...rest } = settings()
    await show({ ...rest, place: { kind: 'elsewhere', why: 'remote', path: '/etc/docker/daemon.json', commands } })
    expect(text()).toContain('This engine is on another computer')
    expect(text()).toContain('ssh -t ada@host sudo vi /etc/docker/daemon.json')
    expect(text()).toContain('https://mirror.example/')
    expect(document.querySelector('form')).toBeNull()
  })
  it('of Colima names its own file', async () => {
    const place = { kind: 'elsewhere', why: 'colima', path: '/u/.colima/default/colima.yaml', commands: [] } as const
    await show(settings({ place: { ...place, commands: [] } }))
    expect(text()).toContain('/u/.colima/default/colima.yaml')
  })
})

describe('Docker Desktop on Windows', () => {
  const desktop = settings({
    place: { kind: 'file', product: 'desktop', path: 'C:\\Users\\ada\\.docker\\daemon.json', way: { kind: 'desktop' } },
    containers: 'linux'
  })
  it('switches containers once it was said what is hidden by it', async () => {
    await show(desktop)
    replies['engineSettings.switchContainers'] = { ok: true, value: { task: 't1' } }
    await press('Switch to Windows containers')
    await shows('3 running containers stop.')
    expect(text()).toContain('hidden until you switch back')
    expect(text()).toContain('docker desktop engine use windows')
    expect(calls.some(([name]) => name === 'engineSettings.switchContainers')).toBe(false)
    const all = [...document.querySelectorAll<HTMLButtonElement>('[role=alertdialog] button')]
    all.find((one) => one.textContent.trim() === 'Switch to Windows containers')?.click()
    await vi.waitFor(() =>
      expect(calls).toContainEqual(['engineSettings.switchContainers', { connection: 'one', to: 'windows' }])
    )
  })
  it('elsewhere there is nothing to switch', async () => {
    await show(settings())
    expect(text()).not.toContain('Windows containers')
  })
})

describe('the file of this computer', () => {
  it('says that it asks for rights, and what a restart stops', async () => {
    await show(settings())
    expect(text()).toContain('Writing it asks for an administrator’s rights.')
    const driver = document.querySelector<HTMLSelectElement>('select')
    if (driver === null) throw new Error('no log driver')
    driver.value = 'local'
    driver.dispatchEvent(new Event('change'))
    await flushPromises()
    expect(text()).toContain('1 setting changed, the engine restarts')
    await press('Review and apply…')
    await shows('3 running containers stop')
    expect(text()).toContain('sudo systemctl restart docker.service')
    expect(text()).toContain('dockerd --validate')
  })
  it('says that they live on where the engine restores them', async () => {
    await show(settings({ inForce: { ...inForce, liveRestore: true } }), '/system/engine')
    const driver = document.querySelector<HTMLSelectElement>('select')
    if (driver === null) throw new Error('no log driver')
    driver.value = 'local'
    driver.dispatchEvent(new Event('change'))
    await flushPromises()
    await press('Review and apply…')
    await shows('running containers live on')
  })
  it('names what was written and what the engine does not tell of, until something else is changed', async () => {
    await show(settings())
    const debug = 'Detailed log of the engine'
    const timeout = 'Seconds to stop containers in'
    const field = (label: string): HTMLInputElement => {
      const found = [...document.querySelectorAll('label')].find((one) => one.textContent.includes(label))
      const input = found?.control ?? document.getElementById(found?.htmlFor ?? '')
      if (!(input instanceof HTMLInputElement)) throw new Error(`no field ${label}`)
      return input
    }
    const seconds = field(timeout)
    seconds.value = '20'
    seconds.dispatchEvent(new Event('input'))
    await flushPromises()
    await press('Review and apply…')
    await shows('Apply the engine’s settings')
    replies['engineSettings.apply'] = { ok: true, value: { task: 't1' } }
    const fresh = { ...file, text: '{\n  "debug": true,\n  "shutdown-timeout": 20\n}\n', version: 'v2' }
    replies['engineSettings.read'] = { ok: true, value: settings({ file: fresh }) }
    const result = { kind: 'applied', effect: 'restart', unseen: ['shutdown-timeout'] }
    await press('Apply')
    const task = { id: 't1', name: 'engineSettings.apply', state: { kind: 'done', result } }
    send['tasks.watch']?.({ kind: 'snapshot', tasks: [task] })
    await shows('The engine does not tell whether it goes by it: shutdown-timeout')
    expect(text()).toContain(debug)
    seconds.value = '21'
    seconds.dispatchEvent(new Event('input'))
    await flushPromises()
    expect(text()).not.toContain('The engine does not tell')
  })
  it('comes filled in from elsewhere', async () => {
    await show(settings(), '/system/engine?mirror=https://mirror.example')
    expect(text()).toContain('1 setting changed, applied while the engine runs')
  })
  it('whose applying was cut short can be kept, or the old text looked at', async () => {
    await show(settings({ unfinished: { old: '{}\n', backup: '/etc/docker/daemon.json.escale-1' } }))
    await press('Show the old text')
    expect(text()).toContain('1 setting changed')
    await press('Keep the new file')
    expect(calls).toContainEqual(['engineSettings.keep', { connection: 'one' }])
  })
  it('that cannot be read says why', async () => {
    const { file: _, ...rest } = settings()
    await show({ ...rest, unreadable: 'EACCES: permission denied' })
    expect(text()).toContain('EACCES: permission denied')
    expect(text()).toContain('sudo cat /etc/docker/daemon.json')
  })
  it('where no dockerd may listen twice, the service’s own option is named', async () => {
    await show(settings({ file: { ...file, text: '{ "hosts": ["unix:///var/run/docker.sock"] }' } }))
    await shows('The engine’s service already says where it listens (-H fd://)')
  })
})
