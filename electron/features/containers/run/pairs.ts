/** `KEY=VALUE` texts as the API's maps. */
import { cutPair } from '../../../../contract/command/csv'

/** A key without a value has an empty one; of two the last counts. Undefined for none. */
export function mapOf(pairs: readonly string[]): Readonly<Record<string, string>> | undefined {
  return pairs.length === 0
    ? undefined
    : Object.fromEntries(
        pairs.map((pair) => {
          const [key, value = ''] = cutPair(pair)
          return [key, value]
        })
      )
}

/** Keys with an empty object each, as Go writes a set. */
export const setOf = (keys: readonly string[]): Readonly<Record<string, object>> =>
  Object.fromEntries(keys.map((key) => [key, {}]))

/** Lists that are empty are not sent. */
export const someOf = <Value>(values: readonly Value[]): readonly Value[] | undefined =>
  values.length === 0 ? undefined : values
