/** `docker network ls --filter` as a person types it. Source of the meanings: docker's reference of `docker network ls`. */

/** Those that docker knows, of every engine since 20.10. */
export const networkFilterKeys = ['name', 'driver', 'scope', 'label', 'id', 'type', 'dangling'] as const
export type NetworkFilterKey = (typeof networkFilterKeys)[number]

export interface NetworkFilter {
  readonly key: NetworkFilterKey
  readonly value: string
}

export const isNetworkFilterKey = (text: string): text is NetworkFilterKey =>
  (networkFilterKeys as readonly string[]).includes(text)

/** `key=value` with a key that docker knows; undefined for anything else, and while there is no value yet. */
export function parseNetworkFilter(word: string): NetworkFilter | undefined {
  const at = word.indexOf('=')
  const key = word.slice(0, Math.max(0, at)).toLowerCase()
  const value = word.slice(at + 1)
  return isNetworkFilterKey(key) && value !== '' ? { key, value } : undefined
}

/** The words of a text in which a filter may still be typed: `web lab` is about both, `web label=te` about `web` alone. */
export const freeNetworkWords = (text: string): string =>
  text
    .split(/\s+/)
    .filter((word) => !(word.includes('=') && isNetworkFilterKey(word.slice(0, word.indexOf('=')).toLowerCase())))
    .join(' ')
    .trim()

/** What docker would refuse in itself. */
export function networkFilterProblem({ key, value }: NetworkFilter): 'dangling' | 'type' | 'scope' | undefined {
  if (key === 'dangling' && !['true', 'false', '1', '0'].includes(value)) return 'dangling'
  if (key === 'type' && !['custom', 'builtin'].includes(value)) return 'type'
  return key === 'scope' && !['local', 'swarm', 'global'].includes(value) ? 'scope' : undefined
}

/** For `GET /networks?filters=`; undefined where nothing narrows the list. */
export function askedNetworkFilters(filters: readonly NetworkFilter[]): Record<string, string[]> | undefined {
  const asked: Record<string, string[]> = {}
  for (const filter of filters)
    if (networkFilterProblem(filter) === undefined) (asked[filter.key] ??= []).push(filter.value)
  return Object.keys(asked).length === 0 ? undefined : asked
}
