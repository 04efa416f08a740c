/** The parts of `npm test`: what each runs, and what it counted. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { whyNoThrowaway } from '../engine/throwaway.mjs'
import { beginning, countsOf, none } from '../tools/counts.mjs'
import { projectFolder } from '../tools/folders.mjs'
import { npm } from '../tools/npm.mjs'
import { hasProgram, run } from '../tools/run.mjs'
import { note } from '../tools/step.mjs'

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {() => Promise<import('../tools/counts.mjs').Counts>} run prints what went wrong
 * @property {() => string | undefined} whyNot why it cannot run on this machine
 * @property {readonly string[]} folders where its tests are
 * @property {boolean} alone its tests wait for one another's time: nothing else takes any of it meanwhile
 */

/**
 * @param {string} name
 * @returns {readonly string[]} what one of package.json's scripts runs, one after the other
 */
const commandsOf = (name) => {
  const { scripts } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
  return String(scripts[name]).split(' && ')
}

/**
 * One of package.json's scripts, which counts as one test; what it says is shown only where it fails. Its commands do not need each other:
 * they run side by side.
 * @param {string} name
 * @returns {Check}
 */
const script = (name) => ({
  name,
  folders: [],
  alone: false,
  whyNot: () => undefined,
  run: async () => {
    const outcomes = await Promise.all(
      commandsOf(name).map((command) => {
        const [program, args] = npm('exec', '--silent', '-c', command)
        return run(program, args, { cwd: projectFolder })
      })
    )
    const said = outcomes.filter(({ code }) => code !== 0).map(({ stdout, stderr }) => `${stdout}${stderr}`.trim())
    for (const text of said) note(text)
    return said.length === 0
      ? { ...none, passed: 1 }
      : { ...none, failed: 1, failures: [`${name}\n${beginning(said.join('\n'))}`] }
  }
})

/**
 * @param {string} name one of vitest's projects
 * @param {readonly string[]} folders
 * @param {() => string | undefined} whyNot
 * @returns {Check}
 */
const project = (name, folders, whyNot) => ({
  name,
  folders,
  alone: true,
  whyNot,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'escale-report-'))
    const file = join(folder, 'report.json')
    const args = [
      'run',
      '--project',
      name,
      '--reporter=default',
      `--reporter=${join(projectFolder, 'build', 'tools', 'run-report.mjs')}`,
      '--passWithNoTests'
    ]
    const env = { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true', ESCALE_REPORT: file }
    const program = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs')
    const { code } = await run(process.execPath, [program, ...args], { cwd: projectFolder, env, show: true })
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
    rmSync(folder, { recursive: true, force: true })
    return countsOf(name, report, code)
  }
})

export const whyNoEngine = () =>
  whyNoThrowaway() ?? (hasProgram('docker-registry') ? undefined : 'docker-registry is not installed')

/** @type {readonly Check[]} */
export const checks = [
  script('lint'),
  script('types'),
  project('unit', [], () => undefined),
  project('integration', ['tests/integration'], whyNoEngine),
  project('e2e', ['tests/e2e', 'tests/faults', 'tests/security'], whyNoEngine)
]

/**
 * How many files of tests a check has: what is skipped, where it cannot run.
 * @param {Check} check
 */
export const filesOf = ({ folders }) =>
  folders
    .map((folder) => join(projectFolder, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    .filter((name) => name.endsWith('.test.ts')).length
