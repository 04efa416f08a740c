// @vitest-environment happy-dom
/** What would be sent, as it is said: how much, what is largest, what is kept back, and when it is too much. */
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import builds from '../../../../locales/en/builds.json'
import format from '../../../../locales/en/format.json'
import ui from '../../../../locales/en/ui.json'
import type { ContextReport } from '../../../../contract/builds/model'
import ContextSize from './ContextSize.vue'

const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: { builds, format, ui } } })
const report: ContextReport = {
  files: 3,
  folders: 1,
  bytes: 6_830,
  ignored: 1,
  ignoreFile: '.dockerignore',
  largest: [{ path: 'site', kind: 'folder', bytes: 6_000, files: 2 }],
  largestFiles: [],
  large: false
}
const shown = (more: Partial<ContextReport>) =>
  mount(ContextSize, { props: { report: { ...report, ...more } }, global: { plugins: [i18n] } })

describe('the size of a context', () => {
  it('is said with what is kept back', () => {
    expect(shown({}).find('.sum').text()).toBe('6.83kB in 3 files would be sent. .dockerignore leaves out one file.')
    expect(shown({ ignoreFile: undefined, files: 1 }).find('.sum').text()).toBe(
      '6.83kB in one file would be sent. There is no .dockerignore.'
    )
    expect(shown({ ignored: 0 }).text()).toContain('.dockerignore leaves out nothing.')
  })

  it('is warned of where it is large, and then shows what is largest at once', () => {
    const small = shown({})
    expect(small.find('details').attributes('open')).toBeUndefined()
    expect(small.find('.warning').exists()).toBe(false)
    const large = shown({ large: true, bytes: 600_000_000 })
    expect(large.find('.warning').text()).toBe(builds.context.large)
    expect(large.find('details').attributes('open')).toBeDefined()
    expect(large.find('li').text()).toContain('site')
  })
})
