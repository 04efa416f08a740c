/** A switch's value (`--rm=false`). */

/** As Go reads it; undefined where it is neither true nor false. */
export function parseSwitch(value: string): boolean | undefined {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(value)) return true
  return ['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(value) ? false : undefined
}
