// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { StreamMessage } from '../../../../contract/bridge'
import { i18n, useLanguage } from '../../../modules/i18n'
import { toasts } from '../../../ui/toasts/use-toasts'
import { held } from './clipboard'
import { useFileWork } from './use-file-work'

const refused: unknown[] = []
vi.mock('../../../ui/files/use-transfers', () => ({
  useTransfers: () => ({
    outcomeOf: (begun: { value: { task: string } }) => Promise.resolve(outcomes[begun.value.task]),
    refuse: (failure: unknown) => refused.push(failure),
    mayOverwrite: () => Promise.resolve(true)
  })
}))

let outcomes: Record<string, { kind: string; result?: unknown; failure?: unknown }>
let counted: StreamMessage[]
let started: string[]

beforeEach(async () => {
  outcomes = {
    'volumes.copyToVolume': { kind: 'done', result: { files: 3, bytes: 40 } },
    'volumes.removeFiles': { kind: 'done', result: {} }
  }
  started = []
  toasts.value = []
  vi.stubGlobal('escale', {
    call: (name: string) => {
      started.push(name)
      return Promise.resolve({ ok: true, value: { task: name } })
    },
    open: (name: string, _request: unknown, listener: (message: StreamMessage) => void) => {
      if (name === 'volumes.countFiles') for (const message of counted) queueMicrotask(() => listener(message))
      return 1
    },
    write: () => undefined,
    close: () => undefined
  })
  await useLanguage('en')
})

async function moved(...messages: StreamMessage[]): Promise<readonly string[]> {
  counted = messages
  let work: ReturnType<typeof useFileWork> | undefined
  const page = mount(
    {
      setup() {
        work = useFileWork({
          volume: () => 'there',
          changed: () => Promise.resolve(),
          mayWrite: () => Promise.resolve(true)
        })
      },
      template: '<i />'
    },
    { global: { plugins: [createPinia(), i18n] } }
  )
  held.value = { how: 'cut', connection: 'one', volume: 'here', paths: ['/folder'] }
  await work?.paste('/')
  await flushPromises()
  page.unmount()
  return started
}
const holds = (files: number, bytes: number): StreamMessage[] => [
  { kind: 'items', items: JSON.stringify([{ kind: 'counted', files, folders: 1, bytes, stored: 0 }]) },
  { kind: 'ended' }
]

describe('what is moved to another volume', () => {
  it('goes from where it was once all of it is there', async () => {
    expect(await moved(...holds(3, 40))).toEqual(['volumes.copyToVolume', 'volumes.removeFiles'])
    expect(held.value).toBeUndefined()
  })

  it.each([
    ['has more in it by then', holds(4, 40)],
    ['has grown', holds(3, 41)],
    ['cannot be counted', [{ kind: 'failed', failure: { kind: 'internal', message: '' } }] satisfies StreamMessage[]]
  ])('stays where it was where it %s', async (_what, messages) => {
    expect(await moved(...messages)).toEqual(['volumes.copyToVolume'])
    expect(toasts.value.map(({ text }) => text).join()).toContain('stays where it was')
    expect(held.value).toBeDefined()
  })
})
