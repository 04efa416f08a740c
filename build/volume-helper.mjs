/**
 * Builds the helper of the volume browser: `node build/volume-helper.mjs` writes assets/volume-helper/bin, the same bytes from the
 * same packages; as root on Debian it installs them.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { canInstall, install, missingOf } from './debian/apt.mjs'
import { projectFolder } from './tools/folders.mjs'
import { mustRun, run } from './tools/run.mjs'

export const helperFolder = join(projectFolder, 'assets', 'volume-helper')
const sourceFolder = join(helperFolder, 'source')
export const binFolder = join(helperFolder, 'bin')

export const architectures = /** @type {const} */ (['amd64', 'arm64'])
/** @typedef {typeof architectures[number]} Architecture */

/** musl makes the smaller program; Debian has it for the machine's own processor alone. */
const compilers = { amd64: 'musl-gcc', arm64: 'aarch64-linux-gnu-gcc' }
const packages = ['gcc', 'musl-tools', 'gcc-aarch64-linux-gnu', 'libc6-dev-arm64-cross']

/** Nothing of the machine, its paths or the time gets in. */
const flags = [
  '-std=c11',
  '-D_GNU_SOURCE',
  '-O2',
  '-static',
  '-pthread',
  '-fstack-protector-strong',
  '-Wall',
  '-Wextra',
  '-Wshadow',
  '-Werror',
  '-s',
  '-Wl,--build-id=none',
  '-Wl,-z,relro,-z,now,-z,noexecstack'
]

/** The packages whose bytes are in the programs. */
const inside = [
  'gcc-12',
  'binutils',
  'musl-dev',
  'gcc-12-aarch64-linux-gnu',
  'binutils-aarch64-linux-gnu',
  'libc6-dev-arm64-cross'
]

/** @returns {Promise<string>} one package and its version a line */
export async function toolsText() {
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${Package} ${Version}\n', ...inside])
  return stdout.trim().split('\n').sort().join('\n')
}

/** Brings the compilers. Gives why they are not to be had, or undefined. */
export async function provideCompilers() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'they are built on Linux x64'
  if (
    (await Promise.all(Object.values(compilers).map((name) => run(name, ['--version'])))).every(
      ({ code }) => code === 0
    )
  )
    return undefined
  if (!canInstall()) return 'the compilers are not there, and only root on Debian can install them'
  try {
    await install(await missingOf(packages))
    return undefined
  } catch (error) {
    return String(error)
  }
}

export const sources = () =>
  readdirSync(sourceFolder)
    .filter((name) => name.endsWith('.c'))
    .sort()

/**
 * Writes the programs to `folder`/ARCHITECTURE/volume-helper.
 * @param {string} folder
 */
export async function buildHelper(folder) {
  for (const architecture of architectures) {
    mkdirSync(join(folder, architecture), { recursive: true })
    const program = join(folder, architecture, 'volume-helper')
    await mustRun(compilers[architecture], [...flags, ...sources(), '-o', program], { cwd: sourceFolder })
  }
}

/** As `sha256sum` writes and checks it. @param {string} folder */
export const sums = (folder) =>
  architectures
    .map((architecture) => `${architecture}/volume-helper`)
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}  ${name}\n`
    )
    .join('')

async function main() {
  const reason = await provideCompilers()
  if (reason !== undefined) throw new Error(reason)
  const folder = mkdtempSync(join(tmpdir(), 'escale-build-'))
  try {
    await buildHelper(folder)
    for (const architecture of architectures) {
      mkdirSync(join(binFolder, architecture), { recursive: true })
      const program = join(architecture, 'volume-helper')
      writeFileSync(join(binFolder, program), readFileSync(join(folder, program)), { mode: 0o755 })
    }
    writeFileSync(join(binFolder, 'SHA256SUMS'), sums(binFolder))
    writeFileSync(join(binFolder, 'BUILT-WITH'), `${await toolsText()}\n`)
    process.stdout.write(sums(binFolder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
