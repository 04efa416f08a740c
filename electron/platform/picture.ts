/** For a machine without a display: a picture of the window in a file, again every few seconds. */
import { rename, writeFile } from 'node:fs/promises'
import type { BrowserWindow } from 'electron'
import { logWarning } from './log'

const interval = 3_000

/** Starts when the window is shown and ends with it. */
export function keepPicture(window: BrowserWindow, file: string): void {
  const take = async (): Promise<void> => {
    if (window.isDestroyed()) return
    try {
      const picture = await window.webContents.capturePage()
      // Beside and renamed: who opens it never finds half a picture.
      await writeFile(`${file}.new`, picture.toPNG())
      await rename(`${file}.new`, file)
    } catch (error) {
      logWarning('No picture of the window could be written', error)
    }
  }
  const timer = setInterval(() => void take(), interval)
  window.once('closed', () => clearInterval(timer))
  window.webContents.once('did-finish-load', () => void take())
}
