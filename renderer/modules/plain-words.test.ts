import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import english from '../../locales/en/shell.json'
import { plainWords } from './plain-words'

interface Translating {
  t(key: string, values: object): string
  te(key: string): boolean
}
const i18nOf = (messages: object): Translating =>
  createI18n({ legacy: false, locale: 'en', messages: { en: messages as Record<string, string> } })
    .global as unknown as Translating

/** Every key of a tree of messages. */
const keysOf = (messages: object, before = ''): string[] =>
  Object.entries(messages).flatMap(([key, inner]) =>
    typeof inner === 'string' ? [`${before}${key}`] : keysOf(inner as object, `${before}${key}.`)
  )

describe('plain words', () => {
  it('say what their messages say', () => {
    const { t } = i18nOf(english)
    const { t: plain, te } = i18nOf(plainWords(english) as object)
    const values = { name: 'web', count: 3, n: 3, subject: 'web' }
    for (const key of keysOf(english)) {
      expect(plain(key, values)).toBe(t(key, values))
      expect(te(key)).toBe(true)
    }
  })

  it('leave what has a placeholder, a plural, a link or an escape to be compiled', () => {
    const messages = { a: 'No {name}', b: 'one | many', c: '@:a', d: "{'@'}", e: 'a plain one' }
    const words = plainWords(messages) as Record<string, unknown>
    expect(Object.entries(words).map(([key, word]) => [key, typeof word])).toEqual([
      ['a', 'string'],
      ['b', 'string'],
      ['c', 'string'],
      ['d', 'string'],
      ['e', 'function']
    ])
  })
})
