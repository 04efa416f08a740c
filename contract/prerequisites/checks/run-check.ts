/** One check over what a system answered, as the window shows it. */
import { whyKey, type CheckResult, type Evidence } from '../model'
import type { Answer, Answers, Check, Judgement } from './check'
import { allProbes, askedOf } from './probes'
import { unreadable } from './read'

/** Characters of one answer that are kept as evidence. */
const mostEvidence = 20_000

function evidenceOf(asked: string, answer: Answer): Evidence[] {
  switch (answer.kind) {
    case 'answered':
      return [{ asked, kind: 'answered', answer: answer.text.slice(0, mostEvidence), code: answer.code }]
    case 'refused':
      return [{ asked, kind: 'refused', answer: answer.message.slice(0, mostEvidence) }]
    case 'missing':
    case 'timed-out':
      return [{ asked, kind: answer.kind, answer: '' }]
    case 'not-asked':
      return []
  }
}

/** Undefined: the check does not apply to this computer. A check that fails is one that could not tell. */
export function runCheck(check: Check, answers: Answers): CheckResult | undefined {
  const { id, group, required } = check
  const evidence = check.probes.flatMap((name) => evidenceOf(askedOf(allProbes.get(name), name), answers(name)))
  const judgement = judge(check, answers)
  if (judgement === undefined) return undefined
  return { id, group, required, evidence, ...judgement, cures: [...(judgement.cures ?? [])] }
}

function judge({ id, judge }: Check, answers: Answers): Judgement | undefined {
  try {
    return judge(answers)
  } catch {
    // No text may stop a check. all.test.ts shows that none does; if one does all the same, the others go on.
    return { outcome: 'unknown', found: unreadable, needed: { key: whyKey(id) } }
  }
}
