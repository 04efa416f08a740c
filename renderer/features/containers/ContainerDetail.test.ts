// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRouter, createMemoryHistory, type Router } from 'vue-router'
import containersWords from '../../../locales/en/containers.json'
import logsWords from '../../../locales/en/containers-logs.json'
import failureWords from '../../../locales/en/failure.json'
import formatWords from '../../../locales/en/format.json'
import uiWords from '../../../locales/en/ui.json'
import { succeeded } from '../../../contract/failure'
import { i18n } from '../../modules/i18n'
import { useContainers } from '../../stores/containers'
import ContainerDetail from './ContainerDetail.vue'
import { testContainer, testWindow, type TestWindow } from './test-window'

let escale: TestWindow
let router: Router
let page: VueWrapper
const web = testContainer()

async function show(tab: string): Promise<void> {
  const routes = [
    { path: '/containers', component: { template: '<i />' } },
    { path: '/containers/:id/:tab?', component: ContainerDetail },
    { path: '/images/:id', component: { template: '<i />' } }
  ]
  router = createRouter({ history: createMemoryHistory(), routes })
  await router.push(`/containers/${web.id}/${tab}`)
  useContainers()
  await vi.waitFor(() => escale.stream('containers.watch'), 10_000)
  escale.containers({ kind: 'snapshot', containers: [web] })
  page = mount(ContainerDetail, { global: { plugins: [i18n, router] }, attachTo: document.body })
  await flushPromises()
}

beforeEach(() => {
  i18n.global.setLocaleMessage('en', {
    containers: containersWords,
    'containers-logs': logsWords,
    failure: failureWords,
    format: formatWords,
    ui: uiWords
  })
  escale = testWindow()
})
afterEach(() => page.unmount())

describe('the detail of a container', () => {
  it('says that somebody else removed it, and lets its log go', async () => {
    await show('logs')
    const log = escale.stream('containers.viewLogs')
    expect(log.request).toMatchObject({ follow: true, tail: 1000 })
    escale.containers({ kind: 'remove', ids: [web.id] })
    await flushPromises()
    expect(page.text()).toContain('web was removed')
    expect(page.find('[role="alert"]').exists()).toBe(false)
    expect(log.closed).toBe(true)
    await page.get('button').trigger('click')
    await flushPromises()
    expect(router.currentRoute.value.path).toBe('/containers')
  })

  it('opens no second log when the container is renamed or changes', async () => {
    await show('logs')
    escale.containers({ kind: 'upsert', containers: [{ ...web, name: 'renamed', status: 'Up 4 minutes' }] })
    await flushPromises()
    expect(escale.streams.filter(({ name }) => name === 'containers.viewLogs')).toHaveLength(1)
    expect(page.text()).toContain('renamed')
  })

  it('says quietly that the engine went, came back, and that the container ended', async () => {
    await show('logs')
    const log = escale.stream('containers.viewLogs')
    const said = (): string => page.find('.said').text()
    log.send({ kind: 'state', origin: 0, state: 'interrupted' })
    await flushPromises()
    expect(said()).toContain('went away')
    log.send({ kind: 'state', origin: 0, state: 'resumed' })
    await flushPromises()
    expect(said()).toContain('is back')
    log.send({ kind: 'state', origin: 0, state: 'ended', exitCode: 137 })
    escale.containers({ kind: 'upsert', containers: [{ ...web, state: 'exited', exitCode: 137 }] })
    await flushPromises()
    expect(said()).toContain('exit code 137')
    escale.containers({ kind: 'upsert', containers: [web] })
    await flushPromises()
    expect(said()).not.toContain('exit code')
  })

  it('says why a log cannot be read, and tries again when asked', async () => {
    await show('logs')
    escale.stream('containers.viewLogs').end({
      kind: 'failed',
      failure: { kind: 'unsupported', message: 'configured logging driver does not support reading' }
    })
    await flushPromises()
    const failure = page.get('[role="alert"]')
    expect(failure.text()).toContain('does not support reading')
    await failure.get('button').trigger('click')
    expect(escale.streams.filter(({ name }) => name === 'containers.viewLogs')).toHaveLength(2)
  })

  it('keeps the tab in the address', async () => {
    await show('overview')
    await escale.calls[0]?.answer(succeeded({ Config: { Env: ['API_TOKEN=hidden-value'] } }))
    await flushPromises()
    expect(page.text()).toContain('API_TOKEN')
    expect(page.text()).not.toContain('hidden-value')
    await page.get('[data-tab="logs"]').trigger('click')
    await flushPromises()
    expect(router.currentRoute.value.params['tab']).toBe('logs')
  })
})
