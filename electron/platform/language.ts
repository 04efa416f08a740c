/** Which of the app's languages a person reads: as set, or the system's. */
export type Language = 'en' | 'fr'

export const languageOf = (setting: 'system' | Language, systemLocale: string): Language =>
  setting !== 'system' ? setting : systemLocale.toLowerCase().startsWith('fr') ? 'fr' : 'en'
