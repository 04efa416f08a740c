/** From a folder of locale files to the messages of a language: `../locales/en/ui.json` is mounted as `ui`. */
export const namespaced = (files: Record<string, Record<string, unknown>>): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(files).map(([path, messages]) => [/([^/]+)\.json$/.exec(path)?.[1] ?? path, messages])
  )
