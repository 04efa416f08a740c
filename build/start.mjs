/**
 * `npm start`: sets up what is missing, finds an engine and opens the app. Each step is one printed line.
 *   --no-engine        start no private engine, install none
 *   --private-engine   a private engine although another may be there
 *   --reset-engine     remove the private engine and all it holds first
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { provideRuntime } from './electron/runtime.mjs'
import { provideBuilt } from './steps/built.mjs'
import { provideEngine } from './steps/engine.mjs'
import { launch } from './steps/launch.mjs'
import { hasDisplay, provideLibraries } from './steps/libraries.mjs'
import { providePackages } from './steps/packages.mjs'
import { dataFolder } from './tools/folders.mjs'
import { main, note, seconds, step } from './tools/step.mjs'
import { startDisplay } from './tools/virtual-display.mjs'

const own = ['--no-engine', '--private-engine', '--reset-engine']
const words = process.argv.slice(2)
const wishes = {
  noEngine: words.includes('--no-engine'),
  privateEngine: words.includes('--private-engine'),
  resetEngine: words.includes('--reset-engine')
}

/** What to end, last begun first. @type {Array<() => void | Promise<void>>} */
const begun = []
let ending = false
async function endAll() {
  if (ending) return
  ending = true
  for (const end of begun.reverse()) await end()
}

for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(name, () => {
    if (ending) return
    note('\nClosing Escale and what it started.')
    void endAll().then(() => process.exit(130))
  })
}

await main(async () => {
  const started = Date.now()
  await step('Node packages', providePackages)
  const { executable } = await step('Electron', provideRuntime)
  if (process.platform === 'linux') await step('Libraries', () => provideLibraries(executable))
  await step('App', provideBuilt)
  try {
    const engine = await provideEngine(wishes)
    if (engine.kind === 'private')
      begun.push(() => step('Private engine', async () => [await engine.close(), 'stopped, its data kept']))
    const env = { ...process.env, ...(engine.kind === 'private' ? { DOCKER_HOST: engine.host } : {}) }
    if (!hasDisplay()) {
      const picture = join(dataFolder(), 'window.png')
      mkdirSync(dataFolder(), { recursive: true })
      const display = await step('Display', async () => {
        const made = await startDisplay()
        return [made, `none here: a virtual one (${made.env.DISPLAY}); a picture of the window is in ${picture}`]
      })
      begun.push(display.stop)
      Object.assign(env, display.env, { ESCALE_PICTURE_FILE: picture, ESCALE_ANNOUNCE: '1' })
    }
    const app = launch(
      executable,
      env,
      words.filter((word) => !own.includes(word))
    )
    begun.push(app.close)
    note(
      `Escale opens, ${seconds(Date.now() - started)} after the start.${process.stdout.isTTY ? ' Ctrl-C ends it.' : ''}`
    )
    return await app.closed
  } finally {
    await endAll()
  }
})
