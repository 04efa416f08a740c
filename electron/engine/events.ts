/** The engine's events, in today's and yesterday's shapes. */
import * as v from 'valibot'
import type { EngineEvent } from './engine'
import { parseLine } from './json-lines'
import { maybe, number, text, textMap } from './schema'

/**
 * `{"Type":"container","Action":"start","Actor":{"ID":"4f…","Attributes":{"name":"web"}},"time":1,"timeNano":1700000000123456789}`; engines
 * before 1.22 and many proxies write `{"status":"start","id":"4f…","from":"busybox","time":1}`.
 */
const RawEvent = v.object({
  Type: text(),
  Action: text(),
  Actor: maybe(v.object({ ID: text(), Attributes: textMap() })),
  status: text(),
  id: text(),
  from: text(),
  time: number()
})

/** As digits: JSON.parse would round it, for it is beyond 2^53. Inside a string the quotes are escaped, so this is the field. */
const nanoseconds = /"timeNano":\s*(\d+)/

/** Undefined for what says neither what happened nor to whom. Throws FailureError (engine-error) for what is not JSON. */
export function parseEvent(line: string): EngineEvent | undefined {
  const parsed = v.safeParse(RawEvent, parseLine(line))
  if (!parsed.success) return undefined
  const { Type, Action, Actor, status, id, from, time } = parsed.output
  const action = Action || status
  if (action === '') return undefined
  return {
    type: Type || 'container',
    action,
    id: Actor?.ID || id,
    attributes: Actor?.Attributes ?? (from === '' ? {} : { image: from }),
    timeNano: nanoseconds.exec(line)?.[1] ?? `${time}000000000`
  }
}
