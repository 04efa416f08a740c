/** What each flag of the table takes: one function reads it from a pasted line and checks it in a field of the form. */
import { bytesText, parseBytes, parseBytesOrUnlimited } from '../command/bytes'
import { cutPair, readCsv } from '../command/csv'
import { parseExtraHost } from '../command/hosts'
import { parseLabel, parseOption } from '../command/labels'
import { parseUlimit } from '../command/limits'
import { parseInteger } from '../command/number'
import { read, refuse, type CommandProblem, type ProblemKind, type ValueParsed } from '../command/problem'
import { csvFields } from './buildx'
import { buildFields, type BuildFieldKind, type BuildFieldName } from './fields'

type Check = (text: string) => ValueParsed<unknown>

const matching =
  (pattern: RegExp, kind: ProblemKind): Check =>
  (text) =>
    pattern.test(text) ? read(text) : refuse(kind, text)

/** `id=token,src=/path`: without a type, or of one of those that docker knows. */
function parseSecret(text: string): ValueParsed<string> {
  const fields = readCsv(text)?.map(cutPair)
  const known = new Set(['id', 'src', 'source', 'env', 'type'])
  const isGood =
    fields?.every(([name, value]) => known.has(name.toLowerCase()) && value !== undefined) === true &&
    fields.some(([name, value]) => name.toLowerCase() === 'id' && value !== '')
  return isGood ? read(text) : refuse('secret-fields', text)
}

const typed = (text: string): ValueParsed<string> =>
  csvFields(text)?.get('type') === undefined ? refuse('needs-type', text) : read(text)
/** `type=local,dest=/folder`; docker takes a bare folder too, and `-` for its own output, which nobody reads here. */
function parseOutput(text: string): ValueParsed<string> {
  const fields = csvFields(text)
  if (fields === undefined || fields.get('') === '-' || fields.get('dest') === '-') return refuse('output', text)
  const type = fields.get('type')
  if (type === undefined) return fields.size === 1 && fields.has('') ? read(text) : refuse('output', text)
  return (type === 'local' || type === 'tar' || type === 'oci') && !fields.has('dest')
    ? refuse('output', text)
    : read(text)
}

/** Beyond what the kind of a field says. */
const checks: Readonly<Partial<Record<BuildFieldName, Check>>> = {
  platform: matching(/^[\w-]+(\([\w.]*\))?(\/[\w.-]+){0,2}$/, 'platform'),
  labels: parseLabel,
  extraHosts: parseExtraHost,
  secrets: parseSecret,
  outputs: parseOutput,
  cacheTo: (text) => (text.includes('=') ? typed(text) : read(text)),
  cpuSet: matching(/^\d+(-\d+)?(,\d+(-\d+)?)*$/, 'processor-set'),
  memorySet: matching(/^\d+(-\d+)?(,\d+(-\d+)?)*$/, 'processor-set'),
  ulimits: parseUlimit,
  isolation: matching(/^(default|process|hyperv)$/i, 'isolation')
}

const byKind: Readonly<Record<BuildFieldKind, Check>> = {
  switch: read,
  text: read,
  texts: read,
  pairs: parseOption,
  bytes: parseBytes,
  'bytes-or-unlimited': parseBytesOrUnlimited,
  integer: parseInteger
}

/** Why one value of a field of the table is wrong in itself; undefined where nothing is. */
export function buildFieldProblem(name: BuildFieldName, text: string): CommandProblem | undefined {
  const { kind, flag } = buildFields[name]
  // An empty text is a flag that is not given.
  if (text === '' && kind === 'text') return undefined
  const parsed = (checks[name] ?? byKind[kind])(text)
  return parsed.ok ? undefined : { ...parsed.problem, flag: `--${flag}` }
}

/** A number as its flag takes it: `512m`, `-1`; undefined where it is none. */
export function buildFieldNumber(name: BuildFieldName, text: string): number | undefined {
  const { kind } = buildFields[name]
  const parsed =
    kind === 'bytes'
      ? parseBytes(text)
      : kind === 'bytes-or-unlimited'
        ? parseBytesOrUnlimited(text)
        : parseInteger(text)
  return parsed.ok ? parsed.value : undefined
}

/** A number as its flag writes it. */
export const buildNumberText = (name: BuildFieldName, value: number): string =>
  buildFields[name].kind === 'integer' ? String(value) : bytesText(value)
