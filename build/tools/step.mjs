/** One step of a script: one printed line with what it does, how it went and how long it took. */

/** @param {string} text */
const write = (text) => process.stdout.write(text)

/** @param {number} milliseconds */
export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`

/**
 * @template T
 * @param {string} what it does: `Node packages`
 * @param {() => Promise<readonly [T, string]>} work gives its result, and how it went in a few words
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  write(`${what}: `)
  const started = Date.now()
  try {
    const [result, how] = await work()
    write(`${how} (${seconds(Date.now() - started)})\n`)
    return result
  } catch (error) {
    write(`failed (${seconds(Date.now() - started)})\n`)
    throw error
  }
}

/**
 * A line of its own between the steps: something that a person must know.
 * @param {string} text
 */
export const note = (text) => write(`${text}\n`)

/** An error that says everything a person needs; the program that meets it prints its text without a stack. */
export class Told extends Error {}

/**
 * Runs a script's whole work and ends the process with what it gives.
 * @param {() => Promise<number>} work
 */
export async function main(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    process.stderr.write(
      `\n${error instanceof Told ? error.message : error instanceof Error ? error.stack : String(error)}\n`
    )
    process.exitCode = 1
  }
}
