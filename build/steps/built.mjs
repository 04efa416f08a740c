/** The built app in out/: built again where a source has changed. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../tools/folders.mjs'
import { mustRun } from '../tools/run.mjs'

const sources = [
  'contract',
  'electron',
  'renderer',
  'locales',
  'assets',
  'build/bundle',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json'
]
const stamp = join(projectFolder, 'out', '.built')

/** @param {string} path @returns {string[]} every file's path, size and time of change */
function files(path) {
  const full = join(projectFolder, path)
  if (!existsSync(full)) return []
  const { size, mtimeMs } = statSync(full)
  if (!statSync(full).isDirectory()) return [`${path} ${size} ${mtimeMs}`]
  return readdirSync(full)
    .sort()
    .filter((name) => !/\.test\.ts$/.test(name))
    .flatMap((name) => files(`${path}/${name}`))
}

const fingerprint = () => createHash('sha256').update(sources.flatMap(files).join('\n')).digest('hex')

/** @returns {Promise<readonly [undefined, string]>} */
export async function provideBuilt() {
  const now = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return [undefined, 'nothing has changed']
  await mustRun(
    process.execPath,
    [join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
    {
      cwd: projectFolder,
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' }
    }
  )
  writeFileSync(stamp, now)
  return [undefined, 'built']
}
