/** What every check of every system holds to, whatever it is answered. */
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { CheckResult, titleKey, whyKey, type Said } from '../model'
import { allChecks } from './all'
import type { Answer } from './check'
import { allProbes } from './probes'
import { runCheck } from './run-check'

const files: Readonly<Record<string, unknown>> = import.meta.glob('../../../locales/*/prerequisites*.json', {
  eager: true,
  import: 'default'
})
const locales = ['en', 'fr'].map((language) => (key: string): string | undefined => {
  const [namespace = '', ...path] = key.split('.')
  let found: unknown = files[`../../../locales/${language}/${namespace}.json`]
  for (const part of path) found = (found as Record<string, unknown> | undefined)?.[part]
  return typeof found === 'string' ? found : undefined
})
const problemOf = ({ key, values = {} }: Said): string | undefined => {
  for (const textOf of locales) {
    const text = textOf(key)
    if (text === undefined) return `no sentence ${key}`
    for (const [, name = ''] of text.matchAll(/(?<!')\{(\w+)\}/g))
      if (name !== 'count' && !(name in values)) return `nothing for {${name}} of ${key}`
  }
  return undefined
}

const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ kind: fc.constant('answered' as const), text: fc.string({ unit: 'binary', maxLength: 200 }) }),
  fc.record({ kind: fc.constant('answered' as const), text: fc.json() }),
  fc.record({ kind: fc.constant('answered' as const), text: fc.string(), code: fc.integer({ min: 0, max: 255 }) }),
  // Words that a system says, in any order: nearer to the truth than letters in any order.
  fc.record({
    kind: fc.constant('answered' as const),
    text: fc
      .array(
        fc.constantFrom(
          'Version',
          ':',
          '10',
          '1.41',
          '\n',
          '=',
          'yes',
          '2.4.0',
          '"',
          '{',
          '}',
          'docker',
          'true',
          '\t',
          '/',
          '0',
          '-1',
          '%'
        )
      )
      .map((words) => words.join(' ')),
    code: fc.constantFrom(0, 1, 127)
  }),
  fc.constant({ kind: 'missing' as const }),
  fc.record({ kind: fc.constant('refused' as const), message: fc.string() }),
  fc.constant({ kind: 'timed-out' as const }),
  fc.constant({ kind: 'not-asked' as const })
)

describe('every check', () => {
  it('has a name of its own, by its system', () => {
    const ids = allChecks.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^(linux|windows|macos|engine)-[a-z0-9-]+$/)
  })

  it('reads probes that are there, by names of its system', () => {
    for (const { id, probes } of allChecks)
      for (const name of probes) expect(allProbes.has(name), `${id}: ${name}`).toBe(true)
    for (const name of allProbes.keys()) expect(name).toMatch(/^(linux|windows|macos|engine)-/)
  })

  it('has a title and says why, in both languages', () => {
    for (const { id } of allChecks)
      for (const key of [titleKey(id), whyKey(id)]) expect(problemOf({ key }), key).toBeUndefined()
  })

  it.each(allChecks.map((check) => [check.id, check] as const))('%s tells something of any answer', (_id, check) => {
    fc.assert(
      fc.property(fc.array(anyAnswer, { minLength: check.probes.length, maxLength: check.probes.length }), (given) => {
        const read = new Set<string>()
        const answers = (name: string): Answer => {
          read.add(name)
          return given[check.probes.indexOf(name)] ?? { kind: 'not-asked' }
        }
        const judgement = check.judge(answers)
        for (const name of read) expect(check.probes, `${check.id} reads ${name}`).toContain(name)
        if (judgement === undefined) return
        const result = v.parse(CheckResult, runCheck(check, answers))
        for (const said of [result.found, result.needed, ...result.cures.map(({ says }) => says)])
          expect(problemOf(said)).toBeUndefined()
        for (const { link } of result.cures) if (link !== undefined) expect(link).toMatch(/^https:\/\//)
      })
    )
  })

  it.each(allChecks.map((check) => [check.id, check] as const))(
    '%s without any answer is neither met nor not met',
    (_id, check) => {
      const outcome = runCheck(check, () => ({ kind: 'not-asked' }))?.outcome
      expect(outcome ?? 'unknown').toBe('unknown')
    }
  )
})
