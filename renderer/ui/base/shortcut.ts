/** Shortcuts are written once, as `Mod+Shift+K`, and shown as each platform writes them. */

/** The platform that the main process named, else what the browser says (in a test or the gallery). */
export const isMac =
  new URLSearchParams(location.search).get('platform') === 'darwin' ||
  (!location.search.includes('platform=') && navigator.userAgent.includes('Macintosh'))

const macSigns: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Delete: '⌫',
  Escape: 'esc',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
  Space: '␣'
}
const otherSigns: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Enter: '↵',
  Delete: 'Del',
  Escape: 'Esc',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→'
}

/** `Mod+Shift+K` to `['⌘', '⇧', 'K']` or `['Ctrl', 'Shift', 'K']`. */
export const shortcutKeys = (shortcut: string, mac = isMac): readonly string[] =>
  shortcut.split('+').map((key) => (mac ? macSigns : otherSigns)[key] ?? key)

export const writeShortcut = (shortcut: string, mac = isMac): string => shortcutKeys(shortcut, mac).join(mac ? '' : '+')

/** The platform's key for commands is held: Command on macOS, Control elsewhere. */
export const modKey = (event: KeyboardEvent | MouseEvent): boolean => (isMac ? event.metaKey : event.ctrlKey)
