/** Where in the form a refusal of the engine belongs. */
import type { Failure } from '../../../contract/failure'
import type { Draft } from './draft'

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
  const [kind = '', key = ''] = field.split(':')
  const of = <Row extends { readonly key: number }>(rows: readonly Row[]): string =>
    JSON.stringify(rows.find((row) => String(row.key) === key) ?? null)
  switch (kind) {
    case 'port':
      return of(draft.ports)
    case 'variable':
      return of(draft.environment)
    case 'mount':
      return of(draft.mounts)
    case 'name':
      return draft.name
    case 'command':
      return draft.command
    default:
      return draft.image
  }
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
  const number = /(\d+)(?:\/\w+)?$/.exec(port ?? '')?.[1]
  const row = draft.ports.find(({ host }) => number !== undefined && host.trim().split(':').at(-1) === number)
  return row === undefined ? undefined : `port:${row.key}`
}

/** `options.image`, `options.ports.0.host`: the path of a request's field; row numbers count filled rows. */
function inputField(path: string | undefined, draft: Draft): string | undefined {
  const [name = '', index = ''] = (path ?? '').replace(/^options\./, '').split('.')
  const at = <Row extends { readonly key: number }>(kind: string, rows: readonly Row[]): string | undefined => {
    const row = rows[Number(index)]
    return index === '' || row === undefined ? undefined : `${kind}:${row.key}`
  }
  switch (name) {
    case 'image':
    case 'name':
    case 'command':
      return name
    case 'ports':
      return at('port', draft.ports)
    case 'environment':
      return at('variable', draft.environment)
    case 'mounts':
      return at('mount', draft.mounts)
    default:
      return undefined
  }
}
