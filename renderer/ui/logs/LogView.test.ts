// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { nextTick, ref, shallowRef } from 'vue'
import { mountUi } from '../test-i18n'
import { useLogBuffer, type LogLine } from './log-buffer'
import type { LogSearch } from './log-search'
import LogView from './LogView.vue'

const line = (text: string, source: LogLine['source'] = 'stdout'): LogLine => ({
  at: '2026-01-01T00:00:00.5Z',
  source,
  text
})
const call = vi.fn((..._: unknown[]) => Promise.resolve({ ok: true, value: undefined }))
let wrapper: VueWrapper
beforeEach(() => Object.assign(window, { escale: { call } }))
afterEach(() => wrapper.unmount())

async function view(lines: LogLine[], capacity?: number) {
  const buffer = useLogBuffer(capacity)
  buffer.append(lines)
  wrapper = mountUi(LogView, { props: { buffer } })
  await nextTick()
  return {
    buffer,
    scroller: wrapper.get('[role=log]'),
    drawn: () => wrapper.findAll('[data-line]').map((row) => Number(row.attributes('data-line')))
  }
}
const many = (count: number): LogLine[] => Array.from({ length: count }, (_, index) => line(`line ${index}`))

describe('the log view', () => {
  it('draws only what is in view, at the end', async () => {
    const { drawn } = await view(many(50_000))
    expect(drawn().length).toBeLessThan(80)
    expect(drawn().at(-1)).toBe(49_999)
  })

  it('follows, until somebody scrolls up, and again from the end', async () => {
    const { buffer, scroller, drawn } = await view(many(1000))
    buffer.append(many(10))
    await nextTick()
    expect(drawn().at(-1)).toBe(1009)
    await scroller.trigger('wheel')
    scroller.element.scrollTop = 0
    await scroller.trigger('scroll')
    buffer.append(many(10))
    await nextTick()
    expect(drawn()[0]).toBe(0)
    const newest = wrapper.get('.newest')
    expect(newest.text()).toBe('10 new lines')
    await newest.trigger('click')
    await nextTick()
    expect(drawn().at(-1)).toBe(1019)
  })

  it('keeps what is read in place while older lines go', async () => {
    const { buffer, scroller, drawn } = await view(many(1000), 1000)
    await scroller.trigger('wheel')
    scroller.element.scrollTop = 500 * 18
    await scroller.trigger('scroll')
    const before = drawn()[0]
    buffer.append(many(100))
    await flushPromises()
    expect(drawn()[0]).toBe(before)
    expect(scroller.element.scrollTop).toBe(400 * 18)
    expect(wrapper.text()).toContain('100 older lines are no longer kept')
  })

  it('marks error output and never makes HTML of a line', async () => {
    await view([line('<img src=x onerror=alert(1)>', 'stderr')])
    const row = wrapper.get('.log-line.stderr')
    expect(row.find('img').exists()).toBe(false)
    expect(row.text()).toContain('Error output')
    expect(row.text()).toContain('<img src=x onerror=alert(1)>')
  })

  it('finds and shows what is searched for', async () => {
    const { drawn } = await view([line('a needle'), ...many(2000)])
    await wrapper.get('input[type=search]').setValue('needle')
    await flushPromises()
    expect(drawn()).toContain(0)
    expect(wrapper.get('mark').text()).toBe('needle')
    expect(wrapper.text()).toContain('1 of 1')
  })

  it('shows a match again where the lines became others meanwhile, and its number is the same', async () => {
    const buffer = useLogBuffer()
    buffer.append(many(2000))
    const [found, generation] = [ref<number>(), ref(1)]
    const search: LogSearch = {
      query: ref('line'),
      ask: () => undefined,
      pattern: shallowRef(),
      count: ref(1),
      current: ref(1),
      line: found,
      next: () => undefined,
      previous: () => undefined
    }
    wrapper = mountUi(LogView, { props: { buffer: Object.assign(buffer, { generation }), search } })
    const drawn = (): number[] => wrapper.findAll('[data-line]').map((row) => Number(row.attributes('data-line')))
    found.value = 0
    await flushPromises()
    expect(drawn()[0]).toBe(0)
    found.value = undefined
    generation.value++
    found.value = 0
    await flushPromises()
    expect(drawn()[0]).toBe(0)
  })

  it('cuts a very long line until the rest is asked for', async () => {
    await view([line('x'.repeat(20_000))])
    expect(wrapper.get('.log-text').text().length).toBeLessThan(10_200)
    await wrapper.get('.log-rest').trigger('click')
    expect(wrapper.get('.log-text').text().length).toBe(20_000)
  })

  it('copies all lines without their colours', async () => {
    await view([line('\u001b[31mred\u001b[0m'), line('two')])
    await wrapper.get('[aria-label="Copy all lines"]').trigger('click')
    expect(call).toHaveBeenCalledWith('app.copyText', { text: 'red\ntwo' })
  })

  it('clears, and says that there is nothing', async () => {
    const { drawn } = await view(many(10))
    await wrapper.get('[aria-label="Clear the view"]').trigger('click')
    await nextTick()
    expect(drawn()).toEqual([])
    expect(wrapper.text()).toContain('No lines yet.')
  })
})
