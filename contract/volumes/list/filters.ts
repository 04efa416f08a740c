/** `docker volume ls --filter` as a person types it. Source of the meanings: docker's reference of `docker volume ls`. */

/** Those that docker knows, of every engine since 20.10. */
export const volumeFilterKeys = ['name', 'driver', 'label', 'dangling'] as const
export type VolumeFilterKey = (typeof volumeFilterKeys)[number]

export interface VolumeFilter {
  readonly key: VolumeFilterKey
  readonly value: string
}

export const isVolumeFilterKey = (text: string): text is VolumeFilterKey =>
  (volumeFilterKeys as readonly string[]).includes(text)

/** `key=value` with a key that docker knows; undefined for anything else, and while there is no value yet. */
export function parseVolumeFilter(word: string): VolumeFilter | undefined {
  const at = word.indexOf('=')
  const key = word.slice(0, Math.max(0, at)).toLowerCase()
  const value = word.slice(at + 1)
  return isVolumeFilterKey(key) && value !== '' ? { key, value } : undefined
}

/** The words of a text in which a filter may still be typed: `web lab` is about both, `web label=te` about `web` alone. */
export const freeVolumeWords = (text: string): string =>
  text
    .split(/\s+/)
    .filter((word) => !(word.includes('=') && isVolumeFilterKey(word.slice(0, word.indexOf('=')).toLowerCase())))
    .join(' ')
    .trim()

/** What docker would refuse in itself. */
export const volumeFilterProblem = ({ key, value }: VolumeFilter): 'dangling' | undefined =>
  key === 'dangling' && !['true', 'false', '1', '0'].includes(value) ? 'dangling' : undefined

/** For `GET /volumes?filters=`; undefined where nothing narrows the list. */
export function askedVolumeFilters(filters: readonly VolumeFilter[]): Record<string, string[]> | undefined {
  const asked: Record<string, string[]> = {}
  for (const filter of filters)
    if (volumeFilterProblem(filter) === undefined) (asked[filter.key] ??= []).push(filter.value)
  return Object.keys(asked).length === 0 ? undefined : asked
}
