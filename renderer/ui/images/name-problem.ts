import { parseReference } from '../../../contract/images/reference'
import { referenceProblem } from './reference-words'

/** What is wrong with a name that an image is to get; undefined while nothing is typed, and where it is one. */
export function nameProblem(
  typed: string,
  t: (key: string, values?: Record<string, string>) => string
): string | undefined {
  const text = typed.trim()
  // A tag that is still to be typed.
  if (text === '' || text.endsWith(':')) return undefined
  const parsed = parseReference(text)
  if (parsed.ok) return parsed.reference.digest === undefined ? undefined : t('images-keep.no-digest')
  return referenceProblem(text, t)
}
