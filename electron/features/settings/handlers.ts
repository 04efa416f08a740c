import type { settings } from '../../../contract/settings/api'
import type { Handlers } from '../../ipc/handlers'
import { latest } from '../../platform/latest'
import type { SettingsStore } from '../../platform/settings-store'

export const settingsHandlers = (store: SettingsStore): Handlers<typeof settings> => ({
  watch: (_request, { signal }) => latest(() => store.current, store.onChange, signal),
  update: async (changed) => store.update(changed)
})
