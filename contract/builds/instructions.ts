/**
 * A Dockerfile's instructions with their lines: which of them a step of a build is. Reads as docker does: the escape directive,
 * comments, lines that go on, here-documents. Nothing is refused: that is the builder's business, and the editor's.
 */
export interface Instruction {
  /** In capitals: `RUN`. */
  readonly keyword: string
  /** What follows it, its lines joined. */
  readonly text: string
  /** From 1, both included. */
  readonly first: number
  readonly last: number
  /** Of its stage, from 0; -1 before the first FROM. */
  readonly stage: number
}

/** `# escape=` stands among the first lines, before anything else. */
function escapeOf(lines: readonly string[]): string {
  for (const line of lines) {
    const [, name, value] = /^\s*#\s*([a-zA-Z]+)\s*=\s*(.+?)\s*$/.exec(line) ?? []
    if (name === undefined) return '\\'
    if (name.toLowerCase() === 'escape') return value === '`' ? '`' : '\\'
  }
  return '\\'
}

const isComment = (line: string): boolean => /^\s*#/.test(line)
const isEmpty = (line: string): boolean => line.trim() === ''
const takesDocuments = new Set(['RUN', 'COPY', 'ADD'])

export function readInstructions(dockerfile: string): readonly Instruction[] {
  const lines = dockerfile.replace(/^\uFEFF/, '').split(/\r?\n/)
  const escape = escapeOf(lines)
  // White space may follow the sign; a doubled one is no sign.
  const goesOn = escape === '`' ? /^(.*?[^`]|)`[ \t]*$/s : /^(.*?[^\\]|)\\[ \t]*$/s
  const instructions: Instruction[] = []
  let stage = -1
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (isEmpty(line) || isComment(line)) continue
    const first = at
    let last = at
    let whole = ''
    for (; at < lines.length; at++) {
      const piece = lines[at] ?? ''
      // Within an instruction comments and empty lines are passed over.
      if (at > first && (isComment(piece) || isEmpty(piece))) continue
      last = at
      const [, before] = goesOn.exec(piece) ?? []
      whole += before ?? piece
      if (before === undefined) break
    }
    const [, word = '', text = ''] = /^\s*(\S+)\s*([\s\S]*?)\s*$/.exec(whole) ?? []
    const keyword = word.toUpperCase()
    if (takesDocuments.has(keyword)) {
      last = afterDocuments(lines, last, text)
      at = Math.max(at, last)
    }
    if (keyword === 'FROM') stage++
    instructions.push({ keyword, text, first: first + 1, last: last + 1, stage })
  }
  return instructions
}

/** The line with the last end of the here-documents that begin in `text`; where one has no end, nothing is one. */
function afterDocuments(lines: readonly string[], start: number, text: string): number {
  let at = start
  for (const [, dash = '', , name = ''] of text.matchAll(/(?:^|\s)\d*<<(-?)(["']?)([^\s"'<>]+)\2/g)) {
    const end = lines.findIndex((line, index) => index > at && (dash === '' ? line : line.replace(/^\t+/, '')) === name)
    if (end < 0) return start
    at = end
  }
  return at
}

export interface Stage {
  /** From `FROM … AS name`, in small letters; else `stage-N`. */
  readonly name: string
  readonly base: string
  /** FROM and what follows it. */
  readonly instructions: readonly Instruction[]
}

export function stagesOf(instructions: readonly Instruction[]): readonly Stage[] {
  return instructions
    .filter(({ keyword }) => keyword === 'FROM')
    .map(({ text, stage }): Stage => {
      const [, base = '', name] = /^(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?/i.exec(text) ?? []
      return {
        name: name?.toLowerCase() ?? `stage-${stage}`,
        base,
        instructions: instructions.filter((one) => one.stage === stage)
      }
    })
}

/** They make a layer: BuildKit counts them. */
const counted = new Set(['ADD', 'COPY', 'RUN', 'WORKDIR'])
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim()

export interface StepPlace {
  readonly stage: string | undefined
  readonly instruction: Instruction | undefined
}

/**
 * The instruction of a step that BuildKit calls `[2/3] RUN make`, `[build 2/3] COPY . .`, `[linux/arm64 build 2/3] RUN make`;
 * undefined where the name says none.
 */
export function placeOfVertex(instructions: readonly Instruction[], name: string): StepPlace | undefined {
  const [, words, number, keyword = '', rest = ''] =
    /^\[(?:(.+) )?(\d+)\/\d+\] (?:(?:ONBUILD|onbuild) )?(\S+) ?([\s\S]*)$/.exec(name) ?? []
  if (number === undefined || words === 'internal') return undefined
  const stages = stagesOf(instructions)
  const stageName = words?.split(' ').findLast((word) => !word.includes('/'))
  const stage = stages.find((one, index) =>
    stageName === undefined ? stages.length === 1 : one.name === stageName || `stage-${index}` === stageName
  )
  if (stage === undefined) return { stage: stageName, instruction: undefined }
  const isOwnStage = stages.some(({ name: other }) => other === stage.base.toLowerCase())
  const steps = stage.instructions.filter(
    (one) =>
      counted.has(one.keyword) || (one.keyword === 'FROM' && stage.base.toLowerCase() !== 'scratch' && !isOwnStage)
  )
  const wanted = keyword.toUpperCase()
  const numbered = steps[Number(number) - 1]
  const instruction =
    numbered?.keyword === wanted
      ? numbered
      : // The base image's own triggers (ONBUILD) are counted too: what it says is looked for.
        steps.find((one) => one.keyword === wanted && squeezed(one.text) === squeezed(rest))
  return { stage: stageName, instruction }
}
