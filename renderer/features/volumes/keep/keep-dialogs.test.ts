// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { BackupState } from '../../../../contract/volumes/keep/backups'
import type { Outcome } from '../../../../contract/failure'
import { i18n, useLanguage } from '../../../modules/i18n'
import { useConnections } from '../../../stores/connections'
import DialogHost from '../../../ui/dialogs/DialogHost.vue'
import { asked } from '../../../ui/dialogs/use-dialogs'
import { toasts } from '../../../ui/toasts/use-toasts'
import type { VolumeRow } from '../volume-rows'
import BackupsTab from './BackupsTab.vue'
import KeepDialogs from './KeepDialogs.vue'
import type { Keeping } from './keeping'

const row: VolumeRow = {
  volume: { name: 'data', driver: 'local', mountpoint: '', scope: 'local', labels: {}, options: {} },
  shown: 'data',
  anonymous: false,
  users: []
}
const connection = (id: string) => ({
  id,
  name: id,
  source: 'place',
  endpoint: `unix:///${id}`,
  cli: id === 'one' ? [] : ['--context', id],
  state: {
    kind: 'connected',
    since: 0,
    capabilities: { version: '1', apiVersion: '1.46', os: 'linux', arch: 'amd64', product: 'x', buildKit: true }
  }
})

let send: Record<string, (...items: unknown[]) => void>
let calls: Array<readonly [string, Readonly<Record<string, unknown>>]>
let replies: Record<string, Outcome<unknown>>
let page: VueWrapper | undefined

beforeEach(async () => {
  send = {}
  calls = []
  replies = { 'volumes.archiveFormats': { ok: true, value: ['tar.gz', 'tar'] } }
  asked.value = []
  toasts.value = []
  vi.stubGlobal('escale', {
    call: (name: string, request: Readonly<Record<string, unknown>>) => {
      calls.push([name, request])
      return Promise.resolve(replies[name] ?? { ok: true, value: {} })
    },
    open: (name: string, request: Readonly<Record<string, unknown>>, listener: (message: unknown) => void) => {
      calls.push([name, request])
      send[name] = (...items) =>
        items.length === 0 ? listener({ kind: 'ended' }) : listener({ kind: 'items', items: JSON.stringify(items) })
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

async function show(component: object): Promise<void> {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:all(.*)', component: { template: '<i />' } }]
  })
  await router.push('/volumes')
  page = mount(
    {
      components: { DialogHost, Shown: component },
      setup: () => ({ connections: useConnections() }),
      template: '<Shown v-if="connections.currentId" /><DialogHost />'
    },
    { global: { plugins: [createPinia(), i18n, router] }, attachTo: document.body }
  )
  await flushPromises()
  send['connections.watch']?.({ current: 'one', connections: [connection('one'), connection('two')] })
  await flushPromises()
}
/** Their paper is loaded when it is first needed. */
async function shown(): Promise<void> {
  await vi.waitFor(() => expect(document.querySelector('[role=dialog], [role=alertdialog]')).not.toBeNull(), 15_000)
  await flushPromises()
}
async function open(keeping: Keeping): Promise<void> {
  await show({ components: { KeepDialogs }, data: () => ({ keeping }), template: '<KeepDialogs v-model="keeping" />' })
  if (keeping.kind !== 'empty') await shown()
}
const text = (): string => document.body.textContent.replace(/\s+/g, ' ')
const button = (label: string): HTMLButtonElement => {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === label)
  if (found === undefined) throw new Error(`no button ${label} in: ${text()}`)
  return found
}
async function press(label: string): Promise<void> {
  // happy-dom sends no form by a button that stands outside it.
  const one = button(label)
  if (one.type === 'submit') document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  else one.click()
  await flushPromises()
}
async function type(index: number, value: string): Promise<void> {
  const field = document.querySelectorAll<HTMLInputElement>('form input:not([readonly]):not([type=checkbox])')[index]
  if (field === undefined) throw new Error(`no field ${index}`)
  field.value = value
  field.dispatchEvent(new Event('input'))
  await flushPromises()
}
const requestOf = (name: string) => calls.findLast(([called]) => called === name)?.[1]

describe('keeping a volume', () => {
  it('asks where an export goes, and greys what cannot be written', async () => {
    replies['app.chooseSave'] = { ok: true, value: { path: '/b/data.tar.gz' } }
    replies['volumes.exportVolume'] = { ok: true, value: { task: '1' } }
    await open({ kind: 'export', row })
    expect(text()).toContain('docker run --rm -v data:/v:ro -v .:/backup busybox tar czf /backup/data.tar.gz -C /v .')
    const greyed = [...document.querySelectorAll('option')].filter(({ disabled }) => disabled)
    expect(greyed.map(({ textContent }) => textContent.trim())).toEqual([
      'Packed by zstd (.tar.zst): needs the program zstd'
    ])
    await press('Export…')
    expect(requestOf('volumes.exportVolume')).toEqual({
      connection: 'one',
      volume: 'data',
      path: '/b/data.tar.gz',
      format: 'tar.gz'
    })
  })

  it('makes a volume of an archive, under the name of its file', async () => {
    replies['app.chooseOpen'] = { ok: true, value: { paths: ['/b/my data.tar.gz'] } }
    replies['volumes.importVolume'] = { ok: true, value: { task: '1' } }
    await open({ kind: 'import' })
    expect(button('Import').disabled || button('Import').getAttribute('aria-disabled') === 'true').toBe(true)
    await press('Choose…')
    expect(text()).toContain('docker volume create my-data')
    await press('Import')
    expect(requestOf('volumes.importVolume')).toEqual({ connection: 'one', name: 'my-data', path: '/b/my data.tar.gz' })
  })

  it('replaces only once its name was typed, and says what goes', async () => {
    replies['volumes.replaceVolume'] = { ok: true, value: { task: '1' } }
    await open({ kind: 'replace', row, path: '/b/data.tar' })
    send['volumes.folderSizes']?.({ kind: 'weighed', complete: true, root: { files: 3, folders: 2, bytes: 1500 } })
    await flushPromises()
    expect(text()).toContain('What it holds now goes for good: 3 files, 1.5kB.')
    await press('Replace')
    expect(requestOf('volumes.replaceVolume')).toBeUndefined()
    await type(0, 'data')
    await press('Replace')
    expect(requestOf('volumes.replaceVolume')).toEqual({ connection: 'one', volume: 'data', path: '/b/data.tar' })
  })

  it('clones with its options, but not onto the same folder', async () => {
    replies['volumes.cloneVolume'] = { ok: true, value: { task: '1' } }
    const options = { type: 'none', o: 'bind', device: '/srv/data' }
    await open({ kind: 'clone', row: { ...row, volume: { ...row.volume, options } } })
    expect(text()).toContain('/srv/data')
    await press('Clone')
    expect(requestOf('volumes.cloneVolume')).toEqual({
      connection: 'one',
      volume: 'data',
      name: 'data-copy',
      driver: 'local',
      options: []
    })
  })

  it('sends to another engine, with the commands of both', async () => {
    replies['volumes.sendVolume'] = { ok: true, value: { task: '1' } }
    await open({ kind: 'send', row })
    expect(text()).toContain('| docker --context two run --rm -i -v data:/v busybox tar xf - -C /v')
    await press('Send')
    expect(requestOf('volumes.sendVolume')).toEqual({
      connection: 'one',
      volume: 'data',
      target: 'two',
      name: 'data',
      remove: false
    })
  })

  it('empties once it was said what goes', async () => {
    replies['volumes.emptyVolume'] = { ok: true, value: { task: '1' } }
    await open({ kind: 'empty', row })
    send['volumes.folderSizes']?.({ kind: 'weighed', complete: true, root: { files: 3, folders: 2, bytes: 1500 } })
    await shown()
    expect(text()).toContain('3 files')
    expect(text()).toContain('find /v -mindepth 1 -maxdepth 1 -exec rm -rf')
    await type(0, 'data')
    await press('Empty')
    expect(requestOf('volumes.emptyVolume')).toEqual({ connection: 'one', volume: 'data' })
  })

  it('compares with an archive, and shows what differs', async () => {
    await open({ kind: 'compare', row, path: '/b/data.tar' })
    await press('Compare')
    expect(requestOf('volumes.compareVolume')).toMatchObject({
      other: { kind: 'archive', path: '/b/data.tar' },
      sums: false
    })
    send['volumes.compareVolume']?.(
      { kind: 'comparing', seen: 4 },
      { kind: 'differences', differences: [{ path: '/caf%C3%A9', change: 'changed', what: ['content', 'mode'] }] },
      { kind: 'compared', added: 0, removed: 0, changed: 1, same: 3, complete: true }
    )
    send['volumes.compareVolume']?.()
    await flushPromises()
    expect(text()).toContain('1 changed')
    expect(text()).toContain('3 the same')
  })
})

describe('the backups of a volume', () => {
  const plan = {
    on: true,
    folder: '/b',
    format: 'tar.gz',
    keep: 7,
    schedule: { kind: 'weekly', day: 1, time: '02:30' }
  } as const
  const state: BackupState = {
    plan,
    next: Date.now() + 3_600_000,
    records: [
      { at: Date.now() - 60_000, path: '/b/data-1.tar.gz', stored: 100, files: 2, bytes: 300, gone: false },
      {
        at: Date.now() - 120_000,
        stored: 0,
        files: 0,
        bytes: 0,
        failure: { kind: 'disk-full', message: '' },
        gone: false
      },
      { at: Date.now() - 180_000, path: '/b/data-0.tar.gz', stored: 100, files: 2, bytes: 300, gone: true }
    ]
  }

  it('are listed with what became of each, and planned by the form', async () => {
    await show({ components: { BackupsTab }, data: () => ({ row }), template: '<BackupsTab :row="row" />' })
    send['volumes.backups']?.(state)
    await flushPromises()
    for (const words of ['tested', 'failed', 'file gone', '100B, holds 2 files, 300B', '/b/data-1.tar.gz'])
      expect(text()).toContain(words)
    await press('Save')
    expect(requestOf('volumes.setBackup')).toEqual({ connection: 'one', volume: 'data', plan })
    replies['volumes.backUp'] = { ok: true, value: { task: '1' } }
    await press('Back up now')
    expect(requestOf('volumes.backUp')).toEqual({ connection: 'one', volume: 'data' })
  })
})
