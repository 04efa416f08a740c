// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { courseCommands, courseSlips } from '../../contract/command/test-course'
import { i18n, useLanguage } from '../modules/i18n'
import type { PaletteEntry } from '../ui/palette/use-palette'
import { usePastedEntries } from './pasted-entries'

describe('what the palette offers for a pasted line', () => {
  let offered: (query: string) => readonly PaletteEntry[]
  let router: Router
  beforeEach(async () => {
    // An engine that has not answered yet: nothing is known by name.
    vi.stubGlobal('escale', { open: () => 1, call: () => new Promise(() => {}), close: () => {}, write: () => {} })
    await useLanguage('en')
    router = createRouter({
      history: createMemoryHistory(),
      routes: [{ path: '/:all(.*)*', component: { render: () => null } }]
    })
    mount(
      defineComponent({
        setup() {
          offered = usePastedEntries()
          return () => null
        }
      }),
      { global: { plugins: [createPinia(), router, i18n] } }
    )
  })

  it.each(Object.values(courseCommands).flat())('%s leads somewhere', (line) => {
    const entries = offered(line)
    expect(entries.length).toBeGreaterThan(0)
    for (const { id, note } of entries) {
      expect(note).toBeUndefined()
      if (!line.startsWith('docker search')) expect(id).not.toBe('search-hub')
    }
  })

  it.each(courseSlips.filter(([, kind]) => kind === 'deed'))('%s says what is left out', (line, _, problems) => {
    for (const { note } of offered(line)) expect(note === undefined).toBe(problems.length === 0)
  })

  it('goes to where it leads', async () => {
    offered('docker pull --platform linux/arm64 nginx')[0]?.run()
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/images?pull=nginx'))
    expect(offered('docker pull --platform linux/arm64 nginx')[0]?.note).toContain('linux/arm64')
    offered('docker ps -s')[0]?.run()
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/containers?sizes='))
  })
})
