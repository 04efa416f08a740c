/** The order of a run's files: those that take longest first, since one that starts last is waited for alone. */
import { BaseSequencer } from 'vitest/node'

/** By what they took on two cores; whatever is not here takes less. */
export const longest = [
  'tests/integration/prerequisites/install.test.ts',
  'tests/integration/containers/run-lines-reference.test.ts',
  'tests/integration/containers/run-lines-people.test.ts',
  'tests/integration/containers/run-lines-own.test.ts',
  'tests/integration/containers/run-lines-readmes.test.ts',
  'tests/faults/containers/terminal.test.ts',
  'tests/integration/volumes/helper-build.test.ts',
  'tests/integration/containers/exec.test.ts',
  'tests/integration/connections/ssh.test.ts',
  'tests/integration/builds/build.test.ts',
  'tests/integration/containers/stats.test.ts',
  'tests/integration/command/docker-values.test.ts',
  'tests/e2e/shell.test.ts',
  'tests/e2e/journey.test.ts',
  'tests/e2e/pictures.test.ts',
  'tests/faults/broken-answers.test.ts',
  'renderer/features/run/run-page.test.ts',
  'contract/command/command.test.ts',
  'contract/command/parse-run.test.ts'
]

/** @param {string} path */
const rank = (path) => {
  const index = longest.findIndex((name) => path.endsWith(name))
  return index < 0 ? longest.length : index
}

export class LongestFirst extends BaseSequencer {
  /**
   * @override
   * @param {import('vitest/node').TestSpecification[]} files
   */
  async sort(files) {
    const others = await super.sort(files)
    return [...others].sort((one, two) => rank(one.moduleId) - rank(two.moduleId))
  }
}
