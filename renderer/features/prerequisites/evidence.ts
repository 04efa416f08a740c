/** How an answer of the system reads: its own words, or why there are none. */
import type { Evidence } from '../../../contract/prerequisites/model'

export function evidenceText(
  { kind, answer, code }: Evidence,
  t: (key: string, values?: Record<string, unknown>) => string
): string {
  if (kind !== 'answered') return t(`prerequisites.evidence.${kind}`) + (answer === '' ? '' : `\n${answer}`)
  const text = answer.trim() === '' ? t('prerequisites.evidence.nothing') : answer.trimEnd()
  return code === undefined || code === 0 ? text : `${text}\n${t('prerequisites.evidence.ended-with', { code })}`
}
