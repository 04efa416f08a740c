// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { createI18n } from 'vue-i18n'
import { mount } from '@vue/test-utils'
import enFormat from '../../../locales/en/format.json'
import enUi from '../../../locales/en/ui.json'
import frFormat from '../../../locales/fr/format.json'
import frUi from '../../../locales/fr/ui.json'
import { useFormat, type Format } from './use-format'

const now = Date.UTC(2026, 0, 1)
beforeEach(() => vi.useFakeTimers({ now }))
afterEach(() => vi.useRealTimers())

function format(locale: 'en' | 'fr') {
  const i18n = createI18n({
    legacy: false,
    locale,
    messages: { en: { format: enFormat, ui: enUi }, fr: { format: frFormat, ui: frUi } }
  })
  let made: Format | undefined
  mount(defineComponent({ setup: () => ((made = useFormat()), () => h('i')) }), { global: { plugins: [i18n] } })
  if (made === undefined) throw new Error('It was not set up')
  return { i18n, format: made }
}

describe('formats', () => {
  it('are Docker’s own in English', () => {
    const { format: f } = format('en')
    expect(f.size(13_256)).toBe('13.3kB')
    expect(f.ago(now - 61_000)).toBe('About a minute ago')
    expect(
      f.status({ state: 'exited', exitCode: 137, since: now - 3 * 3_600_000, status: 'Exited (137) 3 hours ago' })
    ).toBe('Exited (137) 3 hours ago')
    expect(f.status({ state: 'unknown', status: 'Something else' })).toBe('Something else')
    expect([f.duration(120), f.duration(4200), f.duration(185_000)]).toEqual(['120 ms', '4.2 s', '3 min 5 s'])
  })

  it('change with the language, also what was said before', () => {
    const { i18n, format: f } = format('en')
    const english = [f.size(13_256), f.ago(now - 61_000)]
    i18n.global.locale.value = 'fr'
    const french = [f.size(13_256), f.ago(now - 61_000)]
    expect(french[0]).toContain('13,3')
    expect(french[1]).not.toBe(english[1])
    i18n.global.locale.value = 'en'
    expect([f.size(13_256), f.ago(now - 61_000)]).toEqual(english)
  })
})
