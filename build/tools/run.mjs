/** Runs a program by its argument list, never through a shell, and gives what it said. */
import { spawn, spawnSync } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { Told } from './step.mjs'

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] replaces the environment
 * @property {string} [input] written to its standard input
 * @property {number} [timeout] milliseconds until it is killed
 * @property {boolean} [show] let its output through to the person instead of keeping it
 */

/**
 * @typedef {object} Outcome
 * @property {number} code its exit code; 127 where the program is not there, 128 where a signal ended it
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Never rejects: a program that is missing is exit code 127.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      timeout: options.timeout,
      stdio: [
        options.input === undefined ? 'ignore' : 'pipe',
        options.show ? 'inherit' : 'pipe',
        options.show ? 'inherit' : 'pipe'
      ]
    })
    let stdout = ''
    let stderr = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text))
    child.stdin?.on('error', (error) => (stderr += `${error.message}\n`))
    child.stdin?.end(options.input)
    child.on('error', (error) => resolve({ code: 127, stdout, stderr: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 128, stdout, stderr }))
  })
}

/**
 * Like run, but a failure is an error (Told) that names the command and what it said last.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} its standard output
 */
export async function mustRun(program, args, options) {
  const { code, stdout, stderr } = await run(program, args, options)
  if (code === 0) return stdout
  // Where in its own code it failed says nothing to a person.
  const said = stripVTControlCharacters(`${stdout}\n${stderr}`)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
  throw new Told(`${[program, ...args].join(' ')} ended with ${code}:\n${said.slice(-40).join('\n')}`)
}

/**
 * Whether a program can be found on the PATH (or at its path).
 * @param {string} program
 */
export const hasProgram = (program) => {
  const { error } = spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 10_000 })
  return !(error && 'code' in error && error.code === 'ENOENT')
}
