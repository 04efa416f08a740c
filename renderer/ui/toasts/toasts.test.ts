// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import { nextTick } from 'vue'
import { mountUi } from '../test-i18n'
import ToastHost from './ToastHost.vue'
import { toasts, useToasts } from './use-toasts'

const { say, failure, success } = useToasts()
let wrapper: VueWrapper
beforeEach(() => {
  vi.useFakeTimers()
  wrapper = mountUi(ToastHost, { global: { stubs: { teleport: true } } })
})
afterEach(() => {
  wrapper.unmount()
  toasts.value = []
  vi.useRealTimers()
})

describe('toasts', () => {
  it('go after a while, but not while the pointer is on them', async () => {
    say('Copied')
    await nextTick()
    const toast = wrapper.get('.toast')
    await toast.trigger('pointerenter')
    vi.advanceTimersByTime(60_000)
    expect(toasts.value).toHaveLength(1)
    await toast.trigger('pointerleave')
    vi.advanceTimersByTime(60_000)
    expect(toasts.value).toHaveLength(0)
  })

  it('say a failure at once, with the engine’s words, and keep it', async () => {
    failure({ sentence: 'It could not be removed.', detail: 'conflict: in use' })
    await nextTick()
    expect(wrapper.get('[aria-live=assertive]').text()).toContain('conflict: in use')
    vi.advanceTimersByTime(600_000)
    expect(toasts.value).toHaveLength(1)
    await wrapper.get('[aria-label=Close]').trigger('click')
    expect(toasts.value).toHaveLength(0)
  })

  it('say the same thing once, and few at a time', () => {
    for (let count = 0; count < 10; count++) failure('The engine is gone.')
    expect(toasts.value).toHaveLength(1)
    for (let count = 0; count < 10; count++) say(`Number ${count}`)
    expect(toasts.value.length).toBeLessThanOrEqual(4)
  })

  it('do what they offer, once', async () => {
    const run = vi.fn()
    success('Stopped.', { label: 'Start again', run })
    await nextTick()
    await wrapper.get('.action').trigger('click')
    expect(run).toHaveBeenCalledOnce()
    expect(toasts.value).toHaveLength(0)
  })
})
