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
      return failure.subject === 'image' ? 'image' : failure.subject === 'command' ? 'command' : undefined
    case 'auth-required':
      return 'image'
    case 'invalid-input':
      return inputField(failure.field, draft)
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

/** `options.image`, `options.ports.0.host`, `memory`: the path of a request's field. */
function inputField(path: string | undefined, draft: Draft): string | undefined {
  if (path === undefined) return undefined
  const field = fieldAt(path.replace(/^options\./, ''), validate(draft).origins)
  const [name = ''] = field.split(/[:.]/)
  return name in draft ? field : undefined
}
