/** Where the points of a small line stand. */

/**
 * Across the whole width for `places` values, the newest at its right end. `least` is the value that fills the height where none is
 * larger, so that next to nothing does not look like a storm.
 */
export function sparkPoints(
  values: readonly number[],
  {
    width,
    height,
    places,
    least
  }: { readonly width: number; readonly height: number; readonly places: number; readonly least: number }
): ReadonlyArray<readonly [x: number, y: number]> {
  const shown = values.slice(-places)
  const top = Math.max(least, ...shown)
  const step = width / Math.max(1, places - 1)
  return shown.map((value, index) => [
    width - (shown.length - 1 - index) * step,
    height - (Math.max(0, value) / top) * height
  ])
}
