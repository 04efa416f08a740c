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
 * @typedef {object} Failure
 * @property {string} file its path; empty where it belongs to none
 * @property {string} test its full name; empty where the file itself could not be loaded
 * @property {string} message
 * @property {string} [place] `file:line`
 */

/**
 * @typedef {object} Report what run-report.mjs writes
 * @property {number} passed
 * @property {number} skipped
 * @property {readonly Failure[]} failures
 */

/** Who keeps only the end of a long run still sees why. */
const linesOfMessage = 20
const lengthOfMessage = 2000
const longestLine = 300

/** @param {string} message */
export const beginning = (message) =>
  stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, linesOfMessage)
    .map((line) => `    ${line.slice(0, longestLine)}`)
    .join('\n')
    .slice(0, lengthOfMessage)

/** @param {string} path */
const named = (path) => (path === '' ? '' : relative(projectFolder, path))

/**
 * Where it failed: in the test itself, or else nearest to it in what is ours.
 * @param {string} file
 * @param {ReadonlyArray<{ readonly file: string, readonly line: number }>} stacks
 * @returns {string | undefined}
 */
export function placeOf(file, stacks) {
  const own = stacks.find((at) => at.file === file)
  const ours = stacks.find((at) => at.file.startsWith(`${projectFolder}/`) && !at.file.includes('/node_modules/'))
  const at = own ?? ours
  return at && `${named(at.file)}:${at.line}`
}

/** @param {Failure} failure */
const told = ({ file, test, message, place }) =>
  `${[named(file), test].filter((word) => word !== '').join(': ')}${place === undefined ? '' : ` (${place})`}\n${beginning(message)}`

/**
 * The counts of a run of vitest. A file that could not be loaded has no tests in it, a set-up that failed skips its tests, and an error
 * outside of every test belongs to none: each is one failure.
 * @param {string} name the check's
 * @param {Report | undefined} report undefined where the run ended without writing one
 * @param {number} code the run's exit code
 * @returns {Counts}
 */
export function countsOf(name, report, code) {
  const ended = `${name} ended with ${code}`
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0, failures: [ended] }
  const failures = report.failures.length === 0 && code !== 0 ? [ended] : report.failures.map(told)
  return { passed: report.passed, failed: failures.length, skipped: report.skipped, failures }
}
