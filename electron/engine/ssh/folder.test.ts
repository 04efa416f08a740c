import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder, sweepFolders } from './folder'

let place = ''
beforeEach(() => (place = mkdtempSync(join(tmpdir(), 'e-'))))
afterEach(() => rmSync(place, { recursive: true, force: true }))

describe.skipIf(process.platform === 'win32')('folders for ssh', () => {
  it('are one person’s alone', () => {
    const folder = makeFolder([place])
    expect(folder.startsWith(place)).toBe(true)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('are made where a socket’s name has room, and ssh reads the path as it is', () => {
    const long = join(place, 'x'.repeat(90))
    const odd = join(place, 'my files')
    const gone = join(place, 'gone')
    for (const made of [long, odd]) mkdirSync(made)
    expect(makeFolder([long, odd, gone, place]).startsWith(join(place, 'escale-ssh-'))).toBe(true)
    expect(() => makeFolder([gone])).toThrow('ENOENT')
    expect(() => makeFolder([odd])).toThrow(odd)
  })

  it('go where who made them is gone, and no others', () => {
    const at = (name: string): string => join(place, name)
    for (const name of ['escale-ssh-11-abc', 'escale-ssh-22-abc', 'escale-ssh-x', 'other-11-abc']) mkdirSync(at(name))
    writeFileSync(join(at('escale-ssh-11-abc'), 'control'), '')
    sweepFolders(place, (pid) => pid === 22)
    expect(
      ['escale-ssh-11-abc', 'escale-ssh-22-abc', 'escale-ssh-x', 'other-11-abc'].map((name) => existsSync(at(name)))
    ).toEqual([false, true, true, true])
  })
})
