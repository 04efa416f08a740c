/** What a container's options, given back, must hold. */
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import { lineText } from '../../../../contract/command/quote'
import { parseCommand } from '../../../../contract/command/parse-command'
import { run } from '../../../../contract/containers/run-command'
import type { RunOptions } from '../../../../contract/containers/run'
import type { RunAgain } from '../../../../contract/containers/run-from-inspect'

/** The line that says them reads as them, and they make the same container. */
export async function checkHandedBack(
  { options, lost }: RunAgain,
  own: RunOptions,
  make: (options: RunOptions) => Promise<void>
): Promise<void> {
  expect(lost).toEqual([])
  const named = own.name === '' ? { ...options, name: '' } : options
  const parsed = parseCommand(lineText(run({ options: named }), { shell: 'posix' }))
  expect(parsed).toMatchObject({ kind: 'run', problems: [] })
  expect(parsed.kind === 'run' ? parsed.options : undefined).toEqual(named)
  // What is the same in every word makes the same container.
  if (!isDeepStrictEqual({ ...named, detach: own.detach }, own)) await make(named)
}
