/** Both languages say the same things, and every key that the code uses is there. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'

const root = join(import.meta.dirname, '..')

function keys(value: unknown, path = ''): Array<readonly [string, string]> {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as object).flatMap(([key, inner]) => keys(inner, path === '' ? key : `${path}.${key}`))
}
const messages = (language: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(root, 'locales', language)).flatMap((file) =>
      keys(JSON.parse(readFileSync(join(root, 'locales', language, file), 'utf8')), file.replace('.json', ''))
    )
  )
const english = messages('en')
const french = messages('fr')

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return sources(path)
    return /\.(vue|ts)$/.test(name) && !/\.test\.ts$/.test(name) ? [path] : []
  })
}

/** vue-i18n's own, without the types of every key. */
interface Translator {
  t(key: string, named: object, plural: number): string
  te(key: string): boolean
}
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()

describe('locales', () => {
  it('have the same keys in both languages', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('fill in the same values in both languages', () => {
    for (const [key, text] of english)
      expect([...new Set(placeholders(french.get(key) ?? ''))], key).toEqual([...new Set(placeholders(text))])
  })

  it('hold every key that the window uses', () => {
    const missing: string[] = []
    for (const file of sources(join(root, 'renderer'))) {
      for (const [, key = ''] of readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([\w.-]+)'/g))
        if (!english.has(key)) missing.push(`${file.slice(root.length + 1)}: ${key}`)
    }
    expect(missing).toEqual([])
  })

  // Some four thousand are compiled, which takes a busy machine its time.
  it(
    'are sentences that can be read: one that cannot takes down the component that shows it',
    { timeout: 60_000 },
    () => {
      for (const language of ['en', 'fr']) {
        const features = readdirSync(join(root, 'locales', language)).map((file) => [
          file.replace('.json', ''),
          JSON.parse(readFileSync(join(root, 'locales', language, file), 'utf8')) as unknown
        ])
        const options = { legacy: false, locale: language, messages: { [language]: Object.fromEntries(features) } }
        const { t, te } = createI18n(options as object).global as unknown as Translator
        const unreadable = [...english.keys()].filter((key) => {
          try {
            t(key, {}, 2)
            return !te(key)
          } catch {
            return true
          }
        })
        expect(unreadable, language).toEqual([])
      }
    }
  )

  it('keep French typography: no plain space before ; : ! ? nor inside « »', () => {
    for (const [key, text] of french) {
      // A ":" in an example of a port or a tag has no space before it at all.
      expect(text, key).not.toMatch(/ [;!?:](\s|$)/)
      expect(text, key).not.toMatch(/« | »/)
    }
  })
})
