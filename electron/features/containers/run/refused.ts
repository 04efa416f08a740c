/** What docker's own CLI refuses before it asks the engine, in its words. */
import { runFields, type RunFieldName } from '../../../../contract/containers/run-fields'
import type { RunOptions } from '../../../../contract/containers/run'
import type { ValueParsed } from '../../../../contract/command/problem'
import { FailureError } from '../../../engine/failure-error'

/** `field` is what the form shows the reason beside. */
export const invalid = (field: keyof RunOptions, message: string): FailureError =>
  new FailureError({ kind: 'invalid-input', field, message })

/** A value of a flag of the table; throws invalid-input in the words of docker's flags. */
export function valueOf<Value>(field: RunFieldName, text: string, parse: (text: string) => ValueParsed<Value>): Value {
  const parsed = parse(text)
  if (parsed.ok) return parsed.value
  throw invalid(field, `invalid argument ${JSON.stringify(text)} for "--${runFields[field].flag}" flag`)
}
