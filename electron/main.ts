/** The main process: wiring only. What starts here starts once; what can wait, waits for the first list. */
import { join } from 'node:path'
import { app, clipboard, dialog, Menu } from 'electron'
import type { contract } from '../contract'
import { createEngines } from './engine/engines'
import { appHandlers } from './features/app/handlers'
import { connectionsHandlers } from './features/connections/handlers'
import { containersHandlers } from './features/containers/handlers'
import { historyHandlers } from './features/history/handlers'
import { hubHandlers } from './features/hub/handlers'
import { imagesHandlers } from './features/images/handlers'
import { settingsHandlers } from './features/settings/handlers'
import { tasksHandlers } from './features/tasks/handlers'
import { createHistory } from './history/history'
import { listenToWindows } from './ipc/bridge'
import type { Handlers } from './ipc/handlers'
import { createRouter } from './ipc/router'
import { createStreams } from './ipc/streams'
import { toFailure } from './ipc/to-failure'
import { announceConnection } from './platform/announce'
import { languageOf } from './platform/language'
import { lockDown } from './platform/lock-down'
import { logError, logTo, logWarning } from './platform/log'
import { appMenu } from './platform/menu'
import { openExternal } from './platform/open-external'
import { keepPicture } from './platform/picture'
import { registerAppScheme, serveApp } from './platform/protocol'
import { openSettings } from './platform/settings-store'
import { openWindow } from './platform/window'
import { createTasks } from './tasks/tasks'

type AllHandlers = { readonly [Feature in keyof typeof contract]: Handlers<(typeof contract)[Feature]> }

/** For a machine without a display: the terminal says what happens. */
const announces = process.env['ESCALE_ANNOUNCE'] === '1'
const userData = process.env['ESCALE_USER_DATA']
if (userData !== undefined && userData !== '') app.setPath('userData', userData)
// Electron 33's D-Bus probing and its like write to the terminal on their own; a person's log is ours.
process.on('uncaughtException', (error) => logError('Uncaught', error))
process.on('unhandledRejection', (error) => logError('Unhandled', error))

if (!app.requestSingleInstanceLock()) app.exit(0)
else start()

function start(): void {
  registerAppScheme()
  const folder = app.getPath('userData')
  logTo(folder)
  const settings = openSettings(folder, logWarning)
  const failureOf = (error: unknown, operation: string) => toFailure(error, operation, logError)

  // Dialled before the window exists: the engine answers while Chromium starts.
  const engines = createEngines({ preferred: settings.current.connection, warn: logWarning })
  const history = createHistory({ cliOf: engines.cliOf, failureOf })
  const tasks = createTasks({ history, failureOf })
  const language = () => languageOf(settings.current.language, app.getLocale())

  const handlers: AllHandlers = {
    app: appHandlers({
      version: app.getVersion(),
      locale: () => app.getLocale(),
      openLink: openExternal,
      copyText: (text) => clipboard.writeText(text),
      streams: () => streams.count,
      ready: () => {
        if (announces) process.stdout.write('The list is painted\n')
        Menu.setApplicationMenu(appMenu(language()))
      }
    }),
    connections: connectionsHandlers({ engines, remember: (connection) => settings.update({ connection }) }),
    containers: containersHandlers({ engines }),
    history: historyHandlers(history, async (suggestion) => {
      const { canceled, filePath } = await dialog.showSaveDialog({
        defaultPath: join(app.getPath('documents'), suggestion)
      })
      return canceled ? undefined : filePath
    }),
    hub: hubHandlers({ engines, baseUrl: () => settings.current.hubUrl }),
    images: imagesHandlers({ engines }),
    settings: settingsHandlers(settings),
    tasks: tasksHandlers(tasks)
  }
  const router = createRouter({
    handlers,
    tasks,
    history,
    log: logError,
    checkReplies: process.env['ESCALE_CHECK_REPLIES'] === '1'
  })
  const streams = createStreams(router)

  let window: Electron.BrowserWindow | undefined
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  let stopped = false
  app.on('before-quit', (event) => {
    if (stopped) return
    // Tasks end cleanly, and the settings reach the disk, before the process goes.
    event.preventDefault()
    void Promise.race([
      Promise.all([tasks.stop(), settings.flush()]),
      new Promise((resolve) => setTimeout(resolve, 3_000))
    ]).finally(() => {
      stopped = true
      engines.dispose()
      app.quit()
    })
  })

  void app.whenReady().then(() => {
    lockDown()
    serveApp(join(__dirname, '../renderer'))
    listenToWindows(router, streams)
    Menu.setApplicationMenu(null)
    window = openWindow(settings, language)
    const pictureFile = process.env['ESCALE_PICTURE_FILE']
    if (pictureFile !== undefined && pictureFile !== '') keepPicture(window, pictureFile)
    if (announces) announceConnection(engines)
  })
}
