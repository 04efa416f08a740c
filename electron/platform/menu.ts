/**
 * The application menu. Windows and Linux have none: its accelerators would take keys that a terminal needs, and
 * Chromium edits without it. macOS needs one for copy and paste, and for Quit.
 */
import { Menu } from 'electron'
import en from '../../locales/en/menu.json'
import fr from '../../locales/fr/menu.json'
import type { Language } from './language'

export function appMenu(language: Language): Menu | null {
  if (process.platform !== 'darwin') return null
  const words = language === 'fr' ? fr : en
  return Menu.buildFromTemplate([
    { role: 'appMenu' },
    {
      label: words.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' }
      ]
    },
    {
      label: words.view,
      submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }]
    },
    { role: 'windowMenu' }
  ])
}
