/** What a person has set; written through to the main process at once. */
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { defaultSettings, type Settings, type TableSettings } from '../../contract/settings/model'
import { call } from '../ipc/client'
import { useStream } from '../ipc/use-stream'
import { useLanguage } from '../modules/i18n'
import { startedWith } from '../modules/start'
import { useTheme } from '../modules/theme'

export const useSettings = defineStore('settings', () => {
  const current = shallowRef<Settings>({ ...defaultSettings, sidebarCollapsed: startedWith.sidebarCollapsed })
  const loaded = shallowRef(false)

  useStream('settings.watch', () => ({}), {
    items: (items) => {
      current.value = items.at(-1) ?? current.value
      loaded.value = true
    }
  })

  async function update(changed: Partial<Settings>): Promise<void> {
    // Shown at once; what the main process then says wins.
    current.value = { ...current.value, ...changed }
    await call('settings.update', changed)
  }

  watch(
    () => [loaded.value, current.value.theme, current.value.language] as const,
    ([known, theme, language]) => {
      if (!known) return
      useTheme(theme)
      const system = navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en'
      void useLanguage(language === 'system' ? system : language)
    }
  )

  const shell = computed(() =>
    current.value.shell !== 'system' ? current.value.shell : startedWith.platform === 'win32' ? 'powershell' : 'posix'
  )
  const table = (name: string): TableSettings => current.value.tables[name] ?? { hidden: [], widths: {} }
  const updateTable = (name: string, value: TableSettings): Promise<void> =>
    update({ tables: { ...current.value.tables, [name]: value } })

  return { current, loaded, shell, table, update, updateTable }
})
