/** Reads a JSON text with the places of all its parts, past what is wrong with it: for an editor, and for changes that leave the rest as it is. */

interface Span {
  readonly from: number
  readonly to: number
}
export type JsonNode =
  | (Span & { readonly kind: 'object'; readonly members: readonly JsonMember[] })
  | (Span & { readonly kind: 'array'; readonly items: readonly JsonNode[] })
  | (Span & { readonly kind: 'scalar'; readonly value: string | number | boolean | null })
export interface JsonMember extends Span {
  readonly key: string
  readonly keyFrom: number
  readonly keyTo: number
  readonly value: JsonNode
}
type JsonProblemKind =
  | 'comment'
  | 'trailing-comma'
  | 'missing-comma'
  | 'missing-colon'
  | 'missing-value'
  | 'no-key'
  | 'single-quotes'
  | 'string-end'
  | 'escape'
  | 'word'
  | 'number'
  | 'unclosed'
  | 'extra'
  | 'too-deep'
interface JsonProblem extends Span {
  readonly kind: JsonProblemKind
}
export interface JsonText {
  /** Absent: there is nothing but white space. */
  readonly root?: JsonNode
  readonly problems: readonly JsonProblem[]
}

/** Deeper than any settings: what would exhaust the stack is not read. */
const deepest = 60
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t'
}
const wholeNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/

class Reader {
  at = 0
  readonly problems: JsonProblem[] = []
  constructor(readonly text: string) {}

  problem(kind: JsonProblemKind, from: number, to: number): void {
    this.problems.push({ kind, from, to })
  }

  /** Past white space and comments. */
  skip(): void {
    for (;;) {
      const blank = /[ \t\r\n]*/y
      blank.lastIndex = this.at
      blank.exec(this.text)
      this.at = blank.lastIndex
      const from = this.at
      if (this.text.startsWith('//', from) || this.text[from] === '#') {
        const end = this.text.indexOf('\n', from)
        this.at = end < 0 ? this.text.length : end
      } else if (this.text.startsWith('/*', from)) {
        const end = this.text.indexOf('*/', from + 2)
        this.at = end < 0 ? this.text.length : end + 2
      } else return
      this.problem('comment', from, this.at)
    }
  }

  value(depth: number): JsonNode | undefined {
    this.skip()
    const from = this.at
    const letter = this.text[from]
    if (letter === undefined) return undefined
    if (depth > deepest) {
      this.problem('too-deep', from, this.text.length)
      this.at = this.text.length
      return { kind: 'scalar', value: null, from, to: this.at }
    }
    if (letter === '{') return this.object(depth)
    if (letter === '[') return this.array(depth)
    if (letter === '"' || letter === "'") return { kind: 'scalar', value: this.quoted(), from, to: this.at }
    return this.bare()
  }

  private bare(): JsonNode | undefined {
    const from = this.at
    const pattern = /[^ \t\r\n,:\]}[{"'#/]+/y
    pattern.lastIndex = from
    const word = pattern.exec(this.text)?.[0]
    if (word === undefined) return undefined
    this.at = from + word.length
    const span = { from, to: this.at }
    if (word === 'true' || word === 'false') return { kind: 'scalar', value: word === 'true', ...span }
    if (word === 'null') return { kind: 'scalar', value: null, ...span }
    if (wholeNumber.test(word)) return { kind: 'scalar', value: Number(word), ...span }
    this.problem(/^[-+.\d]/.test(word) ? 'number' : 'word', from, this.at)
    return { kind: 'scalar', value: word, ...span }
  }

  private quoted(): string {
    const from = this.at
    const quote = this.text[from]
    let value = ''
    this.at++
    for (;;) {
      const letter = this.text[this.at]
      if (letter === undefined || letter === '\n') {
        this.problem('string-end', from, this.at)
        return value
      }
      this.at++
      if (letter === quote) break
      if (letter === '\\') value += this.escape()
      else {
        if (letter < ' ') this.problem('escape', this.at - 1, this.at)
        value += letter
      }
    }
    if (quote === "'") this.problem('single-quotes', from, this.at)
    return value
  }

  private escape(): string {
    const from = this.at - 1
    const letter = this.text[this.at] ?? ''
    const hexadecimal = /^u([0-9a-fA-F]{4})/.exec(this.text.slice(this.at, this.at + 5))?.[1]
    this.at += hexadecimal === undefined ? letter.length : 5
    if (hexadecimal !== undefined) return String.fromCharCode(Number.parseInt(hexadecimal, 16))
    const meant = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined
    if (meant === undefined) this.problem('escape', from, this.at)
    return meant ?? letter
  }

  /** After an entry: a comma, or the end. False: there are no more entries. */
  private more(close: string): boolean {
    this.skip()
    const letter = this.text[this.at]
    if (letter === close || letter === undefined || letter === ']' || letter === '}') return false
    if (letter !== ',') {
      this.problem('missing-comma', Math.max(0, this.at - 1), this.at)
      return true
    }
    const comma = this.at++
    this.skip()
    if (this.text[this.at] !== close) return true
    this.problem('trailing-comma', comma, comma + 1)
    return false
  }

  private end(open: number, close: string): void {
    this.skip()
    if (this.text[this.at] === close) this.at++
    else this.problem('unclosed', open, open + 1)
  }

  private array(depth: number): JsonNode {
    const from = this.at++
    const items: JsonNode[] = []
    this.skip()
    let open = this.text[this.at] !== ']'
    while (open && this.at < this.text.length) {
      const before = this.at
      const item = this.value(depth + 1)
      if (item === undefined) this.problem('missing-value', this.at, Math.min(this.at + 1, this.text.length))
      else items.push(item)
      open = this.more(']')
      // A sign that belongs nowhere is stepped over, once.
      if (open && this.at === before) this.at++
    }
    this.end(from, ']')
    return { kind: 'array', items, from, to: this.at }
  }

  private object(depth: number): JsonNode {
    const from = this.at++
    const members: JsonMember[] = []
    this.skip()
    let open = this.text[this.at] !== '}'
    while (open && this.at < this.text.length) {
      const before = this.at
      const member = this.member(depth)
      if (member !== undefined) members.push(member)
      open = this.more('}')
      if (open && this.at === before) this.at++
    }
    this.end(from, '}')
    return { kind: 'object', members, from, to: this.at }
  }

  private member(depth: number): JsonMember | undefined {
    this.skip()
    const from = this.at
    const letter = this.text[from]
    let key: string
    if (letter === '"' || letter === "'") key = this.quoted()
    else {
      const word = this.bare()
      const last = this.problems.at(-1)
      if (last?.from === from) this.problems.pop()
      this.problem('no-key', from, Math.max(this.at, Math.min(from + 1, this.text.length)))
      if (word === undefined) return undefined
      key = this.text.slice(from, this.at)
    }
    const keyTo = this.at
    this.skip()
    if (this.text[this.at] === ':') this.at++
    else this.problem('missing-colon', from, keyTo)
    const value = this.value(depth + 1)
    if (value === undefined) this.problem('missing-value', from, keyTo)
    return {
      key,
      keyFrom: from,
      keyTo,
      value: value ?? { kind: 'scalar', value: null, from: this.at, to: this.at },
      from,
      to: value?.to ?? this.at
    }
  }
}

export function parseJsonText(text: string): JsonText {
  const reader = new Reader(text)
  const root = reader.value(0)
  reader.skip()
  if (reader.at < text.length) reader.problem('extra', reader.at, text.length)
  return { ...(root === undefined ? {} : { root }), problems: reader.problems }
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/** The plain value; of a key that stands twice the last, as the engine's own reader has it. */
export function valueOf(node: JsonNode): JsonValue {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'array':
      return node.items.map(valueOf)
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key, valueOf(value)]))
  }
}

/** The value of `log-opts`, `max-size` …; undefined where it is not there. */
export function nodeAt(root: JsonNode | undefined, path: readonly string[]): JsonNode | undefined {
  return path.reduce<JsonNode | undefined>(
    (node, key) => (node?.kind === 'object' ? node.members.findLast((member) => member.key === key)?.value : undefined),
    root
  )
}

/** From 1, as editors and error messages count. */
export function lineAndColumn(text: string, place: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, place).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
