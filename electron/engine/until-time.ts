/** `until=` as docker reads it: a duration back from now, a date, or Unix seconds (moby, api/types/time.GetTimestamp). */
import { parseDuration } from '../../contract/command/duration'
import { FailureError } from './failure-error'

/** Milliseconds since 1970; a date without a zone is this computer's. Throws FailureError (invalid-input, `until`). */
export function untilTime(text: string, now = Date.now()): number {
  const duration = parseDuration(text)
  if (duration.ok) return now - duration.value
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1_000
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00`).getTime() : Date.parse(text)
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(date))
    throw new FailureError({ kind: 'invalid-input', field: 'until', message: `No time and no duration: ${text}` })
  return date
}
