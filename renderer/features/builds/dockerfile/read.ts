/** A Dockerfile's instructions with their places in the text, read as tolerantly as someone who is still typing needs. */

interface Flag {
  /** `from` of `--from=build`. */
  readonly name: string
  readonly value: string
}
export interface Instruction {
  /** In capitals; of `ONBUILD RUN x` it is ONBUILD. */
  readonly keyword: string
  /** Of the whole instruction, with its continued lines. */
  readonly from: number
  readonly to: number
  /** The keyword's end. */
  readonly keywordTo: number
  /** From 1. */
  readonly line: number
  readonly flags: readonly Flag[]
  /** What follows the keyword and the flags, on one line: without comments and continuation. */
  readonly text: string
  /** Where that begins. */
  readonly textFrom: number
  /** Of here-documents, each whole. */
  readonly documents: readonly string[]
}
export interface Stage {
  /** Index of its FROM among the instructions. */
  readonly from: Instruction
  readonly image: string
  readonly name?: string
  /** After its FROM. */
  readonly instructions: readonly Instruction[]
}
export interface Dockerfile {
  readonly escape: '\\' | '`'
  readonly instructions: readonly Instruction[]
  readonly stages: readonly Stage[]
}

interface Line {
  readonly text: string
  readonly from: number
}
function linesOf(source: string): readonly Line[] {
  let from = 0
  return source.split('\n').map((raw) => {
    const line = { text: raw.replace(/\r$/, ''), from }
    from += raw.length + 1
    return line
  })
}

/** `# escape=` counts only above everything else. */
function escapeOf(lines: readonly Line[]): '\\' | '`' {
  for (const { text } of lines) {
    const [, name, value] = /^\s*#\s*(\w+)\s*=\s*(\S+)/.exec(text) ?? []
    if (name === undefined) return '\\'
    if (name.toLowerCase() === 'escape') return value === '`' ? '`' : '\\'
  }
  return '\\'
}
const skipped = /^\s*(#|$)/
/** `<<EOF`, `<<-"EOF"`; only RUN, COPY and ADD take them. */
const documentMark = /<<(-?)\s*(['"]?)([A-Za-z_]\w*)\2/g
const flagAtStart = /^--([\w-]+)(?:=("[^"]*"|'[^']*'|\S*))?(?:\s+|$)/

export function readDockerfile(source: string): Dockerfile {
  const lines = linesOf(source)
  const escape = escapeOf(lines)
  const instructions: Instruction[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at]
    if (line === undefined || skipped.test(line.text)) at++
    else {
      const read = readInstruction(lines, at, escape)
      instructions.push(read.instruction)
      at = read.next
    }
  }
  return { escape, instructions, stages: stagesOf(instructions) }
}

function readInstruction(
  lines: readonly Line[],
  at: number,
  escape: string
): { readonly instruction: Instruction; readonly next: number } {
  const pieces: string[] = []
  let next = at
  let last = at
  for (let open = true; open && next < lines.length; next++) {
    const text = lines[next]?.text ?? ''
    // Comments and empty lines within a continued instruction are passed over.
    if (next > at && skipped.test(text)) continue
    last = next
    const bare = text.trimEnd()
    open = bare.endsWith(escape)
    pieces.push(open ? bare.slice(0, -1) : bare)
  }
  const start = lines[at] ?? { text: '', from: 0 }
  const whole = pieces.join(' ')
  const [, indent = '', word = '', gap = ''] = /^(\s*)(\S+)(\s*)/.exec(whole) ?? []
  const keyword = word.toUpperCase()
  let rest = whole.slice(indent.length + word.length + gap.length)
  let textFrom = start.from + indent.length + word.length + gap.length
  const flags: Flag[] = []
  for (let match = flagAtStart.exec(rest); match !== null; match = flagAtStart.exec(rest)) {
    flags.push({ name: match[1] ?? '', value: match[2] ?? '' })
    rest = rest.slice(match[0].length)
    textFrom += match[0].length
  }
  const documents: string[] = []
  if (/^(RUN|COPY|ADD)$/.test(keyword)) {
    next = last + 1
    for (const [, dash, , end] of rest.matchAll(documentMark)) {
      const body: string[] = []
      const closes = (text: string): boolean => (dash === '-' ? text.trimStart() : text) === end
      while (next < lines.length && !closes(lines[next]?.text ?? '')) body.push(lines[next++]?.text ?? '')
      documents.push(body.join('\n'))
      last = Math.min(next++, lines.length - 1)
    }
  }
  const end = lines[last] ?? start
  return {
    next: Math.max(next, last + 1),
    instruction: {
      keyword,
      from: start.from + indent.length,
      to: end.from + end.text.length,
      keywordTo: Math.min(start.from + indent.length + word.length, end.from + end.text.length),
      line: at + 1,
      flags,
      text: rest.trim(),
      textFrom: Math.min(textFrom, end.from + end.text.length),
      documents
    }
  }
}

function stagesOf(instructions: readonly Instruction[]): readonly Stage[] {
  const begins = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []))
  return begins.flatMap((begin, index) => {
    const from = instructions[begin]
    if (from === undefined) return []
    const [, image = '', name] = /^(\S*)(?:\s+as\s+(\S+))?/i.exec(from.text) ?? []
    return [
      {
        from,
        image,
        ...(name === undefined ? {} : { name }),
        instructions: instructions.slice(begin + 1, begins[index + 1])
      }
    ]
  })
}

/** The words of the JSON form, or undefined for the shell form. */
export function execForm({ text }: Instruction): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined
  try {
    const words: unknown = JSON.parse(text)
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined
  } catch {
    return undefined // not JSON: Docker then takes it as the shell form, too
  }
}

/** The instruction that a place in the text belongs to; above all of them or in a comment between: undefined. */
export const instructionAt = ({ instructions }: Dockerfile, place: number): Instruction | undefined =>
  instructions.find(({ from, to }) => place >= from && place <= to)
