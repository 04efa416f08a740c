/** The file read and written, its backups, and the notes of what was under way. */
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileNotes, mend, mendAllSettings } from './notes'
import { encode, keepBackup, pruneBackups, readSettings, writeSettings } from './settings-file'
import { ownPrograms } from './test-programs'

const own = ownPrograms()

describe('the file', () => {
  it('keeps its encoding and its ends of lines', async () => {
    const path = join(own.folder, 'daemon.json')
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{\r\n}\r\n', 'utf16le')])
    await writeFile(path, utf16)
    const file = await readSettings(path)
    expect(file.text).toBe('{\n}\n')
    expect(encode(file.text, file.bytes)).toEqual(utf16)
    expect(encode('{}\n', Buffer.from('\uFEFF{}\r\n'))).toEqual(Buffer.from('\uFEFF{}\r\n'))
  })
  it('is written where its link leads', async () => {
    await writeFile(join(own.folder, 'real.json'), '{}')
    await symlink(join(own.folder, 'real.json'), join(own.folder, 'daemon.json'))
    const file = await readSettings(join(own.folder, 'daemon.json'))
    await writeSettings(file.path, Buffer.from('{"a":1}'), file)
    expect(await readFile(join(own.folder, 'real.json'), 'utf8')).toBe('{"a":1}')
  })
  it('keeps five backups', async () => {
    const path = join(own.folder, 'daemon.json')
    await writeFile(path, '{}')
    await writeFile(`${path}.escale-mine`, 'kept')
    const file = await readSettings(path)
    for (let day = 1; day <= 7; day++) await keepBackup(file, `${path}.escale-2026010${day}-000000`)
    await pruneBackups(path)
    const names = (await readdir(own.folder)).filter((name) => name.includes('.escale-'))
    expect(names.sort()).toEqual([
      'daemon.json.escale-20260103-000000',
      'daemon.json.escale-20260104-000000',
      'daemon.json.escale-20260105-000000',
      'daemon.json.escale-20260106-000000',
      'daemon.json.escale-20260107-000000',
      'daemon.json.escale-mine'
    ])
  })
  it('after a crash before it was moved: the note and what lay beside go', async () => {
    const path = join(own.folder, 'daemon.json')
    await writeFile(path, '{}')
    await writeFile(`${path}.escale-new`, '{"half')
    const notes = fileNotes(join(own.folder, 'notes'))
    const file = await readSettings(path)
    await notes.write({ path, old: file.version, fresh: 'another' })
    await mendAllSettings(notes, () => undefined)
    expect(await notes.all()).toEqual([])
    expect(await readdir(own.folder)).not.toContain('daemon.json.escale-new')
  })
  it('after a crash once it was moved: the note stays for a person', async () => {
    const path = join(own.folder, 'daemon.json')
    await writeFile(path, '{"new":1}')
    const notes = fileNotes(join(own.folder, 'notes'))
    const file = await readSettings(path)
    await notes.write({ path, old: 'another', fresh: file.version, backup: `${path}.old` })
    expect(await mend(notes, file)).toMatchObject({ backup: `${path}.old` })
    const told: string[] = []
    await mendAllSettings(notes, (what) => told.push(what))
    expect(told).toHaveLength(1)
  })
})
