/** What every Electron app pays: one sandboxed window with a static page. It prints a line when the page has loaded. */
/* eslint-disable @typescript-eslint/no-require-imports -- the least that Electron can start: a CommonJS script, not built */
const { join } = require('node:path')
const { app, BrowserWindow } = require('electron')

const userData = process.env['ESCALE_USER_DATA']
if (userData) app.setPath('userData', userData)
app.on('window-all-closed', () => app.quit())
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: { sandbox: true, contextIsolation: true }
  })
  window.webContents.once('did-finish-load', () => process.stdout.write('The page has loaded\n'))
  window.loadFile(join(__dirname, 'index.html'))
})
