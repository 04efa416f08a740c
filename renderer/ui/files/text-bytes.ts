/**
 * A text that is edited and the bytes of its file: its byte order mark and the ends of its lines go back as they came. An
 * editor knows one end of line alone.
 */
import { bytesOfBase64 } from './file-content'

export interface EditedText {
  /** Lines end in `\n`. */
  readonly text: string
  readonly ending: '\n' | '\r\n' | '\r'
  readonly mark: boolean
  /** Lines end in several ways: after an edit they all end in the one that most have. */
  readonly mixed: boolean
}

const mark = [0xef, 0xbb, 0xbf] as const

/** Undefined where the bytes are no UTF-8. */
export function readEdited(bytes: Uint8Array): EditedText | undefined {
  const isMarked = mark.every((byte, at) => bytes[at] === byte)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(isMarked ? bytes.subarray(3) : bytes)
  } catch {
    // No UTF-8.
    return undefined
  }
  const counts = { '\r\n': 0, '\n': 0, '\r': 0 }
  for (const [end] of text.matchAll(/\r\n|\n|\r/g)) counts[end as keyof typeof counts]++
  const found = (Object.keys(counts) as Array<keyof typeof counts>).filter((end) => counts[end] > 0)
  const ending = found.reduce<keyof typeof counts>(
    (most, end) => (counts[end] > counts[most] ? end : most),
    found[0] ?? '\n'
  )
  return { text: text.replace(/\r\n|\r/g, '\n'), ending, mark: isMarked, mixed: found.length > 1 }
}

export function writeEdited(text: string, { ending, mark: isMarked }: Pick<EditedText, 'ending' | 'mark'>): Uint8Array {
  const encoded = new TextEncoder().encode(ending === '\n' ? text : text.replaceAll('\n', ending))
  return isMarked ? Uint8Array.from([...mark, ...encoded]) : encoded
}

export function base64OfBytes(bytes: Uint8Array): string {
  let latin = ''
  for (let at = 0; at < bytes.length; at += 0x8000) latin += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(latin)
}

export const editedOfBase64 = (data: string): EditedText | undefined => readEdited(bytesOfBase64(data))
