/** Both languages; only the one in use is loaded. */
import { markRaw } from 'vue'
import { createI18n } from 'vue-i18n'
import { plainWords } from './plain-words'
import { startedWith } from './start'
import { wordsOf, type Language } from './words'

export type { Language } from './words'

export const i18n = createI18n({
  legacy: false,
  locale: startedWith.language,
  fallbackLocale: 'en',
  missingWarn: false,
  fallbackWarn: false
})

/** Shows the window in a language from now on. */
export async function useLanguage(language: Language): Promise<void> {
  if (
    !i18n.global.availableLocales.includes(language) ||
    Object.keys(i18n.global.getLocaleMessage(language)).length === 0
  ) {
    // Raw: a message does not change, and each one that is read would be followed.
    i18n.global.setLocaleMessage(language, markRaw(plainWords(await wordsOf(language)) as never))
  }
  i18n.global.locale.value = language
  document.documentElement.lang = language
}
