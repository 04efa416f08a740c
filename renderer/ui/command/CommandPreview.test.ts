// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import type { CommandLine } from '../../../contract/command/line'
import { hideTooltip } from '../base/tooltip'
import { mountUi } from '../test-i18n'
import CommandPreview from './CommandPreview.vue'

const line: CommandLine = {
  parts: [
    { text: 'docker', kind: 'program', explain: 'command.explain.program' },
    { text: 'stop', kind: 'subcommand', explain: 'command.explain.stop.what' },
    { text: 'my web', kind: 'argument', explain: 'command.explain.stop.argument.container' },
    { text: 'other', kind: 'argument', explain: 'command.explain.there-is-no-such-key' }
  ]
}
const call = vi.fn((..._: unknown[]) => Promise.resolve({ ok: true, value: undefined }))
let wrapper: VueWrapper
beforeEach(() => {
  vi.useFakeTimers()
  Object.assign(window, { escale: { call } })
})
afterEach(() => {
  wrapper.unmount()
  hideTooltip()
  vi.useRealTimers()
})

describe('a command', () => {
  it('is shown and copied as the shell wants it, with its connection', async () => {
    wrapper = mountUi(CommandPreview, { props: { line, cli: ['--context', 'far away'], shell: 'posix' } })
    const text = "docker --context 'far away' stop 'my web' other"
    expect(wrapper.get('code').text()).toBe(text)
    await wrapper.get('.copy').trigger('click')
    expect(call).toHaveBeenCalledWith('app.copyText', { text })
  })

  it('explains the part that is pointed at', async () => {
    wrapper = mountUi(CommandPreview, { props: { line } })
    const stop = wrapper.findAll('.part')[1] as ReturnType<VueWrapper['get']>
    await stop.trigger('pointerenter')
    vi.advanceTimersByTime(1000)
    const tooltip = document.querySelector('[role=tooltip]')
    expect(tooltip?.textContent).toContain('Asks containers to end')
    expect(stop.attributes('aria-describedby')).toBe(tooltip?.id)
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
    expect(document.querySelector('[role=tooltip]')).toBeNull()
  })

  it('is one stop of the tab order, and the arrows go from part to part', async () => {
    wrapper = mountUi(CommandPreview, { props: { line } })
    const parts = wrapper.findAll('.part')
    expect(parts.map((part) => part.attributes('tabindex'))).toEqual(['0', '-1', '-1', undefined])
    ;(parts[0]?.element as HTMLElement).focus()
    await parts[0]?.trigger('keydown', { key: 'ArrowRight' })
    expect(document.activeElement?.textContent).toBe('stop')
    await parts[1]?.trigger('focusin')
    expect(parts.map((part) => part.attributes('tabindex'))).toEqual(['-1', '0', '-1', undefined])
  })
})

describe('several commands that do one thing', () => {
  it('stand on a line each, and are copied so that each waits for the one before', async () => {
    const steps = ['one', 'two'].map((name): CommandLine => ({
      parts: [...line.parts.slice(0, 2), { text: name, kind: 'argument' }]
    }))
    wrapper = mountUi(CommandPreview, { props: { line, steps, cli: ['--context', 'far'], shell: 'posix' } })
    expect(wrapper.get('code').element.textContent).toBe('docker --context far stop one\ndocker --context far stop two')
    await wrapper.get('.copy').trigger('click')
    expect(call).toHaveBeenLastCalledWith('app.copyText', {
      text: 'docker --context far stop one &&\ndocker --context far stop two'
    })
  })
})
