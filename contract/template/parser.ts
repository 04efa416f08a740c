/** Go's text/template as a tree. Source: Go, `text/template/parse/parse.go`. */
import { tokenize, type Token } from './lexer'
import { TemplateError } from './problem'

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipe: Pipe }
  | {
      readonly kind: 'if' | 'with' | 'range'
      readonly pipe: Pipe
      readonly body: readonly Node[]
      readonly otherwise: readonly Node[]
    }

export interface Pipe {
  readonly variables: readonly string[]
  readonly assigns: boolean
  readonly commands: ReadonlyArray<readonly Operand[]>
  readonly at: number
}

export type Operand =
  | { readonly kind: 'dot' | 'nil'; readonly at: number; readonly source: string }
  | { readonly kind: 'value'; readonly value: boolean | number | string; readonly at: number; readonly source: string }
  | { readonly kind: 'field'; readonly names: readonly string[]; readonly at: number; readonly source: string }
  | {
      readonly kind: 'variable'
      readonly name: string
      readonly names: readonly string[]
      readonly at: number
      readonly source: string
    }
  | {
      readonly kind: 'chain'
      readonly of: Operand
      readonly names: readonly string[]
      readonly at: number
      readonly source: string
    }
  | { readonly kind: 'pipe'; readonly pipe: Pipe; readonly at: number; readonly source: string }
  | { readonly kind: 'function'; readonly name: string; readonly at: number; readonly source: string }

const keywords = new Set(['if', 'with', 'range', 'else', 'end', 'define', 'template', 'block', 'break', 'continue'])
/** Within each other; deeper is an attack. */
const deepest = 100

/** `isFunction` knows the functions; Go refuses others already here. Throws TemplateError. */
export function parseTemplate(template: string, isFunction: (name: string) => boolean): readonly Node[] {
  const parser = new Parser(template, isFunction)
  return parser.whole()
}

class Parser {
  readonly #tokens: readonly Token[]
  #next = 0
  #scopes: string[][] = [['$']]

  constructor(
    readonly template: string,
    readonly isFunction: (name: string) => boolean
  ) {
    this.#tokens = tokenize(template)
  }

  whole(): readonly Node[] {
    const { nodes, ended } = this.#list(0)
    if (ended !== undefined) throw this.#error(`unexpected {{${ended}}}`)
    return nodes
  }

  #error(message: string, kind: 'parse' | 'unsupported' = 'parse'): TemplateError {
    return new TemplateError(kind, message, this.#tokens[this.#next - 1]?.at ?? this.template.length)
  }
  #peek(): Token | undefined {
    return this.#tokens[this.#next]
  }
  #take(): Token | undefined {
    return this.#tokens[this.#next++]
  }
  #skipSpace(): void {
    while (this.#peek()?.kind === 'space') this.#next++
  }
  #takeClose(where: string): void {
    this.#skipSpace()
    const token = this.#take()
    if (token?.kind !== 'close') throw this.#error(`unexpected ${this.#shown(token)} in ${where}`)
  }
  #shown(token: Token | undefined): string {
    if (token === undefined) return 'EOF'
    const end = this.#peek()?.at ?? this.template.length
    return `<${this.template.slice(token.at, end)}>`
  }

  /** Up to `{{end}}` or `{{else …}}`, which is named. */
  #list(depth: number): { nodes: Node[]; ended?: string } {
    if (depth > deepest) throw new TemplateError('limit', 'The template is nested too deeply', 0)
    const nodes: Node[] = []
    for (;;) {
      const token = this.#take()
      if (token === undefined) return { nodes }
      if (token.kind === 'text') nodes.push({ kind: 'text', text: token.text })
      else if (token.kind === 'open') {
        this.#skipSpace()
        const word = this.#peek()
        if (word?.kind === 'word' && keywords.has(word.name)) {
          this.#next++
          switch (word.name) {
            case 'if':
            case 'with':
            case 'range':
              nodes.push(this.#control(word.name, depth))
              break
            case 'end':
              this.#takeClose('end')
              return { nodes, ended: 'end' }
            case 'else':
              return { nodes, ended: 'else' }
            default:
              throw this.#error(
                `{{${word.name}}} is not in the part of Go's templates that is read here`,
                'unsupported'
              )
          }
        } else {
          const pipe = this.#pipe('command', depth)
          this.#takeClose('command')
          nodes.push({ kind: 'action', pipe })
        }
      }
    }
  }

  #control(kind: 'if' | 'with' | 'range', depth: number): Node {
    const outer = this.#scopes
    this.#scopes = [...outer, []]
    const pipe = this.#pipe(kind, depth)
    this.#takeClose(kind)
    const body = this.#list(depth + 1)
    let otherwise: readonly Node[] = []
    if (body.ended === undefined) throw this.#error('unexpected EOF')
    if (body.ended === 'else') {
      this.#skipSpace()
      const word = this.#peek()
      if (word?.kind === 'word' && word.name === kind && kind !== 'range') {
        // `{{else if}}` is an if in the else, and shares its end.
        this.#next++
        otherwise = [this.#control(kind, depth + 1)]
      } else {
        this.#takeClose('else')
        const rest = this.#list(depth + 1)
        if (rest.ended === undefined) throw this.#error('unexpected EOF')
        if (rest.ended !== 'end') throw this.#error('expected end; found {{else}}')
        otherwise = rest.nodes
      }
    }
    this.#scopes = outer
    return { kind, pipe, body: body.nodes, otherwise }
  }

  #pipe(where: string, depth: number): Pipe {
    if (depth > deepest) throw new TemplateError('limit', 'The template is nested too deeply', 0)
    this.#skipSpace()
    const at = this.#peek()?.at ?? this.template.length
    const variables: string[] = []
    const { assigns, end } = this.#declared(variables, where)
    this.#next = end
    const commands: Operand[][] = []
    for (;;) {
      const command = this.#command(where, depth)
      if (command.length === 0) {
        // Go takes a pipe with nothing behind it.
        if (commands.length > 0) break
        throw this.#error(`missing value for ${where}`)
      }
      commands.push(command)
      this.#skipSpace()
      if (this.#peek()?.kind !== 'pipe') break
      this.#next++
    }
    commands.slice(1).forEach(([first]) => {
      if (first !== undefined && ['value', 'dot', 'nil'].includes(first.kind))
        throw new TemplateError(
          'parse',
          `non executable command in pipeline stage ${commands.findIndex(([one]) => one === first) + 1}`,
          first.at
        )
    })
    if (!assigns) this.#scopes.at(-1)?.push(...variables)
    return { variables, assigns, commands, at }
  }

  /** `$x :=`, `$x =`, `$i, $x :=` where a range is. */
  #declared(variables: string[], where: string): { assigns: boolean; end: number } {
    let at = this.#next
    const step = (): Token | undefined => {
      while (this.#tokens[at]?.kind === 'space') at++
      return this.#tokens[at]
    }
    for (;;) {
      const token = step()
      if (token?.kind !== 'variable') break
      variables.push(token.name)
      at++
      const after = step()
      if (after?.kind === 'comma' && where === 'range' && variables.length < 2) {
        at++
        continue
      }
      if (after?.kind === 'declare' || after?.kind === 'assign')
        return { assigns: after.kind === 'assign', end: at + 1 }
      break
    }
    variables.length = 0
    return { assigns: false, end: this.#next }
  }

  #command(where: string, depth: number): Operand[] {
    const operands: Operand[] = []
    for (;;) {
      this.#skipSpace()
      const operand = this.#operand(where, depth)
      if (operand === undefined) return operands
      operands.push(operand)
      const after = this.#peek()?.kind
      if (after !== 'space' && after !== 'pipe' && after !== 'close' && after !== 'right')
        throw (this.#next++, this.#error(`unexpected ${this.#shown(this.#tokens[this.#next - 1])} in operand`))
    }
  }

  #operand(where: string, depth: number): Operand | undefined {
    const start = this.#peek()?.at ?? 0
    const term = this.#term(where, depth)
    if (term === undefined) return undefined
    const at = this.#peek()?.at ?? this.template.length
    const names: string[] = []
    for (let token = this.#peek(); token?.kind === 'field'; token = this.#peek()) {
      names.push(token.name)
      this.#next++
    }
    if (names.length === 0) return term
    const source = this.template.slice(start, this.#peek()?.at ?? this.template.length)
    switch (term.kind) {
      case 'field':
        return { ...term, names: [...term.names, ...names], at, source }
      case 'variable':
        return { ...term, names: [...term.names, ...names], at, source }
      case 'value':
      case 'nil':
      case 'dot':
        throw this.#error(`unexpected . after term ${JSON.stringify(term.source)}`)
      default:
        return { kind: 'chain', of: term, names, at, source }
    }
  }

  #term(where: string, depth: number): Operand | undefined {
    const token = this.#peek()
    if (token === undefined) return undefined
    const { at } = token
    this.#next++
    switch (token.kind) {
      case 'dot':
        return { kind: 'dot', at, source: '.' }
      case 'field':
        return { kind: 'field', names: [token.name], at, source: `.${token.name}` }
      case 'variable':
        if (!this.#scopes.some((scope) => scope.includes(token.name)))
          throw this.#error(`undefined variable "${token.name}"`)
        return { kind: 'variable', name: token.name, names: [], at, source: token.name }
      case 'string':
      case 'number':
        return { kind: 'value', value: token.value, at, source: token.source }
      case 'word':
        if (token.name === 'true' || token.name === 'false')
          return { kind: 'value', value: token.name === 'true', at, source: token.name }
        if (token.name === 'nil') return { kind: 'nil', at, source: 'nil' }
        if (!this.isFunction(token.name)) throw this.#error(`function "${token.name}" not defined`)
        return { kind: 'function', name: token.name, at, source: token.name }
      case 'left': {
        const pipe = this.#pipe('parenthesized pipeline', depth + 1)
        this.#skipSpace()
        const close = this.#take()
        if (close?.kind !== 'right') throw this.#error('unclosed left paren')
        return { kind: 'pipe', pipe, at, source: this.template.slice(at, close.at + 1) }
      }
      default:
        this.#next--
        if (token.kind !== 'close' && token.kind !== 'pipe' && token.kind !== 'right')
          throw (this.#next++, this.#error(`unexpected ${this.#shown(token)} in ${where}`))
        return undefined
    }
  }
}
