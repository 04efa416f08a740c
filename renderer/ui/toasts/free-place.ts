/** Where messages stand so that they lie over nothing that one may want to press next. */

export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Pixels to the window's edges, and to what is left free. */
const margin = 16
const gap = 8
/** Of the top bar, which is nobody's to cover. */
const above = 52

/**
 * Pixels between the window's lower edge and a column of messages at its right: as low as it goes without covering a control, else
 * where it covers the fewest.
 */
export function freePlace(
  column: { readonly width: number; readonly height: number },
  window: { readonly width: number; readonly height: number },
  controls: readonly Box[]
): number {
  const right = window.width - margin
  const left = right - column.width
  const beside = controls.filter((one) => one.right > left && one.left < right && one.bottom > above)
  const places = [margin, ...beside.map(({ top }) => window.height - top + gap)]
    .filter((bottom) => bottom >= margin && bottom + column.height <= window.height - above)
    .sort((one, other) => one - other)
  let best = { place: margin, covered: Infinity }
  for (const place of places) {
    const lower = window.height - place
    const covered = beside.filter(({ top, bottom }) => bottom > lower - column.height && top < lower).length
    if (covered < best.covered) best = { place, covered }
  }
  return best.place
}
