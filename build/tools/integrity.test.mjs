import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { hasIntegrity } from './integrity.mjs'

it('takes the file that was meant, and not one that differs in a byte', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'escale-integrity-'))
  const file = join(folder, 'file')
  writeFileSync(file, 'what was meant')
  const integrity = `sha512-${createHash('sha512').update('what was meant').digest('base64')}`
  expect(await hasIntegrity(file, integrity)).toBe(true)
  writeFileSync(file, 'what was Meant')
  expect(await hasIntegrity(file, integrity)).toBe(false)
  expect(await hasIntegrity(file, integrity.slice(0, 20))).toBe(false)
  rmSync(folder, { recursive: true })
})
