/** How a step's end becomes a failure that a person can read. */
import { assertNever, type Failure } from '../../../../contract/failure'
import type { RightsEnd } from '../../../platform/rights/run-as-administrator'

/** The last lines of what it wrote: programs say why at the end. */
const lastWords = (output: string): string =>
  output
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\r', line.length - 2) + 1).trim())
    .filter((line) => line !== '' && !line.startsWith('$ '))
    .slice(-3)
    .join('\n')
    .slice(-600)

export function installFailure(end: RightsEnd, program: string, cancelled: boolean, output: string): Failure {
  if (cancelled) return { kind: 'cancelled', message: '' }
  switch (end.kind) {
    case 'ended':
      return { kind: 'engine-error', message: lastWords(output) || `${program}: ${end.code ?? 'ended by a signal'}` }
    case 'missing':
      return { kind: 'not-found', subject: 'other', name: program, message: `There is no program ${program}` }
    case 'refused':
      return { kind: 'permission-denied', subject: 'other', message: end.message }
    case 'timed-out':
      return { kind: 'timed-out', message: lastWords(output) }
    case 'cancelled':
      return { kind: 'cancelled', message: '' }
    case 'no-rights':
      // The window says what can be done: be asked again, or take the steps to a terminal.
      return { kind: 'permission-denied', subject: 'other', message: '' }
    default:
      return assertNever(end)
  }
}
