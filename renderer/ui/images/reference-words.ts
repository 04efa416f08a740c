/** Which part of an image's name is wrong, in words. */
import { parseReference } from '../../../contract/images/reference'

type Translate = (key: string, values?: Record<string, string>) => string

/** Longer pieces are cut: the field is beside it. */
const longest = 60

/** Undefined where it is a name, and while nothing is typed. */
export function referenceProblem(text: string, t: Translate): string | undefined {
  if (text === '') return undefined
  const parsed = parseReference(text)
  if (parsed.ok) return undefined
  const { fault, piece } = parsed
  return t(`images-list.fault.${fault}`, { piece: piece.length > longest ? `${piece.slice(0, longest)}…` : piece })
}
