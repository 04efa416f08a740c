/** What a check of macOS is made of. */
import type { Answers, Check, Judgement } from '../check'
import { versionOf } from '../read'
import { speakOf, type Speak } from '../speak'

interface MacCheck {
  readonly name: string
  readonly group: Check['group']
  readonly required: boolean
  readonly probes: readonly string[]
  readonly judge: (answers: Answers, speak: Speak) => Judgement | undefined
}

export function macCheck({ name, group, required, probes, judge }: MacCheck): Check {
  const speak = speakOf('macos', name)
  return {
    id: `macos-${name}`,
    group,
    required,
    systems: ['darwin'],
    probes,
    judge: (answers) => judge(answers, speak)
  }
}

/** `ProductVersion:	14.5`, or the version alone (`sw_vers -productVersion`). */
export function readVersion(answers: Answers): readonly number[] | undefined {
  const answer = answers('macos-version')
  if (answer.kind !== 'answered') return undefined
  const found =
    /^\s*ProductVersion:\s*(\d+(?:\.\d+)*)/m.exec(answer.text)?.[1] ?? /^\s*(\d+(?:\.\d+)+)\s*$/.exec(answer.text)?.[1]
  return found === undefined ? undefined : versionOf(found)
}
