/** Electron's own way to its runtime: a download by the electron package, where its host can be reached. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../tools/folders.mjs'
import { run } from '../tools/run.mjs'

const packageFolder = join(projectFolder, 'node_modules', 'electron')

/** The executable's place in a runtime's folder. */
export const executableName = () =>
  ({ darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' })[
    /** @type {string} */ (process.platform)
  ] ?? 'electron'

/** @returns {string} the version that package.json asks for */
export const wantedVersion = () => JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version

/** @returns {string | undefined} the runtime that an earlier download left in node_modules */
export function downloaded() {
  const dist = join(packageFolder, 'dist')
  const version = existsSync(join(dist, 'version'))
    ? readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
    : ''
  return version === wantedVersion() && existsSync(join(dist, executableName())) ? dist : undefined
}

/**
 * Where the archive would come from, by the same settings as the electron package reads.
 * @param {string} version
 * @param {NodeJS.ProcessEnv} [env]
 */
export function archiveUrl(version, env = process.env) {
  const setting = (/** @type {string} */ name) =>
    env[`npm_config_electron_${name}`] ??
    env[`NPM_CONFIG_ELECTRON_${name.toUpperCase()}`] ??
    env[`ELECTRON_${name.toUpperCase()}`]
  const mirror = setting('mirror') ?? 'https://github.com/electron/electron/releases/download/'
  const folder = (setting('custom_dir') ?? `v${version}`).replace('{{ version }}', version)
  const file = setting('custom_filename') ?? `electron-v${version}-${process.platform}-${process.arch}.zip`
  return `${mirror}${folder}/${file}`
}

/**
 * Asks for 5 seconds at most whether the archive is there.
 * @param {string} url
 * @returns {Promise<string | undefined>} why not
 */
async function whyUnreachable(url) {
  // A proxy is the download's own business: Node's fetch would go past it.
  if (process.env['ELECTRON_GET_USE_PROXY']) return undefined
  try {
    const { ok, status } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5_000) })
    return ok ? undefined : `${new URL(url).host} answered ${status}`
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return `${URL.canParse(url) ? new URL(url).host : url} cannot be reached: ${cause instanceof Error ? cause.message : cause}`
  }
}

/** @returns {Promise<{ readonly dist: string } | { readonly reason: string }>} */
export async function download() {
  const reason = await whyUnreachable(archiveUrl(wantedVersion()))
  if (reason) return { reason }
  const { code, stderr } = await run(process.execPath, [join(packageFolder, 'install.js')], { timeout: 900_000 })
  const dist = downloaded()
  return code === 0 && dist ? { dist } : { reason: `its download failed: ${stderr.trim().split('\n')[0] ?? code}` }
}
