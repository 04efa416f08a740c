import { describe, expect, it } from 'vitest'
import { closingLine, countsOf, sum } from './counts.mjs'

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] }

describe('the counts of a run', () => {
  it('are those of the report', () => {
    expect(countsOf(report, 0)).toEqual({ passed: 3, failed: 0, skipped: 2 })
  })

  it('have a failure for each file that could not be loaded', () => {
    const broken = {
      ...report,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [] }
      ]
    }
    expect(countsOf(broken, 1).failed).toBe(1)
  })

  it('have a failure where the run failed outside of every test, or died', () => {
    expect(countsOf(report, 1).failed).toBe(1)
    expect(countsOf(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('add up to one line', () => {
    expect(closingLine(sum([countsOf(report, 0), countsOf(undefined, 137)]))).toBe('3 passed, 1 failed, 2 skipped')
  })
})
