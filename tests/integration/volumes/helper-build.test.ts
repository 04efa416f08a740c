/** The helper that Escale carries is what its source makes, and its readers stand what no honest side would send. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  binFolder,
  buildHelper,
  helperFolder,
  provideCompilers,
  sources,
  sums,
  toolsText
} from '../../../build/volume-helper.mjs'

const run = promisify(execFile)
let folder: string
let missing: string | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escale-build-'))
  missing = await provideCompilers()
}, 300_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The tests of the helper's work, with another program in its place. */
async function testedWith(program: string): Promise<string> {
  const { stdout } = await run('npx', ['vitest', 'run', '--project', 'unit', 'electron/features/volumes/files'], {
    env: { ...process.env, ESCALE_VOLUME_HELPER: program, NO_COLOR: '1' }
  })
  return stdout
}

describe('the volume helper', () => {
  it('is listed with its sums', async () => {
    expect(sums(binFolder)).toBe(await readFile(join(binFolder, 'SHA256SUMS'), 'utf8'))
  })

  it('is built again to the byte', async ({ skip }) => {
    if (missing !== undefined) return skip(missing)
    const wanted = (await readFile(join(binFolder, 'BUILT-WITH'), 'utf8')).trim()
    const here = await toolsText()
    if (here !== wanted) return skip(`It was built with other packages than these:\n${here}`)
    await buildHelper(folder)
    expect(sums(folder)).toBe(await readFile(join(binFolder, 'SHA256SUMS'), 'utf8'))
  }, 120_000)

  it('reads what is nearly right, under sanitizers', async ({ skip }) => {
    if (missing !== undefined) return skip(missing)
    const program = join(folder, 'fuzz')
    const source = (name: string): string => join(helperFolder, 'source', name)
    const parts = ['reader.c', 'text.c', 'tar-read.c', 'tar-write.c'].map(source)
    const flags = [
      '-std=c11',
      '-D_GNU_SOURCE',
      '-g',
      '-O1',
      '-fsanitize=address,undefined',
      '-fno-sanitize-recover=all'
    ]
    await run('gcc', [...flags, join(helperFolder, 'tests', 'fuzz.c'), ...parts, '-o', program])
    const seed = String(Date.now() % 1_000_000)
    const { stdout, stderr } = await run(program, ['3', seed])
    expect(stderr, `seed ${seed}`).toBe('')
    expect(Number(stdout)).toBeGreaterThan(1000)
  }, 120_000)

  it('does its work under sanitizers too', async ({ skip }) => {
    if (missing !== undefined) return skip(missing)
    const program = join(folder, 'volume-helper-checked')
    const flags = [
      '-std=c11',
      '-D_GNU_SOURCE',
      '-g',
      '-O1',
      '-fsanitize=address,undefined',
      '-fno-sanitize-recover=all'
    ]
    await run('gcc', [...flags, '-pthread', ...sources(), '-o', program], { cwd: join(helperFolder, 'source') })
    expect(await testedWith(program)).toMatch(/Tests +\d+ passed/)
  }, 180_000)

  it('does its work on another processor', async ({ skip }) => {
    const emulator = 'qemu-aarch64-static'
    const isThere = await run(emulator, ['--version']).then(
      () => true,
      () => false
    )
    if (!isThere || process.arch !== 'x64') return skip(`${emulator} is not installed`)
    const program = join(folder, 'volume-helper-emulated')
    const script = `#!/bin/sh\nexec ${emulator} ${join(binFolder, 'arm64', 'volume-helper')} "$@"\n`
    await writeFile(program, script, { mode: 0o755 })
    expect(await testedWith(program)).toMatch(/Tests +\d+ passed/)
  }, 180_000)
})
