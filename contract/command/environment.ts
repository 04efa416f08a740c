/** Environment variables as docker's `-e` and `--env-file` read them (docker/cli, opts/env.go and opts/file.go). */

export interface VariableProblem {
  /**
   * `no-value`: docker would take the value from its own environment. `quotes`: docker keeps the quotes as part of
   * the value, unlike a shell or Compose.
   */
  readonly kind: 'no-name' | 'no-value' | 'space-in-name' | 'quotes'
  readonly name: string
  /** Counted from 1; absent for one that stands alone. */
  readonly line?: number
}

export interface ReadVariable {
  readonly name: string
  /** Empty where none was given. */
  readonly value: string
}

export interface VariableParsed {
  readonly variable?: ReadVariable
  readonly problem?: VariableProblem
}

/** A `-e` value: `NAME=value`, or `NAME` alone. */
export function parseVariable(text: string): VariableParsed {
  const at = text.indexOf('=')
  const name = at < 0 ? text : text.slice(0, at)
  if (name === '') return { problem: { kind: 'no-name', name: text } }
  return at < 0
    ? { variable: { name, value: '' }, problem: { kind: 'no-value', name } }
    : { variable: { name, value: text.slice(at + 1) } }
}

/** The lines of an env file: `NAME=value`, `#` begins a comment line, values are kept as they stand. */
export function parseEnvironmentFile(text: string): {
  readonly variables: readonly ReadVariable[]
  readonly problems: readonly VariableProblem[]
} {
  const variables: ReadVariable[] = []
  const problems: VariableProblem[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n/)
  lines.forEach((whole, index) => {
    const content = whole.replace(/^\s+/, '')
    const line = index + 1
    if (content === '' || content.startsWith('#')) return
    const { variable, problem } = parseVariable(content)
    const name = variable?.name ?? ''
    if (/\s/.test(name)) {
      problems.push({ kind: 'space-in-name', name, line })
      return
    }
    if (variable !== undefined) variables.push(variable)
    if (problem !== undefined) problems.push({ ...problem, line })
    else if (/^(["']).*\1$/.test(variable?.value ?? '')) problems.push({ kind: 'quotes', name, line })
  })
  return { variables, problems }
}
