/** `label=` and `label!=` of a prune, as docker's own reads them. */

export interface LabelFilters {
  /** `key`, or `key=value`. */
  readonly labels: readonly string[]
  readonly withoutLabels: readonly string[]
}

function hasLabel(labels: Readonly<Record<string, string>>, label: string): boolean {
  const at = label.indexOf('=')
  const key = at < 0 ? label : label.slice(0, at)
  return Object.hasOwn(labels, key) && (at < 0 || labels[key] === label.slice(at + 1))
}

/**
 * Each `label` must be there; and of several `label!=` one that is missing is enough: only what has all of them is spared.
 * Source: moby, daemon/prune.go and volume/service/convert.go (`MatchKVList` of `label!`, turned around).
 */
export const fitsLabels = (
  labels: Readonly<Record<string, string>>,
  { labels: wanted, withoutLabels }: LabelFilters
): boolean =>
  wanted.every((label) => hasLabel(labels, label)) &&
  (withoutLabels.length === 0 || !withoutLabels.every((label) => hasLabel(labels, label)))
