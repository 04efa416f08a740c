/**
 * The window's words as a text that is parsed when it is loaded: several times faster than the same as a script. In place
 * of what `renderer/modules/messages-LANGUAGE.ts` would import.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param {ReadonlyMap<string, string>} files JSON by name: `ui.json`
 * @param {string} language
 */
export function wordsModule(files, language) {
  const words = Object.fromEntries(
    [...files].map(([name, text]) => [`../../locales/${language}/${name}`, /** @type {unknown} */ (JSON.parse(text))])
  )
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(words))})`
}

/**
 * @param {string} locales the folder with a folder for each language
 * @returns {import('vite').Plugin}
 */
export const wordsAsText = (locales) => ({
  name: 'words-as-text',
  apply: 'build',
  enforce: 'pre',
  transform(_code, id) {
    const language = /\/modules\/messages-(\w+)\.ts$/.exec(id)?.[1]
    if (language === undefined) return null
    const folder = join(locales, language)
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
    return {
      code: wordsModule(new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])), language),
      map: null
    }
  }
})
