// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { HubSearchReply } from '../../../contract/hub/model'
import { i18n, useLanguage } from '../../modules/i18n'
import SearchResults from './SearchResults.vue'
import type { PullHere } from './use-pull-here'

const reply = (changed: Partial<HubSearchReply> = {}): HubSearchReply => ({
  results: [{ name: 'nginx', description: 'A server', stars: 3, official: true, automated: false, badge: 'official' }],
  total: 1,
  more: false,
  source: 'hub',
  byPage: [],
  filtered: 0,
  ignored: [],
  ...changed
})

describe('what a search has found', () => {
  let shown: VueWrapper | undefined
  beforeEach(async () => {
    vi.stubGlobal('escale', {
      call: () => Promise.resolve({ ok: true, value: {} }),
      open: () => 1,
      close: () => undefined
    })
    await useLanguage('en')
  })
  afterEach(() => {
    shown?.unmount()
    vi.unstubAllGlobals()
  })
  async function show(given: HubSearchReply, page = 1): Promise<string> {
    const here = { pulls: { under: () => undefined } } as unknown as PullHere
    const routes = [{ path: '/:rest(.*)*', component: { render: () => null } }]
    const router = createRouter({ history: createMemoryHistory(), routes })
    shown = mount(SearchResults, {
      props: { reply: given, page, old: false, here },
      global: { plugins: [createPinia(), i18n, router] }
    }) as VueWrapper
    await flushPromises()
    return shown.text()
  }

  it('leads to the repository, and says its line', async () => {
    const text = await show(reply())
    expect(shown?.find('h2 a').attributes('href')).toBe('/hub/library/nginx')
    expect(text).toContain('docker pull nginx')
    expect(text).toContain('1 result')
    expect(shown?.find('nav').exists()).toBe(false)
  })

  it("says where the engine's search stands in, and what that could not do", async () => {
    const text = await show(reply({ source: 'engine', reason: 'no route', ignored: ['architecture', 'sort'] }))
    expect(text).toContain('the engine’s own search')
    expect(text).toContain('left aside: the architecture, the order')
    expect(shown?.find('[title="no route"]').exists()).toBe(true)
  })

  it('says what holds for the page alone, and that the filters left nothing of it', async () => {
    const text = await show(reply({ results: [], total: 60, more: true, byPage: ['automated'], filtered: 25 }), 2)
    expect(text).toContain('this page alone: automated builds')
    expect(text).toContain('passes the filters')
    expect(text).toContain('Page 2 of 3')
  })

  it('offers nothing to pull where the name is none', async () => {
    const [result] = reply().results
    const text = await show(reply({ results: result === undefined ? [] : [{ ...result, name: 'x/\u202egpj.exe' }] }))
    expect(text).toContain('x/\\u202egpj.exe')
    expect(shown?.findAll('button')).toHaveLength(0)
    expect(shown?.find('h2 a').exists()).toBe(false)
  })
})
