// @vitest-environment happy-dom
/** The banner through the states of a connection: what flickers cannot be read, and what takes long is told. */
import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { nextTick } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { ConnectionState } from '../../contract/connections/model'
import { i18n, useLanguage } from '../modules/i18n'
import ConnectionBanner from './ConnectionBanner.vue'

const away: ConnectionState = {
  kind: 'unreachable',
  failure: { kind: 'engine-unreachable', reason: 'timed-out', message: '' },
  attempt: 1
}
const connecting = (waitsFor?: 'network' | 'ssh' | 'engine'): ConnectionState => ({
  kind: 'connecting',
  attempt: 1,
  ...(waitsFor === undefined ? {} : { waitsFor })
})
let send: Record<string, (...items: unknown[]) => void>
let calls: Array<readonly [string, unknown]>
let banner: VueWrapper

beforeEach(async () => {
  vi.useFakeTimers()
  send = {}
  calls = []
  vi.stubGlobal('escale', {
    call: (name: string, request: unknown) => {
      calls.push([name, request])
      return Promise.resolve({ ok: true, value: {} })
    },
    open: (name: string, _request: unknown, listener: (message: unknown) => void) => {
      send[name] = (...items) => listener({ kind: 'items', items: JSON.stringify(items) })
      return 1
    },
    write: () => undefined,
    close: () => undefined
  })
  await useLanguage('en')
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)', component: {} }] })
  banner = mount(ConnectionBanner, {
    global: { plugins: [createPinia(), i18n, router], stubs: { StartOffer: true } }
  })
})
afterEach(() => {
  banner.unmount()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})
async function become(state: ConnectionState, id = 'far'): Promise<void> {
  const connection = { id, name: id, source: 'context', endpoint: `tcp://${id}:2375`, cli: [], state }
  send['connections.watch']?.({ current: id, connections: [connection] })
  await nextTick()
  await nextTick()
}
async function pass(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds)
  await nextTick()
}

it('says nothing of what is quickly done', async () => {
  await become(connecting())
  expect(banner.text()).toBe('')
  await pass(300)
  await become({
    kind: 'connected',
    since: 0,
    capabilities: { version: '1', apiVersion: '1.41', os: 'linux', arch: 'amd64', product: '', buildKit: true }
  })
  await pass(10_000)
  expect(banner.text()).toBe('')
})

it('says what is waited for where it takes long, and follows it', async () => {
  await become(connecting('network'))
  await pass(1_000)
  expect(banner.get('[role=status]').text()).toContain('tcp://far:2375 has not taken the connection yet.')
  await become(connecting('engine'))
  expect(banner.text()).toContain('the engine there has not answered yet')
  await banner.findAll('button').at(-1)?.trigger('click')
  expect(calls).toContainEqual(['connections.cancel', { connection: 'far' }])
})

it('stands while an engine that is away is tried again', async () => {
  await become(away)
  expect(banner.find('[role=alert]').exists()).toBe(true)
  await become(connecting('network'))
  expect(banner.find('[role=alert]').exists()).toBe(true)
  await pass(1_000)
  expect(banner.find('[role=status]').exists()).toBe(true)
  await become(away)
  expect(banner.find('[role=alert]').exists()).toBe(true)
})

it('says nothing of one engine’s fault while another is connected', async () => {
  await become(away)
  await become(connecting('engine'), 'other')
  expect(banner.text()).toBe('')
})

it('is calm about what somebody has cancelled', async () => {
  await become({ kind: 'unreachable', failure: { kind: 'cancelled', message: '' }, attempt: 1 })
  expect(banner.get('[role=alert]').classes()).toContain('stopped')
  expect(banner.text()).toContain('Connecting to tcp://far:2375 was cancelled.')
})
