/** `docker images --filter` as a person types it. Source of the meanings: docker's reference of `docker image ls`. */

/** Those that docker knows, of every engine since 20.10. */
export const imageFilterKeys = ['reference', 'dangling', 'label', 'before', 'since'] as const
export type ImageFilterKey = (typeof imageFilterKeys)[number]

export interface ImageFilter {
  readonly key: ImageFilterKey
  readonly value: string
}

export const isImageFilterKey = (text: string): text is ImageFilterKey =>
  (imageFilterKeys as readonly string[]).includes(text)

/** `key=value` with a key that docker knows; undefined for anything else, and while there is no value yet. */
export function parseImageFilter(word: string): ImageFilter | undefined {
  const at = word.indexOf('=')
  const key = word.slice(0, Math.max(0, at)).toLowerCase()
  const value = word.slice(at + 1)
  return isImageFilterKey(key) && value !== '' ? { key, value } : undefined
}

/** The words of a text in which a filter may still be typed: `web lab` is about both, `web label=te` about `web` alone. */
export const freeImageWords = (text: string): string =>
  text
    .split(/\s+/)
    .filter((word) => !(word.includes('=') && isImageFilterKey(word.slice(0, word.indexOf('=')).toLowerCase())))
    .join(' ')
    .trim()

/** What docker would refuse in itself. */
export const imageFilterProblem = ({ key, value }: ImageFilter): 'dangling' | undefined =>
  key === 'dangling' && !['true', 'false', '1', '0'].includes(value) ? 'dangling' : undefined

/** For `GET /images/json?filters=`; undefined where nothing narrows the list. */
export function askedImageFilters(filters: readonly ImageFilter[]): Record<string, string[]> | undefined {
  const asked: Record<string, string[]> = {}
  for (const filter of filters)
    if (imageFilterProblem(filter) === undefined) (asked[filter.key] ??= []).push(filter.value)
  return Object.keys(asked).length === 0 ? undefined : asked
}
