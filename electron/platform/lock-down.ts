/** What no page may do, whatever it holds: leave, open windows, embed others, or use the machine's devices. */
import { app, session } from 'electron'
import { appOrigin } from './origin'

/** Applies to every web contents there is and will be. Call once, when the app is ready. */
export function lockDown(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
  session.defaultSession.on('will-download', (event) => event.preventDefault())
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('will-navigate', (event) => {
      // A page reloads itself after a crash; every other way out is closed.
      if (new URL(event.url).origin !== appOrigin) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
  })
}
