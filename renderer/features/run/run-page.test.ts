// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, type Pinia } from 'pinia'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { emptyRunOptions } from '../../../contract/containers/run'
import type { Failure } from '../../../contract/failure'
import type { TaskRecord } from '../../../contract/tasks/model'
import { i18n, useLanguage } from '../../modules/i18n'
import { emptyDraft, emptyNetwork, runForm, textRow } from './draft'
import { routes } from './routes'
import { connection, holder } from './test-page'

describe('the run page', () => {
  let send: Record<string, (item: unknown) => void>
  let calls: Array<readonly [string, unknown]>
  let page: VueWrapper
  let router: Router
  let replies: Record<string, unknown>
  let pinia: Pinia

  // The page with all its parts is compiled here, once: on a busy machine that takes longer than a test may.
  beforeAll(() => import('./RunPage.vue').then(() => undefined), 60_000)
  beforeEach(async () => {
    send = {}
    calls = []
    replies = { 'app.heldPorts': [], 'containers.run': { task: 't' }, 'containers.recreate': { task: 't' } }
    runForm.target = { kind: 'run' }
    runForm.open = new Set(['general'])
    runForm.draft = emptyDraft()
    runForm.task = undefined
    runForm.pasted = undefined
    vi.stubGlobal('escale', {
      call: (name: string, request: unknown) => {
        calls.push([name, request])
        return Promise.resolve({ ok: true, value: replies[name] })
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
        { path: '/containers/:id/:tab', component: { template: '<i />' } },
        { path: '/else', component: { template: '<i />' } }
      ]
    })
    pinia = createPinia()
    await router.push('/run')
    page = mount(
      { template: '<RouterView />' },
      { global: { plugins: [pinia, i18n, router] }, attachTo: document.body }
    )
    await flushPromises()
    send['connections.watch']?.({
      current: 'x',
      connections: [connection('x')]
    })
    send['containers.watch']?.({ kind: 'snapshot', containers: [holder] })
    await flushPromises()
  })
  afterEach(() => {
    page.unmount()
    vi.unstubAllGlobals()
  })

  const line = (): string => (page.find('.preview .line').text() || '').replace(/\s+/g, ' ')
  const task = (state: TaskRecord['state']): TaskRecord => ({
    id: 't',
    operation: 'containers.run',
    connection: 'x',
    subject: 'x',
    startedAt: 0,
    state
  })
  const submit = async (): Promise<void> => {
    await page.find('form').trigger('submit')
    await flushPromises()
    send['tasks.watch']?.({ kind: 'upsert', task: task({ kind: 'running' }) })
    await flushPromises()
  }
  const fail = async (failure: Failure): Promise<void> => {
    send['tasks.watch']?.({ kind: 'upsert', task: task({ kind: 'failed', failure }) })
    await flushPromises()
  }

  it('is filled by the address, writes the command as one types, and keeps what was typed when one leaves and comes back', async () => {
    await router.push({ path: '/run', query: { image: 'nginx' } })
    await flushPromises()
    expect(line()).toBe('docker run -d nginx')
    runForm.draft.name = 'web'
    await flushPromises()
    expect(line()).toBe('docker run -d --name web nginx')
    await router.push('/else')
    await router.push('/run')
    await flushPromises()
    expect(line()).toBe('docker run -d --name web nginx')
  })

  it('is filled by a pasted command, names what it cannot hold, and asks for what a shell would fill in', async () => {
    await router.push({
      path: '/run',
      query: { paste: 'docker run -p 9090:80 --use-api-socket --cpus 2 -v "$PWD":/src nginx' }
    })
    await flushPromises()
    expect(page.text()).toContain('--use-api-socket has no place in this form')
    expect(page.text()).toContain('Value of $PWD')
    const answer = page.find('.questions input')
    await answer.setValue('/home/me')
    await page.find('.questions').trigger('submit')
    await flushPromises()
    expect(line()).toContain('-v /home/me:/src')
  })

  it('sees a port that a container holds, and offers the next free one', async () => {
    await router.push({ path: '/run', query: { paste: 'docker run -p 8080:80 nginx' } })
    await flushPromises()
    expect(page.text()).toContain('Port 8080 is already published by holder.')
    await page
      .findAll('button')
      .find((button) => button.text() === 'Use port 8081')
      ?.trigger('click')
    await flushPromises()
    expect(line()).toContain('-p 8081:80')
    expect(page.text()).not.toContain('already published')
  })

  it('asks for an image only when one tries to run, and starts nothing without it', async () => {
    expect(page.text()).not.toContain('Which image?')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(page.text()).toContain('Which image?')
    expect(calls.some(([name]) => name === 'containers.run')).toBe(false)
  })

  it('says a refusal at its field, loses nothing, and takes it back once the field is another', async () => {
    runForm.draft = { ...emptyDraft(), image: 'nginx', name: 'web', command: 'sleep 1' }
    await submit()
    await fail({
      kind: 'conflict',
      reason: 'name-taken',
      name: 'web',
      message: 'Conflict.',
      remedy: { kind: 'rename' }
    })
    expect(page.find('[role="alert"]').text()).toContain('The name “web” is already taken')
    expect(runForm.draft).toMatchObject({ image: 'nginx', name: 'web', command: 'sleep 1' })
    await vi.waitFor(() => expect((document.activeElement as HTMLInputElement).value).toBe('web'), 10_000)
    runForm.draft.name = 'web2'
    await flushPromises()
    expect(page.text()).not.toContain('already taken')
  })

  it.each([
    ['networks', 'network backend has no subnet', '[data-section="network"] li [role="alert"]'],
    ['dns', 'no server answers', '[data-field="dns"] [role="alert"]']
  ])('says a refusal of %s at the row that it is about, or at the list', async (field, message, place) => {
    runForm.draft = {
      ...emptyDraft(),
      image: 'nginx',
      networks: [{ ...emptyNetwork(), name: 'backend' }],
      dns: [textRow('1.1.1.1'), textRow('1.1.1.2')]
    }
    await submit()
    await fail({ kind: 'invalid-input', field, message })
    expect(page.find(place).text()).toContain(message)
  })

  it('offers the port that the engine’s refusal suggests', async () => {
    runForm.draft = {
      ...emptyDraft(),
      image: 'nginx',
      ports: [{ key: 900, host: '127.0.0.1:7000', container: '80', protocol: 'tcp' }]
    }
    await submit()
    await fail({
      kind: 'conflict',
      reason: 'port-taken',
      name: '7000',
      message: '',
      remedy: { kind: 'choose-port', suggestion: 7003 }
    })
    await page
      .findAll('button')
      .find((button) => button.text() === 'Use port 7003')
      ?.trigger('click')
    expect(runForm.draft.ports[0]?.host).toBe('127.0.0.1:7003')
  })

  const from = async (mode: string): Promise<void> => {
    const environment = [{ name: 'DB_PASSWORD', value: 'hunter2', secret: false }]
    replies['containers.runOptions'] = {
      options: { ...emptyRunOptions, image: 'nginx', name: 'holder', memory: 512 * 1024 ** 2, environment },
      lost: []
    }
    await router.push({ path: '/run', query: { from: holder.id, mode } })
    await flushPromises()
  }
  it('is filled by a container that is copied: without its name, and with what looks secret marked so', async () => {
    await from('duplicate')
    expect(line()).toBe('docker run -d -e "DB_PASSWORD=$DB_PASSWORD" -m 512m nginx')
    expect(page.text()).not.toContain('hunter2')
  })

  it('takes the place of a container that is edited, says so before, and frees that one’s own ports', async () => {
    await from('edit')
    expect(page.text()).toContain('holder is stopped and removed')
    runForm.draft.ports = [{ key: 901, host: '8080', container: '80', protocol: 'tcp' }]
    await flushPromises()
    expect(page.text()).not.toContain('already published')
    await submit()
    expect(calls.find(([name]) => name === 'containers.recreate')?.[1]).toMatchObject({
      container: { id: holder.id, name: 'holder' },
      options: { name: 'holder', environment: [{ name: 'DB_PASSWORD', value: 'hunter2', secret: true }] },
      pull: false
    })
  })

  it('edits a container on its own engine only: on another one the same form makes a new one', async () => {
    await from('edit')
    const connections = { connections: [connection('x'), connection('y')] }
    send['connections.watch']?.({ current: 'y', ...connections })
    await flushPromises()
    expect(page.find('h1').text()).toBe('Run a container')
    expect(page.text()).not.toContain('holder is stopped and removed')
    expect(line()).toContain('--name holder')
    await submit()
    expect(calls.find(([name]) => name === 'containers.recreate')).toBeUndefined()
    expect(calls.find(([name]) => name === 'containers.run')?.[1]).toMatchObject({ connection: 'y' })
    await fail({ kind: 'cancelled', message: '' })
    send['connections.watch']?.({ current: 'x', ...connections })
    await flushPromises()
    expect(page.text()).toContain('holder is stopped and removed')
  })

  it('says which program of this computer has a port, and takes the next that is free', async () => {
    replies['app.heldPorts'] = [
      { ip: '', port: 3000, protocol: 'tcp', program: 'node' },
      { ip: '', port: 3001, protocol: 'tcp' }
    ]
    runForm.open.add('ports')
    runForm.draft.ports = [{ key: 902, host: '3000', container: '80', protocol: 'tcp' }]
    await vi.waitFor(
      () => expect(page.text()).toContain('node, a program of this computer, already has port 3000.'),
      10_000
    )
    const button = page.findAll('button').find((one) => one.text() === 'Use port 3002')
    await button?.trigger('click')
    expect(line()).toContain('-p 3002:80')
  })

  it('finds an option by its flag or its words, and brings one to it', async () => {
    const search = page.find('input[type="search"]')
    await search.setValue('--shm-size')
    await search.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe('shmSize')
    await search.setValue('--pid')
    await search.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe('pid')
    await search.setValue('--name')
    await search.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe('name')
  })

  it('says at a row what is good to know of it', async () => {
    await router.push({
      path: '/run',
      query: { paste: 'docker run --network host -p 9090:80 -v /var/run/docker.sock:/var/run/docker.sock nginx' }
    })
    await flushPromises()
    expect(page.text()).toContain('On the network host nothing is published')
    expect(page.text()).toContain('What runs in it commands this engine')
  })

  it('shows the layers while it pulls, then goes to the logs of what is attached', async () => {
    runForm.draft = { ...emptyDraft(), image: 'hello-world', detach: false }
    await submit()
    expect(calls.find(([name]) => name === 'containers.run')?.[1]).toMatchObject({
      connection: 'x',
      options: { image: 'hello-world', detach: false }
    })
    send['tasks.watch']?.({
      kind: 'upsert',
      task: task({
        kind: 'running',
        progress: { reference: 'hello-world', layers: [{ id: 'abc', status: 'Extracting' }], messages: [] }
      })
    })
    await flushPromises()
    expect(page.text()).toContain('Extracting')
    send['tasks.watch']?.({
      kind: 'upsert',
      task: task({ kind: 'done', result: { id: holder.id, name: 'x', warnings: [] } })
    })
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe(`/containers/${holder.id}/logs`), 10_000)
    expect(runForm.draft.image).toBe('')
  })

  it('does not take one away from another page when it is done', async () => {
    runForm.draft = { ...emptyDraft(), image: 'nginx' }
    await submit()
    await router.push('/else')
    send['tasks.watch']?.({
      kind: 'upsert',
      task: task({ kind: 'done', result: { id: holder.id, name: 'x', warnings: [] } })
    })
    await flushPromises()
    expect(router.currentRoute.value.path).toBe('/else')
    expect(runForm.task).toBeUndefined()
  })
})
