/** The node packages: installed where they are missing or not those of package-lock.json. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../tools/folders.mjs'
import { npm } from '../tools/npm.mjs'
import { mustRun } from '../tools/run.mjs'

/** @typedef {Readonly<Record<string, { readonly version?: string, readonly optional?: boolean }>>} Packages */

/**
 * What package-lock.json asks for and the installed tree (npm's own record of it) has not.
 * @param {Packages} wanted
 * @param {Packages} installed
 * @returns {string[]}
 */
export const missingPackages = (wanted, installed) =>
  Object.entries(wanted)
    // The root itself is no package, and what is optional may belong to another system.
    .filter(([path, { version, optional }]) => path !== '' && !optional && installed[path]?.version !== version)
    .map(([path]) => path)

/** @param {string} path @returns {Packages} */
const readPackages = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {})

/** @returns {Promise<readonly [undefined, string]>} */
export async function providePackages() {
  const wanted = readPackages(join(projectFolder, 'package-lock.json'))
  const missing = missingPackages(wanted, readPackages(join(projectFolder, 'node_modules', '.package-lock.json')))
  if (missing.length === 0) return [undefined, 'installed']
  // By name, so that NODE_ENV=production leaves nothing out.
  const [program, args] = npm('ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error')
  await mustRun(program, args, { cwd: projectFolder })
  return [undefined, `${missing.length} were missing: installed with npm ci`]
}
