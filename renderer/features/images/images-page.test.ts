// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import type { Container } from '../../../contract/containers/model'
import type { Image } from '../../../contract/images/model'
import type { Outcome } from '../../../contract/failure'
import type { TaskRecord } from '../../../contract/tasks/model'
import { i18n, useLanguage } from '../../modules/i18n'
import DialogHost from '../../ui/dialogs/DialogHost.vue'
import { asked } from '../../ui/dialogs/use-dialogs'
import { toasts } from '../../ui/toasts/use-toasts'
import ImagesPage from './ImagesPage.vue'
import { clearImageFilter } from './list/use-image-filter'
import { routes } from './routes'

const id = `sha256:${'a'.repeat(64)}`
const image: Image = {
  id,
  repository: 'hello-world',
  tag: 'latest',
  created: Date.now() - 3_600_000,
  size: 13_300,
  labels: {}
}
const user: Container = {
  id: 'c'.repeat(64),
  name: 'greeter',
  image: 'hello-world',
  imageId: id,
  command: '',
  state: 'exited',
  status: '',
  created: 0,
  ports: [],
  labels: {},
  networks: [],
  volumes: []
}

describe('the images page', () => {
  let send: Record<string, (item: unknown) => void>
  const calls: Array<readonly [string, unknown]> = []
  let replies: Record<string, Outcome<unknown>>
  let page: VueWrapper
  let router: Router

  beforeEach(async () => {
    send = {}
    calls.length = 0
    replies = { 'images.platforms': { ok: true, value: [] } }
    clearImageFilter()
    asked.value = []
    toasts.value = []
    vi.stubGlobal('escale', {
      call: (name: string, request: unknown) => {
        calls.push([name, request])
        return Promise.resolve(replies[name] ?? { ok: true, value: {} })
      },
      open: (name: string, _: unknown, listener: (message: unknown) => void) => {
        send[name] = (item) => listener({ kind: 'items', items: JSON.stringify([item]) })
        return 1
      },
      write: () => undefined,
      close: () => undefined
    })
    await useLanguage('en')
    router = createRouter({
      history: createMemoryHistory(),
      routes: [
        ...routes,
        { path: '/run', component: { template: '<i />' } },
        { path: '/containers/:id/:tab', component: { template: '<i />' } }
      ]
    })
    await router.push('/images')
    page = mount(
      { components: { ImagesPage, DialogHost }, template: '<ImagesPage /><DialogHost />' },
      { global: { plugins: [createPinia(), i18n, router] }, attachTo: document.body }
    )
    await flushPromises()
    send['connections.watch']?.({
      current: 'x',
      connections: [
        {
          id: 'x',
          name: 'default',
          source: 'place',
          endpoint: 'unix:///x',
          cli: [],
          state: {
            kind: 'connected',
            since: 0,
            capabilities: { version: '1', apiVersion: '1', os: 'linux', arch: 'x', product: 'x', buildKit: true }
          }
        }
      ]
    })
    await flushPromises()
  })
  afterEach(() => {
    page.unmount()
    vi.unstubAllGlobals()
  })
  const list = async (...images: readonly Image[]): Promise<void> => {
    send['images.watch']?.({ kind: 'snapshot', images })
    send['containers.watch']?.({ kind: 'snapshot', containers: [user] })
    await flushPromises()
  }

  it('says what images are where there are none, with the first thing to do and its command', async () => {
    await list()
    expect(page.text()).toContain('No images yet')
    expect(page.text()).toContain('docker pull hello-world')
  })

  it('shows each image as docker does, with a link to who uses it', async () => {
    await list(image)
    const row = page.find('[data-index="0"]')
    expect(row.text()).toContain('hello-world')
    expect(row.text()).toContain('13.3kB')
    expect(row.text()).toContain('About an hour ago')
    expect(row.find('a').attributes('href')).toBe(`/containers/${user.id}/overview`)
  })

  it('asks with names and users, then names who stands in the way and offers force apart', async () => {
    await list(image)
    replies['images.remove'] = {
      ok: true,
      value: {
        removed: [],
        failed: [
          {
            image: { id, reference: 'hello-world:latest' },
            failure: {
              kind: 'conflict',
              reason: 'in-use',
              message: 'conflict: unable to remove',
              users: [{ id: user.id, name: 'greeter', running: false }],
              remedy: { kind: 'force' }
            }
          }
        ]
      }
    }
    page.findComponent({ name: 'DataTable' }).vm.$emit('delete', [`${id} hello-world:latest`])
    await flushPromises()
    expect(asked.value[0]?.question).toMatchObject({ danger: true, command: 'docker rmi hello-world:latest' })
    expect(JSON.stringify(asked.value[0]?.question.details)).toContain('greeter')
    expect(calls.some(([name]) => name === 'images.remove')).toBe(false)
    asked.value[0]?.answer({})
    await vi.waitFor(() => expect(document.body.textContent).toContain('docker rmi -f hello-world:latest'), 10_000)
    expect([...document.querySelectorAll('a')].some(({ textContent }) => textContent === 'greeter')).toBe(true)
  })

  it('never offers force while a container of the image runs', async () => {
    await list(image)
    send['containers.watch']?.({ kind: 'upsert', containers: [{ ...user, state: 'running' }] })
    replies['images.remove'] = {
      ok: true,
      value: {
        removed: [],
        failed: [
          {
            image: { id, reference: 'hello-world:latest' },
            failure: {
              kind: 'conflict',
              reason: 'in-use',
              message: '',
              users: [{ id: user.id, name: 'greeter', running: false }],
              remedy: { kind: 'force' }
            }
          }
        ]
      }
    }
    page.findComponent({ name: 'DataTable' }).vm.$emit('delete', [`${id} hello-world:latest`])
    await flushPromises()
    asked.value[0]?.answer({})
    await vi.waitFor(() => expect(document.body.textContent).toContain('A running container keeps its image'), 10_000)
    expect(document.body.textContent).not.toContain('docker rmi -f')
  })

  it('shows the pulls of this engine, whoever began them, with docker’s lines', async () => {
    await list()
    const task: TaskRecord = {
      id: 't',
      operation: 'images.pull',
      connection: 'x',
      subject: 'hello-world',
      startedAt: 0,
      state: {
        kind: 'running',
        progress: {
          reference: 'hello-world',
          layers: [{ id: '2db29710123e', status: 'Downloading', current: 10, total: 2479 }],
          messages: ['latest: Pulling from library/hello-world']
        }
      }
    }
    send['tasks.watch']?.({ kind: 'snapshot', tasks: [task, { ...task, id: 'u', connection: 'y' }] })
    await flushPromises()
    expect(page.findAll('section.panel')).toHaveLength(1)
    expect(page.text()).toContain('latest: Pulling from library/hello-world')
    expect(page.text()).toContain('2db29710123e')
    const digest = `sha256:${'d'.repeat(64)}`
    send['tasks.watch']?.({
      kind: 'upsert',
      task: {
        ...task,
        state: {
          kind: 'done',
          result: { reference: 'hello-world', digest, status: 'Status: Downloaded newer image for hello-world:latest' }
        }
      }
    })
    await flushPromises()
    expect(page.text()).toContain(`Digest: ${digest}`)
    expect(page.text()).toContain('Status: Downloaded newer image for hello-world:latest')
  })

  it('asks what may be pruned where something failed for want of room', async () => {
    await list()
    replies['images.prunable'] = { ok: true, value: [] }
    await router.push({ path: '/images', query: { prune: '' } })
    await flushPromises()
    expect(calls).toContainEqual(['images.prunable', { connection: 'x', all: true, until: '' }])
    expect(router.currentRoute.value.query['prune']).toBeUndefined()
  })

  it('opens the pull dialog for the palette, filled in, and pulls', async () => {
    await list()
    replies['images.pull'] = { ok: true, value: { task: 't' } }
    await router.push({ path: '/images', query: { pull: 'busybox' } })
    await vi.waitFor(
      () => expect(document.querySelector<HTMLInputElement>('[role=dialog] form input')?.value).toBe('busybox'),
      10_000
    )
    expect(router.currentRoute.value.query['pull']).toBeUndefined()
    document.querySelector('[role=dialog] form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
    expect(calls).toContainEqual(['images.pull', { connection: 'x', reference: 'busybox' }])
  })
})
