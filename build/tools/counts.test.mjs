import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { closingLine, countsOf, placeOf, sum } from './counts.mjs'
import { projectFolder } from './folders.mjs'

const report = { passed: 3, skipped: 2, failures: [] }
const file = join(projectFolder, 'a.test.ts')
const why = 'no\n\nExpected: 1\nReceived: 2'

describe('the counts of a run', () => {
  it('are those of the report', () => {
    expect(countsOf('unit', report, 0)).toEqual({ passed: 3, failed: 0, skipped: 2, failures: [] })
  })

  it('have a failure for each file that could not be loaded', () => {
    const broken = { ...report, failures: [{ file, test: '', message: 'No such module' }] }
    expect(countsOf('unit', broken, 1)).toMatchObject({ failed: 1, failures: ['a.test.ts\n    No such module'] })
  })

  it('name each test that failed, with why and where', () => {
    const failure = { file, test: 'a list is empty', message: `\u001b[31m${why}\u001b[39m`, place: 'a.test.ts:7' }
    expect(countsOf('unit', { ...report, failures: [failure] }, 1)).toEqual({
      passed: 3,
      failed: 1,
      skipped: 2,
      failures: ['a.test.ts: a list is empty (a.test.ts:7)\n    no\n    Expected: 1\n    Received: 2']
    })
  })

  it('show no more of a long message than can be read', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n')
    const shown = (/** @type {string} */ message) =>
      countsOf('unit', { ...report, failures: [{ file, test: 'a list', message }] }, 1).failures.join('')
    expect(shown(lines)).toMatch(/line 19$/)
    expect(shown('y'.repeat(100_000)).length).toBeLessThan(2100)
  })

  it('have a failure where the run failed outside of every test, or died', () => {
    expect(countsOf('unit', report, 1)).toMatchObject({ failed: 1, failures: ['unit ended with 1'] })
    expect(countsOf('unit', undefined, 0)).toMatchObject({ passed: 0, failed: 1, skipped: 0 })
  })

  it('add up to one line', () => {
    const whole = sum([countsOf('unit', report, 0), countsOf('e2e', undefined, 137)])
    expect(closingLine(whole)).toBe('3 passed, 1 failed, 2 skipped')
    expect(whole.failures).toEqual(['e2e ended with 137'])
  })
})

describe('the place of a failure', () => {
  const at = (/** @type {string} */ name, line = 1) => ({ file: join(projectFolder, name), line })

  it('is in the test, also where it fell further down', () => {
    expect(placeOf(file, [at('node_modules/x.js'), at('tests/support/words.ts', 2), at('a.test.ts', 3)])).toBe(
      'a.test.ts:3'
    )
  })

  it('is otherwise the nearest of our own, or none', () => {
    expect(placeOf(file, [at('node_modules/x.js'), at('tests/support/words.ts', 2)])).toBe('tests/support/words.ts:2')
    expect(placeOf(file, [at('node_modules/x.js')])).toBeUndefined()
  })
})
