/** What was measured, as a table for people and as a file for scripts. */

/**
 * One measurement. The limit holds the ratio where there is one, else the value; null where it is for information only.
 * @typedef {object} Result
 * @property {string} name
 * @property {number} value
 * @property {'ms' | 'bytes' | 'share of a core' | 'tasks' | 'frames'} unit
 * @property {number | null} against the same of what it is compared with, in the same unit
 * @property {number | null} ratio
 * @property {number | null} limit
 */

/** @param {Result} result */
const measured = ({ value, ratio }) => ratio ?? value

/** @param {Result} result */
export const isBroken = (result) => result.limit !== null && !(measured(result) <= result.limit)

/**
 * @param {number | null} value
 * @param {Result['unit']} unit
 */
export function format(value, unit) {
  if (value === null) return ''
  if (!Number.isFinite(value)) return 'never'
  switch (unit) {
    case 'ms':
      return `${value.toFixed(value < 100 ? 1 : 0)} ms`
    case 'bytes':
      return `${(value / 1e6).toFixed(0)} MB`
    case 'share of a core':
      return `${(value * 100).toFixed(2)} %`
    case 'tasks':
    case 'frames':
      return String(value)
  }
}

/** @param {number | null} ratio */
const formatRatio = (ratio) => (ratio === null ? '' : `${ratio.toFixed(2)} ×`)

/** @param {Result} result */
function formatLimit(result) {
  if (result.limit === null) return ''
  const limit = result.ratio === null ? format(result.limit, result.unit) : formatRatio(result.limit)
  return `≤ ${limit} ${isBroken(result) ? '✗' : '✓'}`
}

/**
 * Columns as wide as their widest cell; the first to the left, the others to the right.
 * @param {readonly (readonly string[])[]} lines the first is the head
 */
export function table(lines) {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  const rows = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  )
  return [rows[0], widths.map((width) => '─'.repeat(width)).join('  '), ...rows.slice(1)].join('\n')
}

/**
 * @param {readonly Result[]} results
 * @param {Readonly<Record<string, string>>} elsewhere another app's figures by the result's name, for information
 * @param {string} other the other app's name
 */
export function report(results, elsewhere, other) {
  const head = ['', 'Escale', 'Against', 'Ratio', 'Limit', other]
  return table([
    head,
    ...results.map((result) => [
      result.name,
      format(result.value, result.unit),
      format(result.against, result.unit),
      formatRatio(result.ratio),
      formatLimit(result),
      elsewhere[result.name] ?? ''
    ])
  ])
}
