/** The messages of both languages, each loaded when it is asked for. */
export type Language = 'en' | 'fr'
type Messages = Record<string, Record<string, unknown>>

const loaders: Readonly<Record<Language, () => Promise<{ readonly default: Messages }>>> = {
  en: () => import('./messages-en'),
  fr: () => import('./messages-fr')
}

export const wordsOf = async (language: Language): Promise<Messages> => (await loaders[language]()).default
