/** How many tests passed, failed and were skipped, and the one line that says so. */

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: 0 }

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export const sum = (all) =>
  all.reduce(
    (before, { passed, failed, skipped }) => ({
      passed: before.passed + passed,
      failed: before.failed + failed,
      skipped: before.skipped + skipped
    }),
    none
  )

/** @param {Counts} counts */
export const closingLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`

/**
 * The counts of vitest's JSON report (https://vitest.dev/guide/reporters#json-reporter). A file that could not even be loaded has no
 * tests in it, and an error outside of every test none either: each is one failure.
 * @param {{ readonly numPassedTests: number, readonly numFailedTests: number, readonly numPendingTests: number, readonly numTodoTests: number, readonly testResults: ReadonlyArray<{ readonly status: string, readonly assertionResults: readonly unknown[] }> } | undefined} report
 *   undefined where the run ended without writing one
 * @param {number} code the run's exit code
 * @returns {Counts}
 */
export function countsOf(report, code) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0
  )
  const failed = report.numFailedTests + broken.length
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests
  }
}
