/** What checks share to read answers, and to say that there is none. */
import * as v from 'valibot'
import type { Schema } from '../../define'
import type { Said } from '../model'
import type { Answer, Judgement } from './check'

export const says = (key: string, values?: Readonly<Record<string, string | number>>): Said =>
  values === undefined ? { key } : { key, values: { ...values } }

/** It answered, and nobody could read it. */
export const unreadable: Said = { key: 'prerequisites.no-answer.unreadable' }

/** What a program that went well wrote, or a file holds; undefined for everything else. */
export const textOf = (answer: Answer): string | undefined =>
  answer.kind === 'answered' && (answer.code ?? 0) === 0 ? answer.text : undefined

/** Why an answer tells nothing, as what was found. */
function noAnswer(answer: Answer): Said {
  switch (answer.kind) {
    case 'answered':
      return unreadable
    case 'missing':
    case 'timed-out':
    case 'not-asked':
      return { key: `prerequisites.no-answer.${answer.kind}` }
    case 'refused':
      return { key: 'prerequisites.no-answer.refused', values: { message: answer.message.slice(0, 300) } }
  }
}

/** It could not be told, by this answer. */
export const unknown = (answer: Answer, needed: Said): Judgement => ({
  outcome: 'unknown',
  found: noAnswer(answer),
  needed
})

/** `5.10.0-28-amd64` is [5, 10, 0]: the numbers that a version begins with, after any words and a `v`. Undefined: there are none. */
export function versionOf(text: string): readonly number[] | undefined {
  const found = /(\d{1,9})((?:\.\d{1,9})*)/.exec(text)
  if (found === null) return undefined
  return `${found[1]}${found[2] ?? ''}`.split('.').map(Number)
}

/** Whether a version is at least another; a part that is not there counts as 0. */
export function atLeast(version: readonly number[], least: readonly number[]): boolean {
  for (let part = 0; part < Math.max(version.length, least.length); part++) {
    const difference = (version[part] ?? 0) - (least[part] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}

/** What a fact tells; undefined where it tells nothing of that form. */
export function parseJson<T>(answer: Answer, schema: Schema<T>): T | undefined {
  const text = textOf(answer)
  if (text === undefined) return undefined
  try {
    const parsed = v.safeParse(schema, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    // Not JSON: it tells nothing.
    return undefined
  }
}

/** At most so many characters of what somebody else wrote, on one line. */
export const brief = (text: string, most = 200): string => text.replace(/\s+/g, ' ').trim().slice(0, most)
