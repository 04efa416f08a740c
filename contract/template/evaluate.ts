/** Executes a template on data, bounded in work and in what it writes. Source: Go, `text/template/exec.go`. */
import { callFunction, CallError, lazy, WrongCount } from './functions'
import type { Node, Operand, Pipe } from './parser'
import { TemplateError } from './problem'
import { isFields, isTrue, Nil, printed, sortedKeys, type Fields, type ShapeOf, type Value } from './value'

/** How the data is looked at: fields that it has not, and what its objects are to Go. */
export interface Look {
  readonly shapeOf: ShapeOf
  /** Throws an error whose message is Go's, where there is no such field. */
  field(value: Fields, name: string): Value
}

/** Characters that a template may write. */
const outputLimit = 1_000_000
/** Nodes that it may execute. */
const stepLimit = 200_000

type Scope = Map<string, Value>

export function evaluate(nodes: readonly Node[], data: Value, look: Look): string {
  return new Execution(data, look).run(nodes)
}

class Execution {
  #out: string[] = []
  #length = 0
  #steps = 0
  readonly #scopes: Scope[]

  constructor(
    data: Value,
    readonly look: Look
  ) {
    this.#scopes = [new Map([['$', data]])]
  }

  run(nodes: readonly Node[]): string {
    this.#list(nodes, this.#scopes[0]?.get('$'))
    return this.#out.join('')
  }

  #write(text: string): void {
    this.#length += text.length
    if (this.#length > outputLimit) throw new TemplateError('limit', 'The template writes too much', 0)
    this.#out.push(text)
  }
  #step(): void {
    if (++this.#steps > stepLimit) throw new TemplateError('limit', 'The template takes too long', 0)
  }

  #list(nodes: readonly Node[], dot: Value): void {
    for (const node of nodes) this.#node(node, dot)
  }

  #node(node: Node, dot: Value): void {
    this.#step()
    switch (node.kind) {
      case 'text':
        return this.#write(node.text)
      case 'action': {
        const value = this.#pipe(node.pipe, dot)
        if (node.pipe.variables.length === 0) this.#write(printed(value, this.look.shapeOf))
        return
      }
      case 'if':
      case 'with':
        return this.#scoped(() => {
          const value = this.#pipe(node.pipe, dot)
          if (isTrue(value, this.look.shapeOf)) this.#list(node.body, node.kind === 'with' ? value : dot)
          else this.#list(node.otherwise, dot)
        })
      case 'range':
        return this.#scoped(() => this.#range(node.pipe, node.body, node.otherwise, dot))
    }
  }

  #scoped(work: () => void): void {
    this.#scopes.push(new Map())
    work()
    this.#scopes.pop()
  }

  #range(pipe: Pipe, body: readonly Node[], otherwise: readonly Node[], dot: Value): void {
    const value = this.#value(pipe, dot)
    const pairs = this.#pairs(value, pipe)
    if (pairs.length === 0) return this.#list(otherwise, dot)
    const [first, second] = pipe.variables
    for (const [key, item] of pairs)
      this.#scoped(() => {
        if (second !== undefined && first !== undefined) {
          this.#set(first, key, pipe.assigns)
          this.#set(second, item, pipe.assigns)
        } else if (first !== undefined) this.#set(first, item, pipe.assigns)
        this.#list(body, item)
      })
  }

  #pairs(value: Value, pipe: Pipe): ReadonlyArray<readonly [Value, Value]> {
    if (Array.isArray(value)) return (value as readonly Value[]).map((item, at) => [at, item] as const)
    if (value === undefined || value === null || value instanceof Nil) return []
    if (isFields(value) && this.look.shapeOf(value).kind === 'map')
      return sortedKeys(value).map((key) => [key, value[key]] as const)
    if (typeof value === 'number') throw new TemplateError('unsupported', 'range over a number', pipe.at)
    throw new TemplateError(
      'execute',
      `range can't iterate over ${printed(value, this.look.shapeOf)}`,
      pipe.at,
      contextOf(pipe)
    )
  }

  #set(name: string, value: Value, assigns: boolean): void {
    const scope = assigns ? this.#scopes.findLast((one) => one.has(name)) : this.#scopes.at(-1)
    scope?.set(name, value)
  }

  #pipe(pipe: Pipe, dot: Value): Value {
    const value = this.#value(pipe, dot)
    for (const name of pipe.variables) this.#set(name, value, pipe.assigns)
    return value
  }

  #value(pipe: Pipe, dot: Value): Value {
    let value: Value
    pipe.commands.forEach((command, at) => {
      value = this.#command(command, dot, at === 0 ? [] : [value])
    })
    return value
  }

  #command([first, ...rest]: readonly Operand[], dot: Value, last: readonly Value[]): Value {
    this.#step()
    if (first === undefined) return undefined
    if (first.kind === 'function') return this.#call(first, rest, dot, last)
    if (rest.length > 0 || last.length > 0) {
      if (first.kind === 'value' || first.kind === 'dot' || first.kind === 'pipe' || first.kind === 'nil')
        throw new TemplateError(
          'execute',
          `can't give argument to non-function ${first.source}`,
          first.at,
          first.source
        )
      // Go looks for the field first, and then complains of what follows.
      const name = 'names' in first ? (first.names.at(-1) ?? first.source) : first.source
      this.#operand(first, dot)
      throw new TemplateError(
        'execute',
        `${name} has arguments but cannot be invoked as function`,
        first.at,
        first.source
      )
    }
    if (first.kind === 'nil') throw new TemplateError('execute', 'nil is not a command', first.at, 'nil')
    return this.#operand(first, dot)
  }

  #call(
    { name, at, source }: Operand & { readonly kind: 'function' },
    operands: readonly Operand[],
    dot: Value,
    last: readonly Value[]
  ): Value {
    if (lazy.has(name)) return this.#lazy(name, operands, dot, last)
    const values = [...operands.map((one) => this.#operand(one, dot)), ...last]
    try {
      return callFunction(name, values, this.look.shapeOf)
    } catch (error) {
      if (error instanceof WrongCount)
        throw new TemplateError('execute', `wrong number of args for ${name}: ${error.message}`, at, source)
      if (!(error instanceof CallError)) throw error
      const context = [source, ...operands.map((one) => one.source)].join(' ')
      throw new TemplateError('execute', `error calling ${name}: ${error.message}`, at, context)
    }
  }

  #lazy(name: string, operands: readonly Operand[], dot: Value, last: readonly Value[]): Value {
    let value: Value
    for (const read of [...operands.map((one) => () => this.#operand(one, dot)), ...last.map((one) => () => one)]) {
      value = read()
      if (isTrue(value, this.look.shapeOf) === (name === 'or')) return value
    }
    return value
  }

  #operand(operand: Operand, dot: Value): Value {
    this.#step()
    switch (operand.kind) {
      case 'dot':
        return dot
      case 'nil':
        return undefined
      case 'value':
        return operand.value
      case 'field':
        return this.#fields(dot, operand.names, operand)
      case 'variable':
        return this.#fields(
          this.#scopes.findLast((one) => one.has(operand.name))?.get(operand.name),
          operand.names,
          operand
        )
      case 'chain':
        return this.#fields(this.#operand(operand.of, dot), operand.names, operand)
      case 'pipe':
        return this.#value(operand.pipe, dot)
      case 'function':
        return this.#call(operand, [], dot, [])
    }
  }

  #fields(value: Value, names: readonly string[], { at, source }: Operand): Value {
    let now = value
    for (const name of names) {
      if (now === undefined || now === null || (now instanceof Nil && now.of === 'pointer'))
        throw new TemplateError('execute', `nil data; no entry for key "${name}"`, at, source)
      if (now instanceof Nil && now.of === 'map') return undefined
      if (!isFields(now))
        throw new TemplateError('execute', `can't evaluate field ${name} in type interface {}`, at, source)
      try {
        now = this.look.field(now, name)
      } catch (error) {
        if (!(error instanceof MissingField)) throw error
        throw new TemplateError('execute', error.message, at, source)
      }
    }
    return now
  }
}

const contextOf = (pipe: Pipe): string =>
  pipe.commands.map((command) => command.map(({ source }) => source).join(' ')).join(' | ')

export class MissingField extends Error {}
