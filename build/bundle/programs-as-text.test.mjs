import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, expect, it } from 'vitest'
import { programsAsText } from './programs-as-text.mjs'

const folder = mkdtempSync(join(tmpdir(), 'escale-programs-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('a program is one text that runs in a thread of its own, with what it imports, and is built anew when any of it changes', async () => {
  const [program, part] = ['program.ts', 'part.ts'].map((name) => join(folder, name))
  if (program === undefined || part === undefined) throw new Error('no files')
  writeFileSync(part, 'export const twice = (value: number): number => 2 * value\n')
  writeFileSync(
    program,
    "import { parentPort, workerData } from 'node:worker_threads'\nimport { twice } from './part'\nparentPort?.postMessage(twice(workerData as number))\n"
  )
  /** @type {string[]} */
  const watched = []
  const context = { addWatchFile: (/** @type {string} */ path) => watched.push(path) }
  const { load } = /** @type {any} */ (programsAsText())
  const { code } = await load.call(context, `${program}?program`)
  const text = /** @type {string} */ (JSON.parse(code.replace('export default ', '')))
  expect(text).not.toMatch(/from\s*["'](?!node:)/)
  expect(watched).toEqual(expect.arrayContaining([program, part]))
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(text)}`), { workerData: 21 })
  expect(await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))).toBe(42)
  await worker.terminate()
})

it('leaves every other module to who knows it', async () => {
  const { load, resolveId } = /** @type {any} */ (programsAsText())
  expect(await load.call({}, '/somewhere/reader.mjs?raw')).toBeNull()
  expect(await resolveId.call({}, './reader.mjs?raw', '/somewhere/open.ts')).toBeNull()
})
