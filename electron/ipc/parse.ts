/** Reads a request by its schema: what does not fit is refused at its field, before any handler sees it. */
import * as v from 'valibot'
import type { Schema } from '../../contract/define'
import { FailureError } from '../engine/failure-error'

/** The value as the schema has it. Throws FailureError (invalid-input) that names the first field at fault. */
export function parseRequest<T>(schema: Schema<T>, raw: unknown): T {
  const parsed = v.safeParse(schema, raw)
  if (parsed.success) return parsed.output
  const issue = parsed.issues[0]
  throw new FailureError({ kind: 'invalid-input', field: v.getDotPath(issue) ?? undefined, message: issue.message })
}
