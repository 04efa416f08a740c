/**
 * A reporter of vitest (https://vitest.dev/api/advanced/reporters) that writes, as JSON into the file that ESCALE_REPORT names, how many tests
 * passed and what failed: with its message as vitest shows it, and where it stood.
 */
import { writeFileSync } from 'node:fs'
import { placeOf } from './counts.mjs'

/**
 * @param {string} file
 * @param {string} test
 * @param {readonly import('vitest').TestError[]} errors
 * @returns {readonly import('./counts.mjs').Failure[]}
 */
const failures = (file, test, errors) =>
  errors.slice(0, 1).map(({ message, diff, stacks = [] }) => ({
    file,
    test,
    message: diff === undefined ? message : message.replace(/\n|$/, () => `\n${diff}\n`),
    place: placeOf(file, stacks)
  }))

/** @param {import('vitest/node').TestModule} module @returns {readonly import('./counts.mjs').Failure[]} */
function failuresOf(module) {
  const file = module.moduleId
  const suites = [...module.children.allSuites()].flatMap((suite) => failures(file, suite.fullName, suite.errors()))
  const tests = [...module.children.allTests('failed')].flatMap((test) =>
    failures(file, test.fullName, test.result().errors ?? [{ message: 'It failed.' }])
  )
  return [...failures(file, '', module.errors()), ...suites, ...tests]
}

/** @typedef {import('vitest/node').Reporter} Reporter */

/** @implements {Reporter} */
export default class RunReport {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly import('vitest').SerializedError[]} outside
   */
  onTestRunEnd(modules, outside) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const passed = tests.filter((test) => test.result().state === 'passed').length
    const skipped = tests.filter((test) => ['skipped', 'pending'].includes(test.result().state)).length
    /** @type {import('./counts.mjs').Report} */
    const report = {
      passed,
      skipped,
      failures: [...modules.flatMap(failuresOf), ...failures('', 'outside of every test', outside)]
    }
    const path = process.env['ESCALE_REPORT']
    if (path !== undefined) writeFileSync(path, JSON.stringify(report))
  }
}
