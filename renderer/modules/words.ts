/** The messages of both languages, each loaded when it is asked for. */
export type Language = 'en' | 'fr'
type Messages = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const loaders: Readonly<Record<Language, () => Promise<{ readonly default: Messages }>>> = {
  en: () => import('./messages-en'),
  fr: () => import('./messages-fr')
}

/** `../../locales/en/ui.json` is mounted as `ui`. */
const namespaced = (files: Messages): Messages =>
  Object.fromEntries(
    Object.entries(files).map(([path, messages]) => [/([^/]+)\.json$/.exec(path)?.[1] ?? path, messages])
  )

export const wordsOf = async (language: Language): Promise<Messages> => namespaced((await loaders[language]()).default)
