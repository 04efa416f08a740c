/**
 * Loads the app that the command line names, as Electron's own default app does
 * (https://github.com/electron/electron/blob/main/default_app/main.ts): package.json's name, version and main are honoured, and
 * both kinds of modules. Runs inside the prepared runtime, as an ES module: Electron is not ready before its last `await`,
 * and an app may still register its protocols.
 */
import electron from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import Module from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** Electron's app with what it keeps for its default app. */
const app = /** @type {Electron.App & { setVersion(version: string): void, setAppPath(path: string): void }} */ (
  electron.app
)

/** Node's module loader with what its types leave out. */
const loader =
  /** @type {{ _preloadModules(names: string[]): void, _resolveFilename(path: string, parent: null, isMain: true): string }} */ (
    /** @type {unknown} */ (Module)
  )

/** @type {string[]} */
const modules = []
/** @type {string | undefined} */
let file
for (const words = process.argv.slice(1); words.length > 0 && file === undefined;) {
  const word = words.shift() ?? ''
  if (word === '--version' || word === '-v') {
    console.log(`v${process.versions.electron}`)
    process.exit(0)
  } else if (word === '-r' || word === '--require') modules.push(words.shift() ?? '')
  else if (!word.startsWith('-')) file = word
}

/** @param {string} packagePath */
function describe(packagePath) {
  const manifest = path.join(packagePath, 'package.json')
  if (!existsSync(manifest)) return
  const { name, productName, version, desktopName } = JSON.parse(readFileSync(manifest, 'utf8'))
  if (version) app.setVersion(version)
  if (productName || name) app.name = productName || name
  app.setDesktopName(desktopName || `${app.name}.desktop`)
  app.setAppPath(packagePath)
}

/** @param {string} named */
async function load(named) {
  const packagePath = path.resolve(named)
  describe(packagePath)
  await import(pathToFileURL(loader._resolveFilename(packagePath, null, true)).href)
}

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
// The app has the last word about its windows, once it is loaded.
app.on('window-all-closed', () => {
  if (app.listenerCount('window-all-closed') === 1) app.quit()
})
if (modules.length > 0) loader._preloadModules(modules)
if (file === undefined) {
  console.error('Usage: electron [options] PATH')
  app.exit(1)
} else {
  try {
    await load(file)
  } catch (error) {
    const { stack } = /** @type {Error} */ (error)
    console.error(`App threw an error during load\n${stack ?? error}`)
    app.exit(1)
  }
}
