/** What is pasted into a row of the run form: a whole port, mount or block of variables fills rows instead of one field. */
import { parseEnvironmentFile } from '../../../contract/command/environment'
import { parseVolume } from '../../../contract/command/mount'
import { parsePorts } from '../../../contract/command/port'
import { emptyMount, emptyVariable, portRow, type EnvironmentRow, type MountRow, type PortRow } from './draft'

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

/** `data:/var/lib/data:ro`, `-v /src:/dst`. Undefined: it is a path or a name alone. */
export function pastedMount(text: string): MountRow | undefined {
  const value = text
    .trim()
    .replace(/^(-v|--volume)[\s=]+/, '')
    .replace(/^(["'])(.*)\1$/, '$2')
  if (!value.includes(':/')) return undefined
  const { mount, problems } = parseVolume(value)
  if (mount === undefined || mount.source === '' || problems.some(({ kind }) => kind === 'option')) return undefined
  return { ...emptyMount(), source: mount.source, target: mount.target, readOnly: mount.readOnly }
}

/** Names that commonly hold something not to be shown: the mark can be taken off again. */
export const looksSecret = (name: string): boolean =>
  /(^|[_-])(pass(word|wd|phrase)?|pwd|secret|token|(api|private|access|secret|encryption)[_-]?key|credentials?)([_-]|$)/i.test(
    name
  )

/** `NAME=value`, or the lines of an .env file. Undefined: it is a name or a value alone. */
export function pastedVariables(text: string): readonly EnvironmentRow[] | undefined {
  if (!/^\s*(export\s+)?[^=\s]+=/m.test(text)) return undefined
  const plain = text.replace(/^(\s*)export\s+/gm, '$1').replace(/^(\s*)(-e|--env)[\s=]+/gm, '$1')
  const { variables } = parseEnvironmentFile(plain)
  if (variables.length === 0) return undefined
  return variables.map(({ name, value }) => ({
    ...emptyVariable(),
    name,
    value,
    secret: looksSecret(name),
    ...(value === '' && !plain.includes(`${name}=`) ? { asks: name } : {})
  }))
}

/** The rows with one replaced by others; rows that were left blank after it give way. */
export function replaceRow<Row extends { readonly key: number }>(
  rows: readonly Row[],
  key: number,
  by: readonly Row[]
): Row[] {
  return rows.flatMap((row) => (row.key === key ? by : [row]))
}
