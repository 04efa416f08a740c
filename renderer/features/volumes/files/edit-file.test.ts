// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Outcome } from '../../../../contract/failure'
import { i18n, useLanguage } from '../../../modules/i18n'
import ConnectionSwitcher from '../../../shell/ConnectionSwitcher.vue'
import { useConnections } from '../../../stores/connections'
import { asked } from '../../../ui/dialogs/use-dialogs'
import EditFile from './EditFile.vue'

const connection = (id: string) => ({
  id,
  name: id,
  source: 'place',
  endpoint: `unix:///${id}`,
  cli: [],
  state: {
    kind: 'connected',
    since: 0,
    capabilities: { version: '1', apiVersion: '1.46', os: 'linux', arch: 'amd64', product: 'x', buildKit: true }
  }
})
const Editor = {
  name: 'CodeEditor',
  props: ['modelValue'],
  emits: ['update:modelValue'],
  methods: { focus: () => undefined },
  template: '<i />'
}

let calls: Array<readonly [string, Readonly<Record<string, unknown>>]>
let reply: Outcome<unknown>
let tell: (current: string) => Promise<void>
let page: VueWrapper | undefined

beforeEach(async () => {
  calls = []
  asked.value = []
  reply = { ok: true, value: { version: '2.5.1' } }
  tell = () => Promise.resolve()
  vi.stubGlobal('escale', {
    call: (name: string, request: Readonly<Record<string, unknown>>) => {
      calls.push([name, request])
      return Promise.resolve(name === 'volumes.writeFile' ? reply : { ok: true, value: {} })
    },
    open: (name: string, _request: unknown, listener: (message: unknown) => void) => {
      if (name === 'connections.watch')
        tell = async (current) => {
          const items = JSON.stringify([{ current, connections: [connection('one'), connection('two')] }])
          listener({ kind: 'items', items })
          await flushPromises()
        }
      return 1
    },
    write: () => undefined,
    close: () => undefined
  })
  await useLanguage('en')
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:all(.*)', component: { template: '<i />' } }]
  })
  await router.push('/volumes/data/browse')
  page = mount(
    {
      components: { ConnectionSwitcher, EditFile },
      setup: () => ({
        connections: useConnections(),
        start: { text: 'first', ending: '\n', mark: false, mixed: false }
      }),
      template: `<ConnectionSwitcher />
        <EditFile v-if="connections.currentId" volume="data" path="/notes" :start="start" version="1.5.1" />`
    },
    { global: { plugins: [createPinia(), i18n, router], stubs: { CodeEditor: Editor } }, attachTo: document.body }
  )
  await flushPromises()
  await tell('one')
})
afterEach(() => {
  page?.unmount()
  page = undefined
  vi.unstubAllGlobals()
})

const type = async (text: string): Promise<void> => {
  page?.findComponent(Editor).vm.$emit('update:modelValue', text)
  await flushPromises()
}
const save = async (): Promise<void> => {
  await page?.get('button.primary, [data-kind=primary], .edit button').trigger('click')
  await flushPromises()
}
const choose = async (id: string): Promise<void> => {
  page?.findComponent({ name: 'UiMenu' }).vm.$emit('choose', id)
  await flushPromises()
}
const requests = (name: string) => calls.filter(([called]) => called === name).map(([, request]) => request)

describe('a text that is edited', () => {
  it('goes to the engine that it came from, whichever the window shows by then', async () => {
    await type('second')
    await tell('two')
    await save()
    expect(requests('volumes.writeFile')).toMatchObject([
      { connection: 'one', volume: 'data', path: '/notes', data: btoa('second'), over: '1.5.1' }
    ])
  })

  it('is not left for another engine without a word', async () => {
    await type('second')
    await choose('two')
    expect(asked.value).toHaveLength(1)
    asked.value[0]?.answer(undefined)
    await flushPromises()
    expect(requests('connections.select')).toEqual([])
    await choose('two')
    asked.value[0]?.answer({})
    await flushPromises()
    expect(requests('connections.select')).toEqual([{ connection: 'two' }])
  })

  it('stands in nobody’s way once it is saved, or gone', async () => {
    await type('second')
    await save()
    await choose('two')
    expect(asked.value).toEqual([])
    expect(requests('connections.select')).toHaveLength(1)
  })
})
