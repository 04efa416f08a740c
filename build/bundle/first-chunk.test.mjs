import { expect, it } from 'vitest'
import { firstChunk } from './first-chunk.mjs'

it('a first chunk holds what its module imports at once, directly or not, round a circle too, and nothing loaded later', () => {
  /** @type {Record<string, { importedIds: string[], dynamicallyImportedIds: string[] }>} */
  const modules = {
    'C:/app/main.ts': { importedIds: ['a', 'b'], dynamicallyImportedIds: ['later'] },
    a: { importedIds: ['b'], dynamicallyImportedIds: [] },
    b: { importedIds: ['a'], dynamicallyImportedIds: [] },
    later: { importedIds: ['a', 'c'], dynamicallyImportedIds: [] }
  }
  const name = firstChunk('start', 'C:\\app\\main.ts')
  const context = { getModuleInfo: (/** @type {string} */ id) => modules[id] ?? null }
  expect([...Object.keys(modules), 'c'].map((id) => name(id, context))).toEqual(['start', 'start', 'start', null, null])
})
