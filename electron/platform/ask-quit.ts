/** The system's own dialog for quitting while something must not be cut; the window may be closing. */
import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'
import en from '../../locales/en/menu.json'
import fr from '../../locales/fr/menu.json'
import type { Language } from './language'
import type { QuitChoice, Unfinished } from './quit-guard'

const choices: readonly QuitChoice[] = ['stay', 'wait', 'cancel']

export async function askQuit(window: BrowserWindow, language: Language, { name }: Unfinished): Promise<QuitChoice> {
  const { quit: words } = language === 'fr' ? fr : en
  const question: MessageBoxOptions = {
    type: 'warning',
    message: name === 'engineSettings.apply' ? words.settings : words.install,
    detail: words.detail,
    buttons: choices.map((choice) => words[choice]),
    defaultId: 0,
    cancelId: 0,
    noLink: true
  }
  // A window that crashed for good is none to ask in.
  const { response } = window.isDestroyed()
    ? await dialog.showMessageBox(question)
    : await dialog.showMessageBox(window, question)
  return choices[response] ?? 'stay'
}
