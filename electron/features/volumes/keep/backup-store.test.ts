import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileStore, type BackupEntry } from './backup-store'

let folder: string
const warnings: string[] = []
const open = () => fileStore(folder, (what) => warnings.push(what))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'escale-backups-'))
  warnings.length = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const entry: BackupEntry = {
  connection: 'local',
  volume: 'data',
  plan: { on: true, folder: '/backups', format: 'tar.gz', keep: 7, schedule: { kind: 'daily', time: '02:30' } },
  since: 1,
  records: [{ at: 2, path: '/backups/data.tar.gz', stored: 3, files: 4, bytes: 5 }]
}

it('keeps what was planned and written', () => {
  expect(open().read()).toEqual([])
  open().write([entry])
  expect(open().read()).toEqual([entry])
  expect(warnings).toEqual([])
})

it('loses one that is broken, and no other', () => {
  open().write([entry, { ...entry, volume: 'other' }])
  const file = join(folder, 'backups.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"keep": 7', '"keep": "many"'))
  expect(open().read()).toEqual([{ ...entry, volume: 'other' }])
})

it.each(['{', '{"version": 99, "backups": []}'])('keeps a file aside that it cannot read: %s', (text) => {
  const file = join(folder, 'backups.json')
  writeFileSync(file, text)
  expect(open().read()).toEqual([])
  expect(readFileSync(`${file}.broken`, 'utf8')).toBe(text)
  expect(warnings).toHaveLength(1)
})
