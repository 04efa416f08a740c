/** The window's own words, so that a journey can be walked in either language by role and name. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Language = 'en' | 'fr'
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** As vue-i18n chooses among `none | one | several`, or `one | several`. */
function pluralOf(text: string, count: string | number | undefined): string {
  const choices = text.split(' | ')
  if (choices.length === 1 || typeof count !== 'number') return text
  if (choices.length === 2) return choices[count === 1 ? 0 : 1] ?? text
  return choices[Math.min(count, choices.length - 1)] ?? text
}

/** `count`, where it is a number, chooses among plural forms. Reads `locales/<language>`; throws for a key that is not there, so that a renamed key fails by its name. */
export function wordsOf(language: Language): Words {
  const folder = join(import.meta.dirname, '../../locales', language)
  const messages: Record<string, unknown> = Object.fromEntries(
    readdirSync(folder).map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8'))])
  )
  return (key, values = {}) => {
    const found = key
      .split('.')
      .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], messages)
    if (typeof found !== 'string') throw new Error(`No such words: ${key} (${language})`)
    // Literals are written {'@'} in a message.
    const text = pluralOf(found, values['count']).replace(/\{'([^']*)'\}/g, '$1')
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
  }
}
