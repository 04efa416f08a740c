import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FileKind, type FileEntry } from '../../containers/files/model'
import { escapeBytes } from '../../containers/files/path'
import * as commands from './command'
import { readRows, writeRow } from './rows'

const name = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => escapeBytes(bytes))
const entry: fc.Arbitrary<FileEntry> = fc.record(
  {
    name,
    kind: fc.constantFrom(...FileKind.options),
    size: fc.maxSafeNat(),
    mode: fc.nat(0o7777),
    uid: fc.nat(0xffff_ffff),
    gid: fc.nat(0xffff_ffff),
    changed: fc.integer({ min: -1e13, max: 1e14 }),
    target: name
  },
  { requiredKeys: ['name', 'kind', 'size', 'mode', 'uid', 'gid', 'changed'] }
)

describe('rows', () => {
  it('give back what was written', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        expect(readRows(entries.map(writeRow).join(''))).toEqual(entries)
      })
    )
  })
  it('that are none are left out', () => {
    expect(readRows('\n\nf 644 0\nf 644 0 0 1 2 name')).toMatchObject([{ name: 'name' }])
  })
})

describe('the commands', () => {
  const at = { connection: 'c', volume: 'data', path: '/a%20b/caf%C3%A9' }
  const text = (line: ReturnType<typeof commands.listFolder>): string | undefined =>
    line?.parts.map((part) => part.text).join(' ')
  it('mount the volume, to be read unless something is written', () => {
    expect(text(commands.listFolder(at))).toBe('docker run --rm -v data:/v:ro busybox ls -la /v/a b/café')
    expect(text(commands.listFolder({ ...at, path: '/' }))).toBe('docker run --rm -v data:/v:ro busybox ls -la /v')
    expect(text(commands.makeFolder(at))).toBe('docker run --rm -v data:/v busybox mkdir /v/a b/café')
    expect(text(commands.saveFile({ ...at, target: '/t', as: 'tar' }))).toBe(
      'docker run --rm -v data:/v:ro busybox tar -cf - -C /v/a b ./café'
    )
    expect(text(commands.searchFiles({ ...at, words: 'a*', limit: 1 }))).toContain('-iname *a\\**')
  })
  it('are none where a name is no text, or the other volume is elsewhere', () => {
    expect(commands.readFile({ ...at, path: '/%FF' })).toBeUndefined()
    const to = { ...at, paths: ['/x'], folder: '/', overwrite: false }
    expect(commands.copyToVolume({ ...to, target: { connection: 'other', volume: 'v' } })).toBeUndefined()
    expect(text(commands.copyToVolume({ ...to, target: { connection: 'c', volume: 'w' } }))).toBe(
      'docker run --rm -v data:/v:ro -v w:/w busybox cp -a /v/x /w'
    )
  })
  it('change the owner first, which takes bits away', () => {
    const steps = commands.permissionsSteps({ ...at, paths: ['/x'], mode: 0o4755, uid: 1, gid: 2, below: true })
    expect(steps.map((line) => text(line))).toEqual([
      'docker run --rm -v data:/v busybox chown -h -R 1:2 /v/x',
      'docker run --rm -v data:/v busybox chmod -R u=rwXs,g=rX,o=rX /v/x'
    ])
  })
})
