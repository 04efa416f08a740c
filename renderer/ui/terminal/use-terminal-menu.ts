/** What a right click on a terminal offers. */
import { ClipboardPaste, Copy, Eraser, Search, TextSelect } from '@lucide/vue'
import type { Terminal } from '@xterm/xterm'
import { computed, shallowRef, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { startedWith } from '../../modules/start'
import { useSettings } from '../../stores/settings'
import { copyText } from '../base/copy-text'
import type { MenuItem } from '../base/menu-model'

export interface TerminalMenu {
  readonly items: ComputedRef<readonly MenuItem[]>
  /** What is selected has no event of its own that says enough: it is looked at when the menu opens. */
  refresh(): void
  choose(item: string): void
}

export function useTerminalMenu(
  terminal: Terminal,
  writable: () => boolean,
  { search, paste }: { readonly search: () => void; readonly paste: () => void }
): TerminalMenu {
  const { t } = useI18n()
  const settings = useSettings()
  const selected = shallowRef(false)
  const held = startedWith.platform === 'darwin' ? 'Mod' : 'Mod+Shift'
  return {
    items: computed(() => [
      {
        id: 'copy',
        label: t('containers-terminal.menu.copy'),
        icon: Copy,
        shortcut: `${held}+C`,
        disabled: !selected.value
      },
      {
        id: 'paste',
        label: t('containers-terminal.menu.paste'),
        icon: ClipboardPaste,
        shortcut: `${held}+V`,
        disabled: !writable()
      },
      { id: 'select', label: t('containers-terminal.menu.select-all'), icon: TextSelect },
      {
        id: 'search',
        label: t('containers-terminal.menu.search'),
        icon: Search,
        shortcut: `${held}+F`,
        separator: true
      },
      { id: 'clear', label: t('containers-terminal.menu.clear'), icon: Eraser },
      {
        id: 'read-out',
        label: t('containers-terminal.menu.read-out'),
        checked: settings.current.terminalReadOut,
        separator: true
      }
    ]),
    refresh: () => (selected.value = terminal.hasSelection()),
    choose(item) {
      switch (item) {
        case 'copy':
          return void copyText(terminal.getSelection())
        case 'paste':
          // The closing menu gives the focus back first.
          return void setTimeout(paste, 50)
        case 'select':
          return terminal.selectAll()
        case 'search':
          return search()
        case 'clear':
          return terminal.clear()
        case 'read-out':
          return void settings.update({ terminalReadOut: !settings.current.terminalReadOut })
      }
    }
  }
}
