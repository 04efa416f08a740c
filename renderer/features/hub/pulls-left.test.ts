// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Outcome } from '../../../contract/failure'
import type { PullsLeft as Left } from '../../../contract/hub/model'
import { i18n, useLanguage } from '../../modules/i18n'
import PullsLeft from './PullsLeft.vue'

describe('the pulls that are left', () => {
  let reply: Outcome<Left>
  let asked = 0
  let say: (item: unknown) => void = () => undefined
  let shown: VueWrapper | undefined

  beforeEach(async () => {
    asked = 0
    vi.stubGlobal('escale', {
      call: () => {
        asked++
        return Promise.resolve(reply)
      },
      open: (_: string, __: unknown, listener: (message: unknown) => void) => {
        say = (item) => listener({ kind: 'items', items: JSON.stringify([item]) })
        return 'stream'
      },
      close: () => undefined
    })
    await useLanguage('en')
  })
  afterEach(() => {
    shown?.unmount()
    vi.unstubAllGlobals()
  })
  async function show(value: Outcome<Left>): Promise<string> {
    reply = value
    const router = createRouter({
      history: createMemoryHistory(),
      routes: [{ path: '/:rest(.*)*', component: { render: () => null } }]
    })
    shown = mount(PullsLeft, { global: { plugins: [createPinia(), router, i18n] } }) as VueWrapper
    await flushPromises()
    return shown.text()
  }
  const limited = (changed: Partial<Extract<Left, { kind: 'limited' }>> = {}): Outcome<Left> => ({
    ok: true,
    value: { kind: 'limited', limit: 100, remaining: 76, window: 21_600, ...changed }
  })

  it('are said with their limit and its time, and how to have more', async () => {
    const text = await show(limited())
    expect(text).toContain('Pulls left: 76 of 100 in 6 hours')
    expect(shown?.find('a').attributes('href')).toBe('/registries?sign-in=docker.io')
    expect(shown?.classes()).not.toContain('low')
  })

  it('are said for whom they are counted, and stand out when few', async () => {
    expect(await show(limited({ remaining: 3, username: 'ann' }))).toContain('as ann')
    expect(shown?.classes()).toContain('low')
    expect(shown?.find('a').exists()).toBe(false)
  })

  it('have no limit, or are not known, with the reason at hand', async () => {
    expect(await show({ ok: true, value: { kind: 'unlimited' } })).toContain('no limit')
    shown?.unmount()
    expect(await show({ ok: false, failure: { kind: 'network', host: 'docker.io', message: 'refused' } })).toContain(
      'not known'
    )
    expect(shown?.find('[role=status]').attributes('title')).toContain('refused')
  })

  it('are asked for again after a pull, and when one wants to', async () => {
    await show(limited())
    expect(asked).toBe(1)
    const task = { id: '1', operation: 'images.pull', subject: 'x', connection: 'c', started: 0 }
    say({ kind: 'upsert', task: { ...task, state: { kind: 'running' } } })
    await flushPromises()
    expect(asked).toBe(1)
    say({ kind: 'upsert', task: { ...task, state: { kind: 'done', result: {} } } })
    await flushPromises()
    expect(asked).toBe(2)
    await shown?.find('button').trigger('click')
    expect(asked).toBe(3)
  })
})
