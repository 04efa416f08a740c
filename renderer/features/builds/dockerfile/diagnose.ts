/** What does not build, or not as it seems to: found by dockerfile-utils, which is loaded once it is needed. */
import { instructionAt, readDockerfile } from './read'

export interface Problem {
  /** `unknown-instruction`: a key of `builds-editor.problem`, where it is known. */
  readonly code: string
  readonly kind: 'error' | 'warning'
  readonly from: number
  readonly to: number
  readonly values: { readonly text: string; readonly instruction: string }
  /** The library's own English words, for a code without a sentence. */
  readonly message: string
}

/** `UNKNOWN_INSTRUCTION` as the locale files name it. */
export const codeName = (code: string): string => code.toLowerCase().replaceAll('_', '-')
/** Flags that BuildKit takes and the library does not know yet. */
const newer = /^(--)?(unpack|parents|exclude|start-interval|device)\b/

export async function diagnose(source: string): Promise<readonly Problem[]> {
  const { validate, ValidationCode } = await import('dockerfile-utils')
  const file = readDockerfile(source)
  const starts = lineStarts(source)
  const place = ({ line, character }: { readonly line: number; readonly character: number }): number =>
    Math.min(source.length, (starts[line] ?? source.length) + character)
  return withBytes(() => validate(source)).flatMap(({ code, severity, range, message }) => {
    const from = place(range.start)
    const to = Math.max(from, place(range.end))
    const text = source.slice(from, to)
    const name = codeName(ValidationCode[Number(code)] ?? '')
    if (/^unknown-\w+-flag$/.test(name) && newer.test(text)) return []
    const instruction = instructionAt(file, from)?.keyword ?? ''
    const words = typeof message === 'string' ? message : message.value
    return [
      {
        code: name,
        kind: severity === 1 ? 'error' : 'warning',
        from,
        to,
        values: { text, instruction },
        message: words
      }
    ]
  })
}

/**
 * Its parser looks for a byte order mark by Node's `Buffer`, which a window has not: it is lent the little that is asked of it, for as
 * long as it works.
 */
function withBytes<Result>(work: () => Result): Result {
  const lender = globalThis as { Buffer?: unknown }
  if (lender.Buffer !== undefined) return work()
  lender.Buffer = { from: (text: string) => new TextEncoder().encode(text) }
  try {
    return work()
  } finally {
    delete lender.Buffer
  }
}

function lineStarts(source: string): readonly number[] {
  const starts = [0]
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
