/** The main process starts: what the first frame needs, in the order in which it needs it. */
import { join } from 'node:path'
import { app, Menu } from 'electron'
import { askQuit } from './platform/ask-quit'
import { languageOf } from './platform/language'
import { lockDown } from './platform/lock-down'
import { logError, logTo, logWarning } from './platform/log'
import { keepPicture } from './platform/picture'
import { registerAppScheme, serveApp } from './platform/protocol'
import { createQuitGuard } from './platform/quit-guard'
import { openSettings } from './platform/settings-store'
import { openWindow } from './platform/window'
import type { Services } from './services'

/** Milliseconds that tasks and settings have for their end before the process goes anyway. */
const farewell = 3_000

const userData = process.env['ESCALE_USER_DATA']
if (userData !== undefined && userData !== '') app.setPath('userData', userData)
process.on('uncaughtException', (error) => logError('Uncaught', error))
process.on('unhandledRejection', (error) => logError('Unhandled', error))

if (!app.requestSingleInstanceLock()) app.exit(0)
else start()

function start(): void {
  registerAppScheme()
  // Before Electron would make its own.
  Menu.setApplicationMenu(null)
  const folder = app.getPath('userData')
  logTo(folder)
  const settings = openSettings(folder, logWarning)
  const language = () => languageOf(settings.current.language, app.getLocale())
  let window: Electron.BrowserWindow | undefined
  let services: Services | undefined

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  let stopped = false
  // The windows are closed by then and have said where they stood.
  app.on('will-quit', (event) => {
    if (stopped) return
    // Tasks end cleanly, and the settings reach the disk, before the process goes.
    event.preventDefault()
    const ended = Promise.all([services?.stop(), settings.flush()])
    void Promise.race([ended, new Promise((resolve) => setTimeout(resolve, farewell))]).finally(() => {
      stopped = true
      app.quit()
    })
  })

  void app.whenReady().then(async () => {
    lockDown()
    const pageAsked = serveApp(join(__dirname, '../renderer'))
    const shown = openWindow(settings, language)
    window = shown
    const guard = createQuitGuard({
      unfinished: () => services?.unfinished(),
      ask: (unfinished) => askQuit(shown, language(), unfinished),
      quit: () => app.quit()
    })
    const hold = (event: Electron.Event): void => {
      if (!guard.mayQuit()) event.preventDefault()
    }
    shown.on('close', hold)
    app.on('before-quit', hold)
    // While the renderer starts. The page's scripts are served by this same thread, so none runs before there is somebody to answer it.
    await pageAsked
    const { startServices } = await import('./services')
    services = startServices({ settings, language, announces: process.env['ESCALE_ANNOUNCE'] === '1' })
    const pictureFile = process.env['ESCALE_PICTURE_FILE']
    if (pictureFile !== undefined && pictureFile !== '') keepPicture(window, pictureFile)
  })
}
