/** The window: where it was left, shown at once, and loaded anew when its renderer crashes. */
import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { Settings } from '../../contract/settings/model'
import { logError } from './log'
import { appOrigin } from './origin'
import type { SettingsStore } from './settings-store'

const smallest = { width: 900, height: 600 }
/** A renderer that crashes more often than this in a minute is not loaded again: it would spin for ever. */
const crashLimit = 3
/** Milliseconds that a window rests before its place is worth writing down. */
const restTime = 300

/** The bounds as they were, or centred where the screen that held them is gone. */
function bounds({ window }: Settings): Electron.Rectangle | { width: number; height: number } {
  const { x, y, width, height } = window
  if (x === undefined || y === undefined) return { width, height }
  const visible = screen.getAllDisplays().some(({ workArea: area }) => {
    const inside = x + width > area.x + 50 && x < area.x + area.width - 50
    return inside && y >= area.y - 10 && y < area.y + area.height - 50
  })
  return visible ? { x, y, width, height } : { width, height }
}

/**
 * The address of the page with what it needs for its first frame, so that it has nothing to ask first. `crashed`: where
 * a page stood that is gone: the new one comes back to its place.
 */
function address(settings: Settings, language: string, crashed?: string): string {
  const query = new URLSearchParams({ language, theme: settings.theme, platform: process.platform })
  if (settings.sidebarCollapsed) query.set('sidebar', 'collapsed')
  if (crashed === undefined) return `${appOrigin}/index.html?${query}`
  query.set('recovered', 'yes')
  return `${appOrigin}/index.html?${query}${new URL(crashed).hash}`
}

export function openWindow(settings: SettingsStore, language: () => string): BrowserWindow {
  const dark =
    settings.current.theme === 'dark' || (settings.current.theme === 'system' && nativeTheme.shouldUseDarkColors)
  const window = new BrowserWindow({
    ...bounds(settings.current),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Escale',
    backgroundColor: dark ? '#14181d' : '#fbfcfd',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(__dirname, '../preload/preload.js'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // Compiled scripts are kept from the first start on; a browser waits until it has seen one thrice.
      v8CacheOptions: 'bypassHeatCheck'
    }
  })
  if (settings.current.window.maximized) window.maximize()

  const remember = (): void => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
    settings.update({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } })
  }
  // Not only once it is closed: a session that ends all at once closes nothing. Linux tells of every step on the way.
  let timer: NodeJS.Timeout | undefined
  const rememberSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(remember, restTime)
  }
  window.on('resize', rememberSoon)
  window.on('move', rememberSoon)
  window.on('maximize', remember)
  window.on('unmaximize', remember)
  window.on('close', remember)

  const crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    logError('The window crashed', reason)
    const now = Date.now()
    crashes.push(now)
    if (crashes.filter((at) => now - at < 60_000).length > crashLimit) return
    void window.loadURL(address(settings.current, language(), window.webContents.getURL()))
  })
  // A page that is loaded by a test or a shortcut keeps its title: the window's is the app's.
  window.on('page-title-updated', (event) => event.preventDefault())
  void window
    .loadURL(address(settings.current, language()))
    .catch((error: unknown) => logError('The page did not load', error))
  return window
}
