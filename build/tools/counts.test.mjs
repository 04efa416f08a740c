import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { closingLine, countsOf, sum } from './counts.mjs'
import { projectFolder } from './folders.mjs'

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] }
const file = { name: join(projectFolder, 'a.test.ts'), status: 'failed', assertionResults: [] }

describe('the counts of a run', () => {
  it('are those of the report', () => {
    expect(countsOf('unit', report, 0)).toEqual({ passed: 3, failed: 0, skipped: 2, failures: [] })
  })

  it('have a failure for each file that could not be loaded', () => {
    const broken = {
      ...report,
      testResults: [
        { ...file, message: 'No such module' },
        { ...file, status: 'passed' }
      ]
    }
    expect(countsOf('unit', broken, 1)).toMatchObject({ failed: 1, failures: ['a.test.ts\n    No such module'] })
  })

  it('name each test that failed, with the beginning of why', () => {
    const results = [
      { fullName: 'a list is empty', status: 'failed', failureMessages: ['\u001b[31mno\u001b[39m\n    at x.ts:1'] },
      { fullName: 'a list is full', status: 'passed', failureMessages: [] }
    ]
    const failing = { ...report, numFailedTests: 1, testResults: [{ ...file, assertionResults: results }] }
    expect(countsOf('unit', failing, 1).failures).toEqual(['a.test.ts: a list is empty\n    no'])
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
