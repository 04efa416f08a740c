/** Why a program that needed rights did not run: the question was closed, or this person may not. */
import type { ProgramEnd } from '../programs/run-program'
import { declinedByUac } from './windows'

export type Refusal = 'dismissed' | 'not-authorised'

/**
 * Undefined: it was not refused, whatever became of the program. pkexec(1): 126 where the question was closed, 127 where nobody may or
 * nobody can be asked; a program's own 127 comes without pkexec's line. osascript writes the number of its error at the end, in any language.
 */
export function refusalOf(end: ProgramEnd, platform: NodeJS.Platform): Refusal | undefined {
  if (end.kind !== 'ended') return undefined
  const said = end.stderr.trimEnd()
  switch (platform) {
    case 'win32':
      return end.code === declinedByUac ? 'dismissed' : undefined
    case 'darwin':
      if (said.endsWith('(-128)')) return 'dismissed'
      return said.endsWith('(-60007)') || said.endsWith('(-60005)') ? 'not-authorised' : undefined
    default:
      if (/^sudo: /m.test(said) && end.code === 1) return 'not-authorised'
      if (!/^Error (?:executing command as another user|getting authority|checking authorization)/m.test(said))
        return undefined
      return end.code === 126 ? 'dismissed' : end.code === 127 ? 'not-authorised' : undefined
  }
}
