/** What a filter box offers while a key or its value is being typed. */

export interface FilterKeyOffer {
  readonly key: string
  /** What it narrows by, in a few words. */
  readonly label: string
  /** What it can be; read when the list of offers opens. */
  readonly values?: () => readonly string[]
}
export interface Offer {
  /** What the box holds once it is taken. */
  readonly text: string
  readonly shown: string
  readonly note?: string
  /** It is whole: a chip is made of it. */
  readonly complete: boolean
}

/** Shown at most. */
const limit = 50

/** `key=value` as typed, quoted where it holds white space. */
export const filterText = (key: string, value: string): string => {
  const text = `${key}=${value}`
  return /\s/.test(text) ? (text.includes('"') ? `'${text}'` : `"${text}"`) : text
}

/** Keys that begin with, then hold, what is typed; after `key=` the values likewise. */
export function offersFor(typed: string, keys: readonly FilterKeyOffer[]): readonly Offer[] {
  const word = typed.trimStart().replace(/^["']/, '')
  const at = word.indexOf('=')
  if (at < 0) {
    return ranked(keys, word, ({ key, label }) => [key, label]).map(({ key, label }) => ({
      text: `${key}=`,
      shown: `${key}=`,
      note: label,
      complete: false
    }))
  }
  const key = keys.find((one) => one.key === word.slice(0, at).toLowerCase())
  const values = [...new Set(key?.values?.() ?? [])]
  return ranked(values, word.slice(at + 1), (value) => [value])
    .slice(0, limit)
    .map((value) => ({ text: `${key?.key ?? ''}=${value}`, shown: value, complete: true }))
}

function ranked<Item>(items: readonly Item[], typed: string, read: (item: Item) => readonly string[]): readonly Item[] {
  const wanted = typed.toLowerCase()
  const rank = (item: Item): number => {
    const places = read(item).map((text) => text.toLowerCase().indexOf(wanted))
    return places.includes(0) ? 0 : places.some((place) => place > 0) ? 1 : 2
  }
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((one) => one.rank < 2)
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item)
}
