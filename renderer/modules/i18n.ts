/** Both languages; only the one in use is loaded. */
import { createI18n } from 'vue-i18n'
import { startedWith } from './start'

export type Language = 'en' | 'fr'
type Messages = Record<string, Record<string, unknown>>

const loaders: Readonly<Record<Language, () => Promise<{ default: Messages }>>> = {
  en: () => import('./messages-en'),
  fr: () => import('./messages-fr')
}

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
  )
    i18n.global.setLocaleMessage(language, (await loaders[language]()).default)
  i18n.global.locale.value = language
  document.documentElement.lang = language
}
