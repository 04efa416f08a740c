/** From what the engine told and what the page showed, when each change was there to be seen. */

/** Names sort before all others, and are as long as each other: `aaa-07-00042` is row 7 in its 42nd name. */
export const rowNames = /aaa-(\d{2})-(\d{5})/g

/**
 * @param {number} row
 * @param {number} version
 */
export const rowName = (row, version) => `aaa-${String(row).padStart(2, '0')}-${String(version).padStart(5, '0')}`

/** @typedef {{ readonly name: string, readonly at: number }} Moment `at` in milliseconds since 1970 */

/** @param {string} name */
function parse(name) {
  const [, row, version] = new RegExp(rowNames.source).exec(name) ?? []
  return row === undefined ? undefined : { row: Number(row), version: Number(version) }
}

/**
 * A row shows a change once it bears that name or a later one: what was renamed again meanwhile need not be shown in between.
 * @param {readonly Moment[]} events
 * @param {readonly Moment[]} sightings
 * @returns {number[]} milliseconds for each event; Infinity where it was never seen
 */
export function delays(events, sightings) {
  const seen = sightings.flatMap(({ name, at }) => ({ ...(parse(name) ?? { row: -1, version: -1 }), at }))
  return events.flatMap(({ name, at }) => {
    const wanted = parse(name)
    if (wanted === undefined) return []
    const first = seen.reduce(
      (best, { row, version, at: when }) =>
        row === wanted.row && version >= wanted.version ? Math.min(best, when) : best,
      Infinity
    )
    return [first - at]
  })
}
