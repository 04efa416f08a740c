// @vitest-environment happy-dom
import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { useLogBuffer, type LogLine } from '../../../ui/logs/log-buffer'
import { mountUi } from '../../../ui/test-i18n'
import StepLog from './StepLog.vue'

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())
const many = (from: number, count: number): LogLine[] =>
  Array.from({ length: count }, (_, index) => ({ at: '', source: 'stdout', text: `line ${from + index}` }))
const drawn = (): number[] => wrapper.findAll('[data-line]').map((row) => Number(row.attributes('data-line')))

it('draws of 50,000 lines those in view, at their end while they come, and where one has scrolled to', async () => {
  const log = useLogBuffer()
  log.append(many(0, 25_000))
  wrapper = mountUi(StepLog, { props: { log, label: 'Output' } })
  await nextTick()
  log.append(many(25_000, 25_000))
  await nextTick()
  expect(drawn().length).toBeLessThan(80)
  expect(drawn().at(-1)).toBe(49_999)
  const scroller = wrapper.get('[role=log]')
  await scroller.trigger('wheel')
  scroller.element.scrollTop = 1_000 * 18
  await scroller.trigger('scroll')
  expect(drawn()).toContain(1_000)
  expect(drawn().length).toBeLessThan(80)
  log.append(many(50_000, 10))
  await nextTick()
  expect(drawn()).toContain(1_000)
})

it('says how many older lines are gone', async () => {
  const log = useLogBuffer(100)
  log.append(many(0, 150))
  wrapper = mountUi(StepLog, { props: { log, label: 'Output' } })
  await nextTick()
  expect(wrapper.text()).toContain('50 older lines are no longer kept')
})
