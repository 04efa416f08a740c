// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { h, nextTick } from 'vue'
import { mountUi } from '../test-i18n'
import type { MenuItem } from './menu-model'
import { shortcutKeys, writeShortcut } from './shortcut'
import { stateLook } from './state'
import UiButton from './UiButton.vue'
import UiField from './UiField.vue'
import UiInput from './UiInput.vue'
import UiMenu from './UiMenu.vue'
import UiTabs from './UiTabs.vue'

let wrapper: VueWrapper
afterEach(() => {
  wrapper?.unmount()
  document.body.replaceChildren()
  vi.useRealTimers()
})

describe('a button', () => {
  it('takes no click while it is busy or disabled', async () => {
    wrapper = mountUi(UiButton, { props: { busy: true }, slots: { default: () => 'Stop' } })
    await wrapper.trigger('click')
    await wrapper.setProps({ busy: false, disabled: true, reason: 'It does not run.' })
    await wrapper.trigger('click')
    expect(wrapper.emitted('click')).toBeUndefined()
    await wrapper.setProps({ disabled: false })
    await wrapper.trigger('click')
    expect(wrapper.emitted('click')).toHaveLength(1)
  })

  it('says why it is disabled, and can be reached to hear it', async () => {
    vi.useFakeTimers()
    wrapper = mountUi(UiButton, {
      props: { disabled: true, reason: 'It does not run.' },
      slots: { default: () => 'Stop' }
    })
    expect(wrapper.attributes('disabled')).toBeUndefined()
    expect(wrapper.attributes('aria-disabled')).toBe('true')
    await wrapper.trigger('pointerenter')
    vi.advanceTimersByTime(1000)
    expect(document.querySelector('[role=tooltip]')?.textContent).toBe('It does not run.')
    await wrapper.trigger('pointerleave')
    vi.advanceTimersByTime(1000)
    expect(document.querySelector('[role=tooltip]')).toBeNull()
  })
})

describe('a field', () => {
  it('names its control, and gives it the hint or the error', async () => {
    wrapper = mountUi(UiField, { props: { label: 'Name', hint: 'Letters' }, slots: { default: () => h(UiInput) } })
    const input = wrapper.get('input')
    expect(wrapper.get('label').attributes('for')).toBe(input.attributes('id'))
    expect(wrapper.get(`[id="${input.attributes('aria-describedby')}"]`).text()).toBe('Letters')
    await wrapper.setProps({ error: 'It is taken.' })
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(wrapper.get(`[id="${input.attributes('aria-describedby')}"]`).text()).toBe('It is taken.')
  })
})

describe('tabs', () => {
  it('go by the arrows, around', async () => {
    wrapper = mountUi(UiTabs, {
      props: {
        label: 'Parts',
        modelValue: 'a',
        tabs: [
          { id: 'a', label: 'A' },
          { id: 'b', label: 'B' }
        ]
      }
    })
    await wrapper.get('[aria-selected=true]').trigger('keydown', { key: 'ArrowLeft' })
    expect(wrapper.emitted('update:modelValue')).toEqual([['b']])
  })
})

describe('a menu', { timeout: 20_000 }, () => {
  const items: readonly MenuItem[] = [
    { id: 'start', label: 'Start', disabled: true, reason: 'It runs already.' },
    { id: 'stop', label: 'Stop' },
    { id: 'wrap', label: 'Wrap', checked: true, separator: true }
  ]
  const item = (name: string): HTMLElement =>
    [...document.querySelectorAll<HTMLElement>('[role^=menuitem]')].find(({ textContent }) =>
      textContent?.includes(name)
    ) as HTMLElement
  async function open(): Promise<void> {
    wrapper = mountUi(UiMenu, { props: { items, label: 'Things', at: { x: 10, y: 10 } } })
    // The open menu's own chunk comes first.
    await expect.poll(() => document.querySelector('[role=menu]'), { timeout: 15_000 }).not.toBeNull()
    await flushPromises()
  }

  it('stays open, with what is new, through a refresh', async () => {
    await open()
    await wrapper.setProps({ items: [...items, { id: 'new', label: 'New' }] })
    expect(item('New')).toBeDefined()
    expect(wrapper.emitted('close')).toBeUndefined()
  })

  it('chooses, closes, and gives the focus back', async () => {
    const field = document.body.appendChild(document.createElement('input'))
    field.focus()
    await open()
    expect(document.activeElement).not.toBe(field)
    item('Stop').click()
    await nextTick()
    expect(wrapper.emitted('choose')).toEqual([['stop']])
    expect(wrapper.emitted('close')).toHaveLength(1)
    await expect.poll(() => document.activeElement).toBe(field)
  })

  it('shows why something cannot be chosen, and does not choose it', async () => {
    await open()
    expect(item('Start').textContent).toContain('It runs already.')
    expect(item('Start').getAttribute('aria-disabled')).toBe('true')
    item('Start').click()
    expect(wrapper.emitted('choose')).toBeUndefined()
    expect(wrapper.emitted('close')).toBeUndefined()
  })

  it('opens what stands inside an entry by the keyboard, and chooses from it', async () => {
    await open()
    await wrapper.setProps({
      items: [...items, { id: 'more', label: 'More', items: [{ id: 'inner', label: 'Inner' }] }]
    })
    item('More').focus()
    item('More').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))
    await expect.poll(() => item('Inner')).toBeDefined()
    expect(wrapper.emitted('choose')).toBeUndefined()
    item('Inner').click()
    expect(wrapper.emitted('choose')).toEqual([['inner']])
  })

  it('stays open for what is on or off', async () => {
    await open()
    expect(item('Wrap').getAttribute('role')).toBe('menuitemcheckbox')
    item('Wrap').click()
    expect(wrapper.emitted('choose')).toEqual([['wrap']])
    expect(wrapper.emitted('close')).toBeUndefined()
  })
})

describe('what is shown', () => {
  it('writes shortcuts as each platform does', () => {
    expect(writeShortcut('Mod+Shift+K', true)).toBe('⌘⇧K')
    expect(writeShortcut('Mod+Shift+K', false)).toBe('Ctrl+Shift+K')
    expect(shortcutKeys('Delete', false)).toEqual(['Del'])
  })

  it('tells an end that went wrong from one that went well', () => {
    expect(stateLook({ state: 'exited', exitCode: 0 })).toBe('exited')
    expect(stateLook({ state: 'exited', exitCode: 137 })).toBe('failed')
    expect(stateLook({ state: 'running', health: 'unhealthy' })).toBe('unhealthy')
    expect(stateLook({ state: 'paused' })).toBe('paused')
  })
})
