/** JSON as command lines print it: one value, a list, or one value a line. */

/** The objects in it. Throws where there is text and no JSON at all; a line that is none among others is left out. */
export function jsonObjects(text: string): readonly unknown[] {
  const trimmed = text.trim()
  if (trimmed === '') return []
  const whole = parsed(trimmed)
  if (whole !== undefined) return Array.isArray(whole) ? whole : whole === null ? [] : [whole]
  const lines = trimmed.split('\n').flatMap((line) => {
    const value = parsed(line)
    return typeof value === 'object' && value !== null ? [value as unknown] : []
  })
  if (lines.length === 0) throw new Error(`Not JSON: ${trimmed.slice(0, 200)}`)
  return lines
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
