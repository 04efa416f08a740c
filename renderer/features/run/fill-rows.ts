/** What is pasted into a row of the run form: a whole port, mount or block of variables fills rows instead of one field. */
import { parseEnvironmentFile, type VariableProblem } from '../../../contract/command/environment'
import { parseMount, parseTmpfs, parseVolume } from '../../../contract/command/mount'
import { parsePorts } from '../../../contract/command/port'
import { emptyVariable, type EnvironmentRow, type MountRow, type PortRow } from './draft'
import { mountRow, portRow } from './draft-of'

/** `8080:80`, `-p 127.0.0.1:8080:80/udp`; a range makes several rows. Undefined: it is no more than a number. */
export function pastedPorts(text: string): readonly PortRow[] | undefined {
  const value = text
    .trim()
    .replace(/^(-p|--publish)[\s=]+/, '')
    .replace(/^(["'])(.*)\1$/, '$2')
  if (!/[:/-]/.test(value)) return undefined
  const parsed = parsePorts(value)
  return parsed.ok ? parsed.ports.map(portRow) : undefined
}

/** `data:/var/lib/data:ro`, `-v /src:/dst`, `type=bind,source=/a,target=/b`. Undefined: it is a path or a name alone. */
export function pastedMount(text: string): MountRow | undefined {
  const [, flag = '', quoted = ''] = /^(?:(-v|--volume|--mount|--tmpfs)[\s=]+)?(.*)$/s.exec(text.trim()) ?? []
  const value = quoted.replace(/^(["'])(.*)\1$/, '$2')
  const long = flag === '--mount' || /^type=\w+,/.test(value)
  if (flag === '' && !long && !value.includes(':/')) return undefined
  const { mount } = long ? parseMount(value) : flag === '--tmpfs' ? parseTmpfs(value) : parseVolume(value)
  return mount === undefined ? undefined : mountRow(mount)
}

/** Names that commonly hold something not to be shown: the mark can be taken off again. */
export const looksSecret = (name: string): boolean =>
  /(^|[_-])(pass(word|wd|phrase)?|pwd|secret|token|(api|private|access|secret|encryption)[_-]?key|credentials?)([_-]|$)/i.test(
    name
  )

/** What an engine or a pasted line gives knows of no secrets: those that look it never reach the history either. */
export function markSecrets(rows: readonly EnvironmentRow[]): void {
  for (const row of rows) if (looksSecret(row.name)) row.secret = true
}

/** `NAME=value`, or many lines of it. Undefined: it is a name or a value alone. */
export function pastedVariables(text: string): readonly EnvironmentRow[] | undefined {
  if (!/^\s*(export\s+)?[^=\s]+=/m.test(text)) return undefined
  const plain = text.replace(/^(\s*)export\s+/gm, '$1').replace(/^(\s*)(-e|--env)[\s=]+/gm, '$1')
  const { rows } = fileVariables(plain)
  return rows.length === 0 ? undefined : rows
}

/** The lines of an .env file as rows, with what docker would do otherwise than one may think. */
export function fileVariables(text: string): {
  readonly rows: readonly EnvironmentRow[]
  readonly problems: readonly VariableProblem[]
} {
  const { variables, problems } = parseEnvironmentFile(text)
  const asked = new Set(problems.filter(({ kind }) => kind === 'no-value').map(({ name }) => name))
  const rows = variables.map(({ name, value }) => ({
    ...emptyVariable(),
    name,
    value,
    secret: looksSecret(name),
    ...(value === '' && asked.has(name) ? { asks: name } : {})
  }))
  return { rows, problems }
}

/** The rows with one replaced by others; rows that were left blank after it give way. */
export function replaceRow<Row extends { readonly key: number }>(
  rows: readonly Row[],
  key: number,
  by: readonly Row[]
): Row[] {
  return rows.flatMap((row) => (row.key === key ? by : [row]))
}
