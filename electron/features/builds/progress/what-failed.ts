/** Why a build failed, and which lines of the Dockerfile are to blame. */
import type { Instruction } from '../../../../contract/builds/instructions'
import type { BuildFailure, LineRange } from '../../../../contract/builds/model'
import type { Failure } from '../../../../contract/failure'
import { engineFailure } from '../../../engine/failures/engine-failure'
import type { BuildLog } from './build-log'

/** `dockerfile parse error line 2: unknown instruction: RUNN` (to 24), `dockerfile parse error on line 2: …`. */
const parseError = /dockerfile parse error (?:on )?line (\d+)/i
/** BuildKit's own print of the place, since 23: `Dockerfile:4`, above the lines. */
const place = /^\S*Dockerfile\S*:(\d+)$/m

function linesOf(failure: Failure, instructions: readonly Instruction[]): LineRange | undefined {
  const [, number] = parseError.exec(failure.message) ?? place.exec(failure.message) ?? []
  if (number === undefined) return undefined
  const line = Number(number)
  const instruction = instructions.find(({ first, last }) => first <= line && line <= last)
  return instruction === undefined ? { first: line, last: line } : { first: instruction.first, last: instruction.last }
}

/** A program of the Dockerfile's own failed: its command stands in the words, and is not what they mean. */
const programFailed = /executor failed running \[|did not complete successfully: |returned a non-zero code: /

/** What the builder's last words mean. */
export const failureOfWords = (words: string): Failure =>
  programFailed.test(words) ? { kind: 'engine-error', message: words } : engineFailure(undefined, words)

export function whatFailed(failure: Failure, log: BuildLog, instructions: readonly Instruction[]): BuildFailure {
  const step = log.steps.findLast(({ state }) => state === 'failed')
  const lines = linesOf(failure, instructions) ?? step?.lines
  return { failure, ...(lines === undefined ? {} : { lines }), ...(step === undefined ? {} : { step: step.id }) }
}
