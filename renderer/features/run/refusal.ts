/** Where in the form a refusal of the engine belongs. */
import type { Failure } from '../../../contract/failure'
import type { Draft } from './draft'
import { fieldAt, validate } from './validate'

export interface Refusal {
  readonly failure: Failure
  /** The field it is shown at, as `validate` names them; undefined: it belongs to none. */
  readonly field: string | undefined
  /** What stood in that field: once it is another, the refusal no longer holds there. */
  readonly value: string
}

export function refusalOf(failure: Failure, draft: Draft): Refusal {
  const field = fieldOf(failure, draft)
  return { failure, field, value: field === undefined ? '' : valueOf(field, draft) }
}

/** The text of a field, to see whether it has changed. */
export function valueOf(field: string, draft: Draft): string {
  const [name = '', key] = field.split(/[:.]/)
  const value = draft[name as keyof Draft] as unknown
  if (!Array.isArray(value) || key === undefined) return JSON.stringify(value ?? null)
  return JSON.stringify(
    (value as ReadonlyArray<{ readonly key: number }>).find((row) => String(row.key) === key) ?? null
  )
}

function fieldOf(failure: Failure, draft: Draft): string | undefined {
  switch (failure.kind) {
    case 'conflict':
      if (failure.reason === 'name-taken') return 'name'
      return failure.reason === 'port-taken' ? portField(failure.name, draft) : undefined
    case 'not-found':
      if (failure.subject === 'platform') return 'platform'
      return failure.subject === 'image' ? 'image' : failure.subject === 'command' ? 'command' : undefined
    case 'invalid-input':
      return inputField(failure.field, failure.message, draft)
    default:
      return undefined
  }
}

function portField(port: string | undefined, draft: Draft): string | undefined {
  const number = Number(/(\d+)(?:\/\w+)?$/.exec(port ?? '')?.[1])
  const { ports } = validate(draft)
  const row = draft.ports.find(({ key }) =>
    ports.get(key)?.some(({ host, hostLast }) => host !== undefined && host <= number && number <= (hostLast ?? host))
  )
  return row === undefined ? undefined : `ports:${row.key}`
}

/** `options.image`, `options.ports.0.host`, `memory`: the path of a request's field; of a list also its name alone. */
function inputField(path: string | undefined, message: string, draft: Draft): string | undefined {
  if (path === undefined) return undefined
  const { origins } = validate(draft)
  const field = fieldAt(path.replace(/^options\./, ''), origins)
  const [name = ''] = field.split(/[:.]/)
  if (!(name in draft)) return undefined
  if (field === 'healthcheck') return 'healthcheck.command'
  const value = draft[name as keyof Draft] as unknown
  return field === name && Array.isArray(value) ? rowNamed(name, value as readonly Row[], message) : field
}

type Row = { readonly key: number } & Readonly<Record<string, unknown>>

/** The row that the engine's words name, or the only one; the list itself where none is told apart. */
function rowNamed(list: string, rows: readonly Row[], message: string): string {
  const filled = rows.filter((row) => textsOf(row).length > 0)
  // "8080" names the row of 8080, though one of 80 stands in it too.
  const fit = (row: Row): number =>
    Math.max(0, ...textsOf(row).map((text) => (text.length > 1 && message.includes(text) ? text.length : 0)))
  const best = Math.max(0, ...filled.map(fit))
  const [row, ...others] = filled.filter((one) => fit(one) === best)
  return row === undefined || others.length > 0 ? list : `${list}:${row.key}`
}

/** What was typed into a row, without what was chosen in it. */
const textsOf = (row: Row): readonly string[] =>
  Object.entries(row).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' && !['kind', 'flag', 'protocol'].includes(name) ? [value] : []
  )
