/**
 * `npm test`: sets up what is missing, runs every check and ends with one line of counts. `npm test -- unit e2e` runs those alone.
 * Uses throwaway engines only, and leaves nothing running.
 */
import { canInstall } from './debian/apt.mjs'
import { provideRuntime } from './electron/runtime.mjs'
import { sweep, whyNoThrowaway } from './engine/throwaway.mjs'
import { provideBuilt } from './steps/built.mjs'
import { checks, filesOf, whyNoEngine } from './steps/checks.mjs'
import { provideLibraries } from './steps/libraries.mjs'
import { providePackages } from './steps/packages.mjs'
import { provideTestPackages } from './steps/test-packages.mjs'
import { closingLine, none, sum } from './tools/counts.mjs'
import { main, note, seconds, step, Told } from './tools/step.mjs'

const words = process.argv.slice(2)
const unknown = words.filter((word) => !checks.some(({ name }) => name === word))

/** What the window's tests need beside an engine. */
async function provideWindow() {
  const { executable } = await step('Electron', provideRuntime)
  if (process.platform === 'linux') await step('Libraries', () => provideLibraries(executable))
  await step('App', provideBuilt)
}

/**
 * Does a part of the set-up; where that fails, says so and goes on: whatever does not need it runs all the same.
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>}
 */
async function tried(work) {
  try {
    await work()
    return true
  } catch (error) {
    note(error instanceof Told ? error.message : String(error))
    return false
  }
}

/** @param {import('./steps/checks.mjs').Check} check */
async function perform(check) {
  const why = check.whyNot()
  if (why !== undefined) {
    note(`${check.name}: not run (${filesOf(check)} test files): ${why}`)
    return { ...none, skipped: filesOf(check) }
  }
  const started = Date.now()
  note(`${check.name} …`)
  const counts = await check.run()
  note(`${check.name}: ${closingLine(counts)} (${seconds(Date.now() - started)})`)
  return counts
}

/** @param {string} what */
const failure = (what) => ({ ...none, failed: 1, failures: [what] })

/** @returns {Promise<import('./tools/counts.mjs').Counts>} */
async function testAll() {
  if (unknown.length > 0) {
    note(`There is no ${unknown.join(', ')}: ${checks.map(({ name }) => name).join(', ')}.`)
    return failure('arguments')
  }
  const chosen = checks.filter(({ name }) => words.length === 0 || words.includes(name))
  /** @param {string} name */
  const runs = (name) => chosen.some((check) => check.name === name)

  if (!(await tried(() => step('Node packages', providePackages)))) return failure('Node packages')
  if ((runs('integration') || runs('e2e')) && canInstall())
    await tried(() => step('Debian packages', provideTestPackages))
  const window = !runs('e2e') || whyNoEngine() !== undefined || (await tried(provideWindow))

  // What only reads the sources takes one core each: together they end with the longer of them.
  const counts = await Promise.all(chosen.filter(({ alone }) => !alone).map(perform))
  for (const check of chosen.filter(({ alone }) => alone)) {
    if (check.name === 'e2e' && !window) {
      note('e2e: failed, because its set-up did')
      counts.push(failure('e2e: its set-up'))
    } else counts.push(await perform(check))
  }
  // A run that was killed before may have left an engine; one that just ended has not.
  if (whyNoThrowaway() === undefined) await sweep()
  return sum(counts)
}

await main(async () => {
  const started = Date.now()
  const counts = await testAll()
  // Whoever reads only the end of a long run sees what to look at.
  for (const what of counts.failures) note(`Failed: ${what}`)
  note(`Took ${seconds(Date.now() - started)}.`)
  note(closingLine(counts))
  return counts.failed > 0 ? 1 : 0
})
