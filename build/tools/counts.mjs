/** How many tests passed, failed and were skipped, which failed, and the one line that says so. */
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { projectFolder } from './folders.mjs'

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} failures what failed and the beginning of why, one each
 */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: 0, failures: [] }

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export const sum = (all) =>
  all.reduce(
    (before, { passed, failed, skipped, failures }) => ({
      passed: before.passed + passed,
      failed: before.failed + failed,
      skipped: before.skipped + skipped,
      failures: [...before.failures, ...failures]
    }),
    none
  )

/** @param {Counts} counts */
export const closingLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`

/**
 * @typedef {object} FileResult
 * @property {string} name its path
 * @property {string} status
 * @property {string} [message] why it could not be loaded
 * @property {ReadonlyArray<{ readonly fullName: string, readonly status: string, readonly failureMessages?: readonly string[] | null }>} assertionResults
 */

/** A long difference is told further up, where it failed. */
const linesOfMessage = 6
const longestLine = 300

/** @param {string} message */
const beginning = (message) =>
  stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
    .slice(0, linesOfMessage)
    .map((line) => `    ${line.slice(0, longestLine)}`)
    .join('\n')

/** @param {FileResult} file */
function failuresOf({ name, status, message = '', assertionResults }) {
  const file = relative(projectFolder, name)
  if (status === 'failed' && assertionResults.length === 0) return [`${file}\n${beginning(message)}`]
  return assertionResults
    .filter((result) => result.status === 'failed')
    .map(({ fullName, failureMessages }) => `${file}: ${fullName}\n${beginning((failureMessages ?? []).join('\n'))}`)
}

/**
 * The counts of vitest's JSON report (https://vitest.dev/guide/reporters#json-reporter). A file that could not even be loaded has no
 * tests in it, and an error outside of every test none either: each is one failure.
 * @param {string} name the check's
 * @param {{ readonly numPassedTests: number, readonly numFailedTests: number, readonly numPendingTests: number, readonly numTodoTests: number, readonly testResults: readonly FileResult[] } | undefined} report
 *   undefined where the run ended without writing one
 * @param {number} code the run's exit code
 * @returns {Counts}
 */
export function countsOf(name, report, code) {
  const ended = `${name} ended with ${code}`
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0, failures: [ended] }
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0
  )
  const failed = report.numFailedTests + broken.length
  const outside = failed === 0 && code !== 0
  return {
    passed: report.numPassedTests,
    failed: outside ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: outside ? [ended] : report.testResults.flatMap(failuresOf)
  }
}
